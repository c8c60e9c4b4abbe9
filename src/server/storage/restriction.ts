// A person asks that we keep what we hold of them and do not use it, and lifts that again (GDPR 18, D13).
import type { BackEndEvent } from '#domain/consent-event.ts';
import { DAY } from '#domain/instant.ts';
import { isRestricted, type Restriction } from '#domain/restriction.ts';
import { isContactRestricted, loadActs, refreshStates } from './acts.ts';
import { appendFact } from './chain.ts';
import { listCompanions } from './companion.ts';
import { eraseIfUnneeded } from './contact-point.ts';
import { enqueueJob } from './job.ts';
import type { Tx } from './store.ts';
import { storeOfContactPoint } from './withdrawal.ts';

interface RestrictionInput {
  readonly store: string;
  readonly contactPoint: string;
  readonly kind: Restriction['kind'];
  readonly via: Extract<BackEndEvent, { type: 'restriction' | 'lifting' }>['via'];
}

/** Taken by the back end itself: appended to the chain, then applied. */
async function recordRestriction(tx: Tx, { store, contactPoint, kind, via }: RestrictionInput): Promise<void> {
  const { hash, custody } = await appendFact(tx, { type: kind, store, contactPoint, via });
  await applyRestriction(tx, { contactPoint, kind, custody }, hash);
}

/** Whether it was asked for by this contact point itself. */
export async function hasRestriction(tx: Tx, contactPoint: string): Promise<boolean> {
  const { restrictions } = (await loadActs(tx, contactPoint)).acts;
  return isRestricted(restrictions.filter((one) => one.contactPoint === contactPoint));
}

/** How often it was lifted within the last day. */
export async function countLiftings({ sql, clock }: Tx, contactPoint: string): Promise<number> {
  const rows = await sql
    .selectFrom('restrictions')
    .select('event_hash')
    .where('contact_point', '=', contactPoint)
    .where('kind', '=', 'lifting')
    .where('latest', '>', clock - DAY)
    .execute();
  return rows.length;
}

/** Asking for what stands already changes nothing; false then. */
export async function changeRestriction(
  tx: Tx,
  { contactPoint, kind, via }: Omit<RestrictionInput, 'store'>,
): Promise<boolean> {
  if ((await hasRestriction(tx, contactPoint)) === (kind === 'restriction')) return false;
  await recordRestriction(tx, { store: await storeOfContactPoint(tx, contactPoint), contactPoint, kind, via });
  return true;
}

/** Gives it its effect. Doing it again for the same event changes nothing. */
export async function applyRestriction(tx: Tx, restriction: Restriction, eventHash: string): Promise<void> {
  const { contactPoint, kind, custody } = restriction;
  await tx.sql
    .insertInto('restrictions')
    .values({ event_hash: eventHash, contact_point: contactPoint, kind, ...custody })
    .onConflict((c) => c.doNothing())
    .execute();
  for (const id of [contactPoint, ...(await listCompanions(tx, contactPoint))]) {
    await refreshStates(tx, id);
    if (!(await isContactRestricted(tx, id))) await goOn(tx, id);
  }
}

/** What had waited: a request has its mail, or another one where its link has ended meanwhile; what nothing needs goes. */
async function goOn(tx: Tx, contactPoint: string): Promise<void> {
  const { clock } = tx;
  const { numUpdatedRows } = await tx.sql
    .updateTable('grants')
    .set({ lapses_at: null })
    .where('contact_point', '=', contactPoint)
    .where('status', '=', 'requested')
    .where((e) => e.or([e('lapses_at', 'is', null), e('lapses_at', '<=', clock)]))
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await enqueueJob(tx, 'confirmation.send', contactPoint, clock);
  await eraseIfUnneeded(tx, contactPoint);
}
