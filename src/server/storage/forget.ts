// Takes rows away for good: what the data knew of a consent, or of a contact point, once both clocks have run or its proof lies in the
// archive. Events stay on their chains, without contact data. Of a contact point stays what somebody has stopped.
import type { Reader, Tx } from './store.ts';
import { TOMBSTONE_CHAIN } from './tombstone.ts';

interface ConsentKey {
  readonly event: string;
  readonly question: string;
}

/** Of these consents of the contact point, with the links that lead to them and the contact data that nothing else there needs. */
export async function forgetConsents(tx: Tx, contactPoint: string, consents: readonly ConsentKey[]): Promise<void> {
  const { sql } = tx;
  for (const { event, question } of consents)
    for (const table of ['resolutions', 'grants'] as const)
      await sql.deleteFrom(table).where('event', '=', event).where('question', '=', question).execute();
  for (const event of new Set(consents.map((consent) => consent.event))) {
    const left = await sql.selectFrom('grants').select('contact_point').where('event', '=', event).execute();
    if (left.length === 0)
      for (const table of ['tokens', 'imports'] as const)
        await sql.deleteFrom(table).where('event', '=', event).execute();
    if (!left.some((row) => row.contact_point === contactPoint))
      await sql
        .deleteFrom('disclosures')
        .where('contact_point', '=', contactPoint)
        .where('event', 'in', (e) => e.selectFrom('events').select('hash').where('id', '=', event))
        .execute();
  }
}

/** Links, mails and what was still to be done: nothing is sent to who is no longer to be contacted. */
export async function forgetErrands({ sql }: Tx, contactPoint: string): Promise<void> {
  await sql.deleteFrom('tokens').where('contact_point', '=', contactPoint).execute();
  await sql.updateTable('grants').set({ end_owed_to: null }).where('end_owed_to', '=', contactPoint).execute();
  const jobs = sql.selectFrom('jobs').select('id').where('key', '=', contactPoint);
  await sql.deleteFrom('mail_reports').where('job', 'in', jobs).execute();
  await sql.deleteFrom('mails').where('contact_point', '=', contactPoint).execute();
  // one that runs finds nothing to say when it looks again
  await sql.deleteFrom('jobs').where('key', '=', contactPoint).where('state', '<>', 'running').execute();
}

/**
 * All of it, but for the withdrawals and objections that a later yes, or an older one that is still on its way, must answer to; its
 * look-up hash stays with them. Of who was erased the tombstone speaks.
 */
export async function forgetContactPoint(tx: Tx, contactPoint: string): Promise<void> {
  const { sql } = tx;
  const grants = await sql
    .selectFrom('grants')
    .select(['event', 'question'])
    .where('contact_point', '=', contactPoint)
    .execute();
  await forgetConsents(tx, contactPoint, grants);
  await forgetErrands(tx, contactPoint);
  for (const table of ['caps', 'restrictions', 'activities'] as const)
    await sql.deleteFrom(table).where('contact_point', '=', contactPoint).execute();
  for (const table of ['grants', 'caps', 'stops'] as const)
    await sql.updateTable(table).set({ page_of: null }).where('page_of', '=', contactPoint).execute();

  const isSuppressed = await isStillStopped(tx, contactPoint);
  if (!isSuppressed) await sql.deleteFrom('stops').where('contact_point', '=', contactPoint).execute();
  await sql
    .insertInto('key_destructions')
    .values({ contact_point: contactPoint })
    .onConflict((c) => c.doNothing())
    .execute();
  if (!isSuppressed) await sql.deleteFrom('contact_points').where('id', '=', contactPoint).execute();
}

/** Stops that a tombstone speaks for go: it brings them back when the address or number is seen again. */
async function isStillStopped({ sql }: Reader, contactPoint: string): Promise<boolean> {
  const stops = await sql
    .selectFrom('stops')
    .select(['kind', 'chain'])
    .where('contact_point', '=', contactPoint)
    .execute();
  const own = stops.filter(({ chain }) => chain !== TOMBSTONE_CHAIN);
  return (
    !own.some(({ kind }) => kind === 'erasure') && own.some(({ kind }) => kind === 'withdrawal' || kind === 'objection')
  );
}
