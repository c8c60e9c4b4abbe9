// Holds what a night has left against what the model says must be left.
import { openFromArchive } from '#server/keys/archive-key.ts';
import { findContactPoint } from '#server/storage/contact-point.ts';
import { decideUse } from '#server/storage/may-contact.ts';
import { readHeldContacts } from '#server/testing/held-contacts.ts';
import { addresses, emails, phones } from './command.ts';
import { CALLS_TOLD, expectedOf, isLawful, type Model } from './model.ts';
import type { Night } from './model-night.ts';
import { isInTime, isPastBothClocks, isValueHeld, listHeld } from './model-retention.ts';
import { fail, LETTERS, questionIds, type Run } from './run.ts';

const contacts = [
  ...emails.map((value) => ({ kind: 'email' as const, value })),
  ...phones.map((value) => ({ kind: 'phone' as const, value })),
  ...addresses.map((value) => ({ kind: 'postal' as const, value })),
];

const [EMAIL, SMS, PHONE] = questionIds;
const uses = [
  { line: EMAIL, kind: 'email', channel: 'email', purpose: 'marketing' },
  { line: SMS, kind: 'phone', channel: 'sms', purpose: 'marketing' },
  { line: PHONE, kind: 'phone', channel: 'phone', purpose: 'marketing' },
  { line: CALLS_TOLD, kind: 'phone', channel: 'phone', purpose: 'calls' },
  { line: LETTERS, kind: 'postal', channel: 'post', purpose: 'marketing' },
] as const;

export async function compareRetention(run: Run, night: Night): Promise<void> {
  await compareRows(run, night);
  await compareHeld(run);
  await compareArchive(run);
  await compareChains(run);
  await compareUse(run);
}

/** After a night that was cut off: what it has not come to is still there, and nobody has gone without their proof. */
export async function compareCut(run: Run, night: Night): Promise<void> {
  const { world, model } = run;
  await compareRows(run, night);
  await compareUse(run);
  const found = new Set((await readArchive(run)).map(({ contact }) => contact));
  const held = await readHeldContacts(world.backEnd.store);
  for (const { value } of contacts) {
    const isOwed = model.archive.some((proof) => proof.contact === value && !model.unsureProofs.has(value));
    if (isOwed && !found.has(value)) fail(`${value} has left, and the proof is not in the archive`);
    const isGone = isValueHeld(value, model, world.now()) === 'yes' && !held.includes(value);
    if (isGone && model.forgotten.length === 0) fail(`${value} is not held any more`);
  }
}

/** The contact points whose address or number is there, in whatever form. */
export async function readHeld({ world }: Run): Promise<ReadonlySet<string>> {
  const { sql } = world.backEnd.store;
  const rows = await sql.selectFrom('contact_points').select('id').where('value', 'is not', null).execute();
  return new Set(rows.map(({ id }) => id));
}

/** What is gone is gone, and nothing else is. */
async function compareRows({ world, model }: Run, { unsure, mayGo }: Night): Promise<void> {
  const { store } = world.backEnd;
  const rows = await store.sql.selectFrom('grants').select(['event', 'question', 'status']).execute();
  const statusByKey = new Map<string, string>(rows.map((row) => [`${row.event} ${row.question}`, row.status]));
  for (const grant of model.grants) {
    if (grant.contactPoint === undefined || grant.isGone) continue;
    const status = statusByKey.get(`${grant.id} ${grant.question}`);
    const name = `${grant.question} of ${grant.contact}`;
    if (grant.clearedAt !== undefined && status !== undefined) fail(`${name} is past its end, and still ${status}`);
    if (status === 'expired' && unsure.has(grant.contactPoint)) {
      grant.endedAt ??= world.now();
      grant.leftAt ??= world.now();
    }
    if (grant.clearedAt !== undefined || status !== undefined) continue;
    if (!unsure.has(grant.contactPoint) && !mayGo.has(grant) && grant.receivedAt !== undefined && !grant.isHeld)
      fail(`${name} is gone before its end`);
    grant.clearedAt = world.now();
  }
}

