// Holds what the back end says against what the model says, after every step and at the end.
import { DAY } from '#domain/instant.ts';
import { readDisclosure } from '#protocol/disclosure.ts';
import { expectedOf, isTrulyStopped } from './model.ts';
import { fail, observeArrivals, type Run } from './run.ts';

const deadStatuses: readonly string[] = ['withdrawn', 'erased', 'disavowed', 'expired'];
/** Close to the shop's limit on a request's age, the measured age depends on clocks nobody knows (C3). */
const AGE_UNSURE = 29 * DAY;

/** By event and question. */
export type Statuses = ReadonlyMap<string, string>;

/** Returns what the back end says now. */
export async function compare(run: Run, earlier: Statuses, after: string): Promise<Statuses> {
  const { world, model } = run;
  await observeArrivals(run);
  const rows = await world.backEnd.store.sql.selectFrom('grants').select(['event', 'question', 'status']).execute();
  const statuses = new Map<string, string>(rows.map((row) => [`${row.event} ${row.question}`, row.status]));
  for (const [key, status] of statuses) {
    const was = earlier.get(key);
    if (was !== undefined && deadStatuses.includes(was) && !deadStatuses.includes(status))
      fail(`${key} came back by itself: ${was} → ${status} after ${after}`);
  }
  for (const grant of model.grants) {
    const expected = expectedOf(grant, model);
    const age = (grant.receivedAt ?? 0) - (grant.notBefore ?? grant.trueTime);
    if (expected === 'unsure' || age > AGE_UNSURE) continue;
    const actual = statuses.get(`${grant.id} ${grant.question}`);
    const said = actual === 'given' || actual === 'requested' ? actual : 'not given';
    if (said !== expected)
      fail(`${grant.question} of ${grant.contact} is ${actual}, must be ${expected}, after ${after}`);
  }
  return statuses;
}

export async function compareAtTheEnd({ world, model, mails, crashes }: Run, statuses: Statuses): Promise<void> {
  // nothing is lost, nothing is there twice
  const rows = await world.backEnd.store.sql.selectFrom('events').select(['id', 'disclosures']).execute();
  const disclosuresById = new Map(rows.map((row) => [row.id, JSON.parse(row.disclosures) as string[]]));
  if (disclosuresById.size !== rows.length) fail('an event is there twice');
  for (const one of [...model.grants, ...model.stops])
    if (one.chain !== 'store' && !disclosuresById.has(one.id)) fail(`lost: ${one.id}`);
  for (const { device } of world.tablets) {
    const { waiting, toCheck } = device.kiosk.getStatus();
    if (waiting !== 0 || toCheck !== 0) fail(`a tablet still waits: ${waiting}, to check: ${toCheck}`);
  }
  for (const grant of model.grants) {
    const status = statuses.get(`${grant.id} ${grant.question}`);
    // the title of protocol D
    if (status === 'given' && isTrulyStopped(grant, model))
      fail(`${grant.question} of ${grant.contact} counts against a later no`);
    // D4: every request alive at the end has had its mail
    if (status === 'requested' && !mails.some((mail) => mail.grants.includes(grant)))
      fail(`a request without its mail: ${grant.contact}`);
    // B10: beside an erased answer no contact data is left
    const beside = disclosuresById.get(grant.id)?.map((disclosure) => readDisclosure(disclosure)?.value);
    if (status === 'erased' && beside?.includes(grant.contact)) fail(`${grant.contact} came back after its erasure`);
  }
  // E4: a mail more than the requests only where the process was killed
  const requests = model.grants.filter((grant) => grant.isDoubleOptIn).length;
  if (mails.length > requests + crashes) fail(`${mails.length} mails for ${requests} requests and ${crashes} crashes`);
}
