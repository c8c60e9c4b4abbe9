// Contact points and their values. The key store knows a contact point by its look-up hash and holds the key that its value
// is encrypted under; when nothing needs the value any more, it goes, and with it the key (F1, F2).
import { type Grant, hasBegun, isRunning } from '#domain/consent-state.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { listGrants, loadActs } from './acts.ts';
import { type ContactHashes, hashContact, isContactPoint } from './contact-identity.ts';
import { forgetRequester, isAwaitingAnswer } from './rights-request.ts';
import type { ContactPoint } from './schema.ts';
import type { Reader, Tx } from './store.ts';
import { followTombstone } from './tombstone.ts';

/** The row of that contact point, made without a value when there is none. The claim must be valid. */
export function identifyContactPoint(tx: Tx, claim: ContactClaim): Promise<ContactPoint> {
  return identifyByHashes(tx, hashContact(tx, claim));
}

/** The same, of whom nothing else is at hand. */
export async function identifyByHashes(tx: Tx, { kind, lookup, tombstone }: ContactHashes): Promise<ContactPoint> {
  const id = tx.keys.findContactPoint(lookup) ?? addToKeys(tx, lookup);
  const known = await getContactPoint(tx, id);
  if (known) return known;
  const row = { id, kind, value: null, undeliverable_at: null };
  await tx.sql.insertInto('contact_points').values(row).execute();
  await followTombstone(tx, id, tombstone);
  return row;
}

/** The row of that contact point, if it is known. Undefined for a claim that is none. */
export async function findContactPoint(tx: Reader, claim: ContactClaim): Promise<ContactPoint | undefined> {
  return isContactPoint(claim) ? findByLookup(tx, hashContact(tx, claim).lookup) : undefined;
}

export async function findByLookup(tx: Reader, lookup: string): Promise<ContactPoint | undefined> {
  const id = tx.keys.findContactPoint(lookup);
  return id === undefined ? undefined : getContactPoint(tx, id);
}

function addToKeys({ keys, newId }: Tx, lookup: string): string {
  const id = newId();
  keys.addContactPoint(id, lookup);
  return id;
}

export function getContactPoint({ sql }: Reader, id: string): Promise<ContactPoint | undefined> {
  return sql.selectFrom('contact_points').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Of an id that stands in our own rows. */
export function mustGetContactPoint({ sql }: Reader, id: string): Promise<ContactPoint> {
  return sql.selectFrom('contact_points').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Keeps the value as typed: it is what is written to (D10). */
export async function keepValue(tx: Tx, contactPoint: string, value: string): Promise<void> {
  const sealed = await tx.keys.seal(contactPoint, value);
  await tx.sql.updateTable('contact_points').set({ value: sealed }).where('id', '=', contactPoint).execute();
}

/** Undefined when it is erased, or when only a stop named the contact point. */
export async function readValue(tx: Reader, { id, value }: ContactPoint): Promise<string | undefined> {
  return value === null ? undefined : tx.keys.open(id, value);
}

/**
 * Whether something that was said keeps the address or number. A withdrawn yes is still proof; a request that was ended
 * before anybody had confirmed it is proof of nothing. What a list has brought without proof waits for an answer.
 */
export async function isValueNeeded(reader: Reader, contactPoint: string): Promise<boolean> {
  const said = await listGrants(reader, contactPoint);
  if (said.some((row) => isRunning(row) || row.status === 'unproven')) return true;
  if (!said.some(({ status }) => status === 'withdrawn')) return false;
  const { rows, acts } = await loadActs(reader, contactPoint);
  return rows.some(({ status }, i) => status === 'withdrawn' && hasBegun(acts.grants[i] as Grant, acts));
}

/**
 * Erases value and disclosures once nothing that was said keeps them, no event that is held apart waits with its contact
 * data for a decision, and nobody waits for an answer there.
 */
export async function eraseIfUnneeded(tx: Tx, contactPoint: string): Promise<void> {
  const isNeeded =
    (await isValueNeeded(tx, contactPoint)) ||
    (await isHeldApart(tx, contactPoint)) ||
    (await isAwaitingAnswer(tx, contactPoint));
  if (!isNeeded) await eraseValue(tx, contactPoint);
}

/** Whether an event that is held apart waits with its contact data for a decision. */
export async function isHeldApart({ sql }: Reader, contactPoint: string): Promise<boolean> {
  const held = await sql
    .selectFrom('disclosures')
    .innerJoin('events', 'events.hash', 'disclosures.event')
    .select('events.id')
    .where('disclosures.contact_point', '=', contactPoint)
    .where('events.status', '=', 'quarantined')
    .limit(1)
    .executeTakeFirst();
  return held !== undefined;
}

/** Takes the value and all contact data beside events away, and owes the destruction of the key. */
export async function eraseValue(tx: Tx, contactPoint: string): Promise<void> {
  const { sql } = tx;
  await sql
    .updateTable('contact_points')
    .set({ value: null, undeliverable_at: null })
    .where('id', '=', contactPoint)
    .execute();
  await sql.deleteFrom('disclosures').where('contact_point', '=', contactPoint).execute();
  await sql.deleteFrom('activities').where('contact_point', '=', contactPoint).execute();
  await forgetRequester(tx, contactPoint);
  await sql
    .insertInto('key_destructions')
    .values({ contact_point: contactPoint })
    .onConflict((c) => c.doNothing())
    .execute();
}
