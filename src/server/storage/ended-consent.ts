// What a withdrawal or objection has just ended, owed to the person as one mail. It goes to the address that they have
// confirmed, and to no other: nobody else is to hear of it (decision 017).
import { givenStatuses } from '#domain/consent-state.ts';
import { enqueueJob } from './job.ts';
import type { GrantRow } from './schema.ts';
import type { Reader, Tx } from './store.ts';

/**
 * To be called in the transaction of the stop, once it has taken effect. Owes nothing where nothing has ended, so that the
 * same stop said again is answered once.
 */
export async function oweWithdrawalMail(tx: Tx, contactPoint: string): Promise<void> {
  const address = await findProvedAddress(tx, contactPoint);
  if (address === undefined) return;
  const ended = await listJustEnded(tx, [contactPoint, address]);
  for (const { event, question } of ended)
    await tx.sql
      .updateTable('grants')
      .set({ end_owed_to: address })
      .where('event', '=', event)
      .where('question', '=', question)
      .execute();
  if (ended.length > 0) await enqueueJob(tx, 'withdrawal.send', address, tx.clock);
}

/**
 * The address itself, or of a number the one last given beside it: where its owner has confirmed that very answer, or has given
 * the number on the page that their mailbox proved.
 */
export async function findProvedAddress({ sql }: Reader, contactPoint: string): Promise<string | undefined> {
  const onPage = await sql
    .selectFrom('grants')
    .select(['page_of as contact_point', 'latest'])
    .where('contact_point', '=', contactPoint)
    .where('page_of', 'is not', null)
    .orderBy('latest', 'desc')
    .limit(1)
    .executeTakeFirst();
  const proved = await sql
    .selectFrom('grants as own')
    .innerJoin('grants as proved', 'proved.event', 'own.event')
    .innerJoin('resolutions', (join) =>
      join.onRef('resolutions.event', '=', 'proved.event').onRef('resolutions.question', '=', 'proved.question'),
    )
    .select(['proved.contact_point', 'proved.latest'])
    .where('own.contact_point', '=', contactPoint)
    .where('proved.channel', '=', 'email')
    .where('resolutions.kind', '=', 'confirmed')
    .orderBy('proved.latest', 'desc')
    .limit(1)
    .executeTakeFirst();
  const last = onPage && (!proved || onPage.latest > proved.latest) ? onPage : proved;
  return last?.contact_point ?? undefined;
}

/** What the stop of this transaction has ended on these contact points, and on those in the same events (D8). */
async function listJustEnded({ sql, now }: Tx, contactPoints: readonly string[]): Promise<GrantRow[]> {
  const rows = await sql
    .selectFrom('grants')
    .selectAll()
    .where('status', '=', 'withdrawn')
    .where('status_at', '=', now)
    .where('event', 'in', (e) => e.selectFrom('grants').select('event').where('contact_point', 'in', contactPoints))
    .execute();
  if (rows.length === 0) return [];
  const confirmed = await sql
    .selectFrom('resolutions')
    .select(['event', 'question'])
    .where('kind', '=', 'confirmed')
    .where(
      'event',
      'in',
      rows.map(({ event }) => event),
    )
    .execute();
  // a request that nobody has confirmed had not begun
  return rows.filter(
    ({ asks_confirmation, event, question }) =>
      asks_confirmation === 0 || confirmed.some((one) => one.event === event && one.question === question),
  );
}

/** Oldest first, without what the person has said yes to again since. */
export async function listOwedEnds({ sql }: Reader, address: string): Promise<GrantRow[]> {
  const owed = await sql
    .selectFrom('grants')
    .selectAll()
    .where('end_owed_to', '=', address)
    .orderBy('status_at')
    .orderBy('question')
    .execute();
  const given = await sql
    .selectFrom('grants')
    .select(['purpose', 'channel'])
    .where('status', 'in', givenStatuses)
    .where((e) =>
      e.or([
        e('contact_point', 'in', [address, ...owed.map((end) => end.contact_point)]),
        e('event', 'in', e.selectFrom('grants').select('event').where('contact_point', '=', address)),
      ]),
    )
    .execute();
  return owed.filter((end) => !given.some((one) => one.purpose === end.purpose && one.channel === end.channel));
}

/** Told, or not to be told any more: these, or all that is owed to the address. */
export async function settleEnds({ sql }: Tx, address: string, told?: readonly GrantRow[]): Promise<void> {
  const settle = sql.updateTable('grants').set({ end_owed_to: null }).where('end_owed_to', '=', address);
  if (!told) await settle.execute();
  for (const { event, question } of told ?? [])
    await settle.where('event', '=', event).where('question', '=', question).execute();
}
