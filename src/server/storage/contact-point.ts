// Contact points and their values. The keyed hash finds a contact point without its value; the value is erased when
// nothing needs it any more, and then the disclosures beside the events go too.
import { toContactIdentity } from '#domain/contact-point.ts';
import { type ContactClaim, readDisclosure } from '#protocol/disclosure.ts';
import type { ContactPoint } from './schema.ts';
import type { Tx } from './store.ts';

/** The row of that contact point, made without a value when there is none. The claim must be valid. */
export async function identifyContactPoint(tx: Tx, claim: ContactClaim): Promise<ContactPoint> {
  const lookup_hash = lookupHashOf(tx, claim);
  if (lookup_hash === undefined) throw new Error(`not a contact point of kind ${claim.kind}`);
  await tx.sql
    .insertInto('contact_points')
    .values({ id: tx.newId(), kind: claim.kind, lookup_hash, value: null })
    .onConflict((c) => c.column('lookup_hash').doNothing())
    .execute();
  return tx.sql
    .selectFrom('contact_points')
    .selectAll()
    .where('lookup_hash', '=', lookup_hash)
    .executeTakeFirstOrThrow();
}

/** The row of that contact point, if it was ever seen. Undefined for a claim that is none. */
export async function findContactPoint(tx: Tx, claim: ContactClaim): Promise<ContactPoint | undefined> {
  const lookup_hash = lookupHashOf(tx, claim);
  if (lookup_hash === undefined) return undefined;
  return tx.sql.selectFrom('contact_points').selectAll().where('lookup_hash', '=', lookup_hash).executeTakeFirst();
}

function lookupHashOf(tx: Tx, { kind, value }: ContactClaim): string | undefined {
  const identity = toContactIdentity(kind, value);
  return identity === undefined ? undefined : tx.lookupHash(kind, identity);
}

/** Keeps the value as typed: it is what is written to (D10). */
export async function keepValue(tx: Tx, contactPoint: string, value: string): Promise<void> {
  await tx.sql.updateTable('contact_points').set({ value }).where('id', '=', contactPoint).execute();
}

/** Erases value and disclosures once none of its grants is given, requested or withdrawn (a withdrawn one is still proof). */
export async function eraseIfUnneeded(tx: Tx, contactPoint: string): Promise<void> {
  const needed = await tx.sql
    .selectFrom('grants')
    .select('event')
    .where('contact_point', '=', contactPoint)
    .where('status', 'in', ['given', 'requested', 'withdrawn'])
    .limit(1)
    .executeTakeFirst();
  if (!needed) await eraseValue(tx, contactPoint);
}

/** Takes the value and all contact data beside its events away. */
export async function eraseValue(tx: Tx, contactPoint: string): Promise<void> {
  await tx.sql.updateTable('contact_points').set({ value: null }).where('id', '=', contactPoint).execute();
  const events = await tx.sql
    .selectFrom('grants')
    .select('event')
    .distinct()
    .where('contact_point', '=', contactPoint)
    .execute();
  for (const { event } of events) await dropDisclosures(tx, event, contactPoint);
}

/** Takes one contact point's data away from beside an event. The event still verifies. */
export async function dropDisclosures(tx: Tx, event: string, contactPoint: string): Promise<void> {
  const { lookup_hash } = await tx.sql
    .selectFrom('contact_points')
    .select('lookup_hash')
    .where('id', '=', contactPoint)
    .executeTakeFirstOrThrow();
  await dropMatching(tx, event, lookup_hash);
}

/** Takes a contact point's data away from beside everything that is or was held apart: it has no grants to be found by. */
export async function dropHeldDisclosures(tx: Tx, { lookup_hash }: ContactPoint): Promise<void> {
  const rows = await tx.sql
    .selectFrom('events')
    .select('id')
    .distinct()
    .where('status', 'in', ['quarantined', 'rejected'])
    .where('disclosures', '<>', '[]')
    .execute();
  for (const { id } of rows) await dropMatching(tx, id, lookup_hash);
}

async function dropMatching(tx: Tx, event: string, lookup_hash: string): Promise<void> {
  const rows = await tx.sql.selectFrom('events').select(['hash', 'disclosures']).where('id', '=', event).execute();
  for (const { hash, disclosures } of rows) {
    const kept = (JSON.parse(disclosures) as string[]).filter((disclosure) => {
      const claim = readDisclosure(disclosure);
      return claim && lookupHashOf(tx, claim) !== lookup_hash;
    });
    await tx.sql
      .updateTable('events')
      .set({ disclosures: JSON.stringify(kept) })
      .where('id', '=', event)
      .where('hash', '=', hash)
      .execute();
  }
}