/** Everything that can be opened is opened; who has left without a no is not even known by a hash. */
async function compareHeld({ world, model }: Run): Promise<void> {
  const { store } = world.backEnd;
  const held = await readHeldContacts(store);
  for (const claim of contacts) {
    const expected = isValueHeld(claim.value, model, world.now());
    const isHeld = held.includes(claim.value);
    if (expected === 'no' && isHeld) fail(`${claim.value} is still held`);
    if (expected === 'yes' && !isHeld && model.forgotten.length === 0) fail(`${claim.value} is not held any more`);
    const isNamed = [...model.grants, ...model.stops, ...model.restrictions, ...model.caps].some(
      (act) => act.contact === claim.value && act.receivedAt !== undefined && !isCleared(act),
    );
    const isAwaited = [...model.grants, ...model.stops].some((act) => act.contact === claim.value && act.isHeld);
    const isFollowed = model.stops.some(({ question, kind }) => question === undefined && kind !== 'erasure');
    if (!isNamed && !isAwaited && !isFollowed && (await findContactPoint(store, claim)))
      fail(`${claim.value} can still be looked up`);
  }
}

const isCleared = (act: object) => 'clearedAt' in act && act.clearedAt !== undefined;

/** What a restore puts back is put away a second time, or cannot be read any more. */
async function compareArchive(run: Run): Promise<void> {
  const { world, model } = run;
  if (world.backEnd.archive.listUnsettled().length > 0) fail('the archive is not settled');
  const opened = await readArchive(run);
  if (model.forgotten.length > 0) return comparePreserved(model, opened);
  const [found, expected] = [opened, model.archive].map((proofs) =>
    proofs.flatMap(({ contact, until }) => (model.unsureProofs.has(contact) ? [] : `${contact} until ${until}`)).sort(),
  ) as [string[], string[]];
  if (found.join() !== expected.join()) fail(`the archive has ${found}, must have ${expected}`);
}

/** The instants may differ: of each, something is there. */
function comparePreserved({ archive, unsureProofs }: Model, found: readonly { readonly contact: string }[]): void {
  for (const { contact } of archive)
    if (!unsureProofs.has(contact) && !found.some((proof) => proof.contact === contact))
      fail(`the proof of ${contact} is lost to the archive`);
}

async function readArchive({ world }: Run) {
  const { archive, archiveKey } = world.backEnd;
  return Promise.all(
    archive.list().map(async ({ id, keepUntil: until }) => {
      const { contact } = JSON.parse(await openFromArchive(archive.getSealed(id) ?? '', archiveKey));
      return { contact: contact.value as string, until };
    }),
  );
}

/** B12: what is past both clocks says nothing any more, unless something that is held rests on it; that never falls silent. */
async function compareChains({ world, model }: Run): Promise<void> {
  const rows = await world.backEnd.store.sql.selectFrom('events').select(['id', 'jws']).execute();
  const silent = new Set(rows.flatMap(({ id, jws }) => (jws === null ? id : [])));
  const held = new Set(listHeld(model).map(({ id }) => id));
  for (const { id, chain, receivedAt, isHeld, isGone } of [...model.grants, ...model.stops]) {
    if (held.has(id) && silent.has(id)) fail(`an event that is held says nothing: ${id}`);
    const isOver = receivedAt !== undefined && isPastBothClocks(receivedAt, world.now());
    const isOurs = chain.startsWith('tablet') && !isHeld && !isGone && !held.has(id);
    if (isOver && isOurs && !silent.has(id)) fail(`an event that is past both clocks still says something: ${id}`);
  }
}

/** Whoever asks today is told what the model says: nobody may be contacted beyond their clock, or against the law of the day. */
export async function compareUse({ world, model }: Run): Promise<void> {
  const now = world.now();
  for (const claim of contacts)
    for (const { line, kind, channel, purpose } of uses) {
      if (kind !== claim.kind) continue;
      const asked = model.grants.filter((grant) => grant.contact === claim.value && grant.line === line);
      const said = asked.map((grant) => {
        const expected = expectedOf(grant, model);
        if (expected === 'not given' || expected === 'requested') return 'no';
        if (!isLawful(grant, now)) return 'no';
        const inTime = isInTime(grant, model, now);
        return inTime === 'yes' && expected === 'unsure' ? 'unsure' : inTime;
      });
      const { answer, reason } = await decideUse(
        world.backEnd.store,
        { claim, channel, purpose },
        { config: world.config, now },
      );
      const expected = said.includes('yes') ? 'yes' : said.includes('unsure') ? 'unsure' : 'no';
      if (expected !== 'unsure' && answer !== expected)
        fail(`${claim.value} may be used for ${line}: ${answer} (${reason}), must be ${expected}`);
    }
}
