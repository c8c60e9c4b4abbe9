// Contact data beside an event: its disclosures, encrypted under the key of the contact point that they name. An event whose
// disclosures are gone still verifies (RFC 9901): that is how an append-only ledger forgets.
import type { ContactKind } from '#domain/contact-point.ts';
import { type Custody, isProvablyLater } from '#domain/custody.ts';
import { type Disclosure, readDisclosure } from '#protocol/disclosure.ts';
import { isContactPoint } from './contact-identity.ts';
import { eraseIfUnneeded, identifyContactPoint } from './contact-point.ts';
import type { Reader, Tx } from './store.ts';
import { findErasure } from './tombstone.ts';

/** Keeps what can be read as contact data; the rest has no key to be kept under. Keeping it again changes nothing. */
export async function keepDisclosures(tx: Tx, event: string, disclosures: readonly Disclosure[]): Promise<void> {
  const byContactPoint = new Map<string, Disclosure[]>();
  for (const disclosure of disclosures) {
    const claim = readDisclosure(disclosure);
    if (!claim || !isContactPoint(claim)) continue;
    const { id } = await identifyContactPoint(tx, claim);
    byContactPoint.set(id, [...(byContactPoint.get(id) ?? []), disclosure]);
  }
  for (const [contact_point, own] of byContactPoint) {
    const sealed = await tx.keys.seal(contact_point, JSON.stringify(own));
    await tx.sql
      .insertInto('disclosures')
      .values({ event, contact_point, sealed })
      .onConflict((c) => c.columns(['event', 'contact_point']).doUpdateSet({ sealed }))
      .execute();
  }
}

/**
 * What is still held beside the event, in no order that means anything.
 * @param contactPoint where only that one's is asked for
 */
export async function readDisclosures(
  { sql, keys }: Reader,
  event: string,
  contactPoint?: string,
): Promise<Disclosure[]> {
  const rows = await sql
    .selectFrom('disclosures')
    .selectAll()
    .where('event', '=', event)
    .$if(contactPoint !== undefined, (query) => query.where('contact_point', '=', contactPoint as string))
    .orderBy('contact_point')
    .execute();
  const disclosures: Disclosure[] = [];
  for (const { contact_point, sealed } of rows) {
    const text = await keys.open(contact_point, sealed);
    if (text !== undefined) disclosures.push(...(JSON.parse(text) as Disclosure[]));
  }
  return disclosures;
}

/** What is still held beside each of these events, by event and kind. Whoever reads it for somebody writes the audit row. */
export async function readContacts(
  { sql, keys }: Reader,
  events: readonly string[],
): Promise<Map<string, Map<ContactKind, string>>> {
  const contacts = new Map<string, Map<ContactKind, string>>();
  if (events.length === 0) return contacts;
  const rows = await sql.selectFrom('disclosures').selectAll().where('event', 'in', events).execute();
  for (const { event, contact_point, sealed } of rows) {
    const text = await keys.open(contact_point, sealed);
    if (text === undefined) continue; // erased meanwhile
    const claims = (JSON.parse(text) as Disclosure[]).map(readDisclosure).filter((claim) => claim !== undefined);
    const own = contacts.get(event) ?? new Map();
    for (const { kind, value } of claims) own.set(kind, value);
    contacts.set(event, own);
  }
  return contacts;
}

/** Takes all contact data away from beside an event, and what nothing else needs of its contact points. */
export async function dropDisclosures(tx: Tx, event: string): Promise<void> {
  const rows = await tx.sql.deleteFrom('disclosures').where('event', '=', event).returning('contact_point').execute();
  for (const { contact_point } of rows) await eraseIfUnneeded(tx, contact_point);
}

/** Takes one contact point's data away from beside an event. */
export async function dropDisclosuresOf(tx: Tx, contactPoint: string, event: string): Promise<void> {
  await tx.sql.deleteFrom('disclosures').where('event', '=', event).where('contact_point', '=', contactPoint).execute();
}

/** B10: contact data that was erased, not provably before the event, is not taken in again, not even to be held apart. */
export async function withoutErased(
  tx: Reader,
  disclosures: readonly Disclosure[],
  custody: Custody,
): Promise<Disclosure[]> {
  const kept: Disclosure[] = [];
  for (const disclosure of disclosures) {
    const claim = readDisclosure(disclosure);
    const erasure = claim && isContactPoint(claim) ? await findErasure(tx, claim) : undefined;
    if (!erasure || isProvablyLater(custody, erasure)) kept.push(disclosure);
  }
  return kept;
}
