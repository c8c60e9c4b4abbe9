// Holds what the back end says against what the model says, after every step and at the end.
import { readHeldBeside } from '#server/testing/held-contacts.ts';
import { compareCloses } from './close.ts';
import { compareChoices } from './compare-choices.ts';
import { compareUse } from './compare-retention.ts';
import { checkEvidence } from './evidence.ts';
import { expectedOf, isTrulyStopped, type ModelGrant } from './model.ts';
import { loseActivities } from './model-activity.ts';
import { isRestricted } from './model-choices.ts';
import { actsOfTablets, fail, observeArrivals, type Run } from './run.ts';

const deadStatuses: readonly string[] = ['withdrawn', 'erased', 'disavowed', 'expired', 'forbidden'];

/** By event and question; also those that the back end has lost by a restore. */
export type Statuses = ReadonlyMap<string, string>;

const keyOf = ({ id, question }: ModelGrant) => `${id} ${question}`;

/** Returns what the back end says now. */
export async function compare(run: Run, earlier: Statuses, after: string): Promise<Statuses> {
  const { world, model } = run;
  await observeArrivals(run);
  const rows = await world.backEnd.store.sql.selectFrom('grants').select(['event', 'question', 'status']).execute();
  const statuses = new Map<string, string>(rows.map((row) => [`${row.event} ${row.question}`, row.status]));
  for (const grant of model.grants) {
    const actual = statuses.get(keyOf(grant));
    const was = earlier.get(keyOf(grant));
    const isRevived = was && actual && deadStatuses.includes(was) && !deadStatuses.includes(actual);
    if (isRevived && !mayRevive(grant, was, run))
      fail(`${grant.question} of ${grant.contact} came back by itself: ${was} → ${actual} after ${after}`);
    const expected = expectedOf(grant, model);
    if (expected === 'unsure') continue;
    const said = actual === 'given' || actual === 'requested' ? actual : 'not given';
    if (said !== expected)
      fail(`${grant.question} of ${grant.contact} is ${actual}, must be ${expected}, after ${after}`);
  }
  loseActivities(model);
  await compareChoices(run, after);
  checkTablets(run, after);
  return new Map([...earlier, ...statuses]);
}

/** After a restore only: what had lapsed lapses again, and a no that was taken by a tablet is on its way again. */
function mayRevive(grant: ModelGrant, was: string, { model }: Run): boolean {
  if (model.forgotten.length === 0) return false;
  const isAwaited = model.stops.some((stop) => stop.wordAt !== undefined && stop.receivedAt === undefined);
  return isAwaited || (was === 'expired' && (grant.lapsedAt ?? grant.endedAt) === undefined);
}

/** B11: a tablet whose waiting events are gone never says that nothing is lost, and no other says that it may be. */
function checkTablets({ world, model }: Run, after: string): void {
  for (const { device, hasLost } of world.tablets) {
    const { lost } = device.kiosk.getStatus();
    if (hasLost && lost !== 'unknown') fail(`a tablet has lost events and says ${lost}, after ${after}`);
    if (!hasLost && lost === 'unknown' && model.forgotten.length === 0)
      fail(`a tablet has lost nothing and does not know, after ${after}`);
  }
}

export async function compareAtTheEnd(run: Run, statuses: Statuses): Promise<void> {
  const { world, model, mails, forgottenMails } = run;
  // nothing is lost, nothing is there twice
  const { store } = world.backEnd;
  const rows = await store.sql.selectFrom('events').select(['id', 'hash']).execute();
  const hashById = new Map(rows.map((row) => [row.id, row.hash]));
  if (hashById.size !== rows.length) fail('an event is there twice');
  for (const act of actsOfTablets(run)) if (!act.isGone && !hashById.has(act.id)) fail(`lost: ${act.id}`);
  const damaged = new Set(actsOfTablets(run).flatMap((act) => (act.isDamaged ? act.id : [])));
  for (const { device } of world.tablets) {
    const { waiting, toCheck, stopped } = device.kiosk.getStatus();
    if (waiting !== 0 || toCheck > damaged.size) fail(`a tablet still waits: ${waiting}, to check: ${toCheck}`);
    if (stopped !== null) fail(`a tablet has stopped: ${stopped}`);
  }
  for (const grant of model.grants) {
    const isHere = hashById.has(grant.id) && !grant.isHeld && !grant.isGone && grant.clearedAt === undefined;
    const status = isHere ? statuses.get(keyOf(grant)) : undefined;
    // the title of protocol D
    if (status === 'given' && isTrulyStopped(grant, model))
      fail(`${grant.question} of ${grant.contact} counts against a later no`);
    // D4: every request alive at the end has had its mail
    const mayWait = isRestricted(grant.contact, model) !== 'no';
    if (status === 'requested' && !mayWait && !mails.some((mail) => !mail.isDead && mail.grants.includes(grant)))
      fail(`a request without its mail: ${grant.contact}`);
    // B10: beside an erased answer no contact data is left
    if (status === 'erased' && (await readHeldBeside(store, hashById.get(grant.id) ?? '')).includes(grant.contact))
      fail(`${grant.contact} came back after its erasure`);
  }
  await compareUse(run);
  // E4: a mail more than the requests only where its record is lost
  const requests = model.grants.filter((grant) => grant.isDoubleOptIn || grant.isSilence).length;
  if (mails.length > requests + forgottenMails)
    fail(`${mails.length} mails for ${requests} requests, ${forgottenMails} forgotten`);
  await compareCloses(run);
  await checkEvidence(run);
}
