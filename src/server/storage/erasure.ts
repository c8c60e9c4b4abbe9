// Erasing one contact point (GDPR 17): its value and its contact data beside every event go, the ledger still verifies, and
// what remains is the keyed hash that keeps it from coming back (B10).
import { type Custody, isProvablyLater } from '#domain/custody.ts';
import { type ContactClaim, readDisclosure } from '#protocol/disclosure.ts';
import { listGrants, toCustody } from './acts.ts';
import { mustGetCurrentConfig } from './config.ts';
import { dropHeldDisclosures, eraseValue, findContactPoint, identifyContactPoint } from './contact-point.ts';
import { recordStop } from './stop.ts';
import type { Tx } from './store.ts';

/** Also for a contact point never seen: what a tablet still holds of it will not count when it arrives. */
export async function eraseSubject(tx: Tx, claim: ContactClaim): Promise<void> {
  const row = await identifyContactPoint(tx, claim);
  const contactPoint = row.id;
  const grants = await listGrants(tx, contactPoint);
  const { config } = await mustGetCurrentConfig(tx);
  const store = grants.at(-1)?.store ?? config.stores[0]?.id ?? '';
  await recordStop(tx, { store, contactPoint, kind: 'erasure', scope: null, via: 'operator' });
  await eraseValue(tx, contactPoint);
  await dropHeldDisclosures(tx, row);
  await tx.sql.deleteFrom('tokens').where('contact_point', '=', contactPoint).execute();
  await markErasedEvents(
    tx,
    grants.map((grant) => grant.event),
  );
}

/** B10, for an event that is held apart: contact data that was erased, not provably before, is not taken in again. */
export async function withoutErased(tx: Tx, disclosures: readonly string[], custody: Custody): Promise<string[]> {
  const kept: string[] = [];
  for (const disclosure of disclosures) {
    const claim = readDisclosure(disclosure);
    const contactPoint = claim && (await findContactPoint(tx, claim));
    const erasures = contactPoint
      ? await tx.sql
          .selectFrom('stops')
          .selectAll()
          .where('contact_point', '=', contactPoint.id)
          .where('kind', '=', 'erasure')
          .execute()
      : [];
    if (erasures.every((erasure) => isProvablyLater(custody, toCustody(erasure)))) kept.push(disclosure);
  }
  return kept;
}

/** An event of which nothing stands any more answers a resend with `erased`. */
async function markErasedEvents(tx: Tx, events: readonly string[]): Promise<void> {
  for (const event of new Set(events)) {
    const standing = await tx.sql
      .selectFrom('grants')
      .select('question')
      .where('event', '=', event)
      .where('status', '<>', 'erased')
      .executeTakeFirst();
    if (!standing)
      await tx.sql
        .updateTable('events')
        .set({ status: 'erased' })
        .where('id', '=', event)
        .where('status', '=', 'accepted')
        .execute();
  }
}
