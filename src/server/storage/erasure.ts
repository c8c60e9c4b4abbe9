// Erasing one contact point (GDPR 17): its value and its contact data beside every event go, and with them the key that
// copies of the data would need (F2). The ledger still verifies, and a tombstone keeps it from coming back (B10).
import type { ContactClaim } from '#protocol/disclosure.ts';
import { listGrants } from './acts.ts';
import { listCompanions } from './companion.ts';
import { eraseValue, identifyContactPoint } from './contact-point.ts';
import { dropQueuedJobs } from './job.ts';
import { recordStop } from './stop.ts';
import type { Tx } from './store.ts';
import { putTombstone } from './tombstone.ts';
import { storeOfContactPoint, withdrawOnce } from './withdrawal.ts';

/**
 * As a person asks for it, on their page or of an operator: what they had said for another address or number given with this one ends
 * too (D8), and that one is kept, because nobody has shown that it is theirs. `hasOthers`: there is such a one.
 */
export async function eraseAndEndAll(
  tx: Tx,
  claim: ContactClaim,
  via: 'operator' | 'preference-page',
): Promise<{ readonly subject: string; readonly hasOthers: boolean }> {
  const { id: contactPoint } = await identifyContactPoint(tx, claim);
  // first, while it is still known what stands beside
  await withdrawOnce(tx, { contactPoint, scope: null, via });
  const hasOthers = await isOneHeld(tx, await listCompanions(tx, contactPoint));
  return { subject: await eraseSubject(tx, claim, via), hasOthers };
}

async function isOneHeld({ sql }: Tx, contactPoints: readonly string[]): Promise<boolean> {
  const held = sql.selectFrom('contact_points').select('id').where('value', 'is not', null);
  return (await held.where('id', 'in', contactPoints).executeTakeFirst()) !== undefined;
}

/**
 * Of this one alone. Also for a contact point never seen: what a tablet still holds of it will not count when it arrives. Returns the
 * id under which it was known.
 */
export async function eraseSubject(
  tx: Tx,
  claim: ContactClaim,
  via: 'operator' | 'preference-page' = 'operator',
): Promise<string> {
  const { id: contactPoint } = await identifyContactPoint(tx, claim);
  const store = await storeOfContactPoint(tx, contactPoint);
  tx.logAct(await putTombstone(tx, claim, contactPoint));
  await recordStop(tx, { store, contactPoint, kind: 'erasure', scope: null, via });
  await eraseContactPoint(tx, contactPoint);
  return contactPoint;
}

/** After its stop: takes away all that is held of it. Whatever else comes to hold something of a contact point gives it up here. */
export async function eraseContactPoint(tx: Tx, contactPoint: string): Promise<void> {
  await eraseValue(tx, contactPoint);
  await dropQueuedJobs(tx, contactPoint);
  await tx.sql.deleteFrom('tokens').where('contact_point', '=', contactPoint).execute();
  await markErasedEvents(tx, contactPoint);
}

/** An event of which nothing stands any more answers a resend with `erased`. */
async function markErasedEvents(tx: Tx, contactPoint: string): Promise<void> {
  const events = (await listGrants(tx, contactPoint)).map((grant) => grant.event);
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
