// The mail that says what has become of a request (`request.answer`). It is owed to who asked, whatever they have withdrawn, and
// goes to a mailbox that is proved, and to no other.
import { listGrants } from './acts.ts';
import { eraseIfUnneeded } from './contact-point.ts';
import { findProvedAddress } from './ended-consent.ts';
import { enqueueJob } from './job.ts';
import { bookMail, findWait, type NotBefore, readMailbox } from './mail.ts';
import { isUndeliverable } from './mail-report.ts';
import { createPreferenceToken, PREFERENCE_LINK_LIFETIME } from './preferences.ts';
import { dropAnswers } from './rights-request.ts';
import type { RightsRequestRow } from './schema.ts';
import type { Reader, Tx } from './store.ts';
import { storeOfContactPoint } from './withdrawal.ts';

/**
 * To be called when it was extended or closed. False: no mailbox is proved, and the operator answers by other means; or the
 * person wants no answer any more.
 */
export async function oweAnswer(tx: Tx, row: RightsRequestRow): Promise<boolean> {
  const address = row.outcome === 'taken-back' ? undefined : await findAnswerAddress(tx, row);
  if (address !== undefined) {
    await tx.sql.updateTable('rights_requests').set({ owed_to: address }).where('id', '=', row.id).execute();
    await enqueueJob(tx, 'request.answer', address, tx.clock);
  } else if (row.contact_point !== null) await eraseIfUnneeded(tx, row.contact_point);
  return address !== undefined;
}

/** The address itself where the request came from its mailbox; else the one that was confirmed, or confirmed beside the number. */
export async function findAnswerAddress(
  tx: Reader,
  { contact_point, identity }: Pick<RightsRequestRow, 'contact_point' | 'identity'>,
): Promise<string | undefined> {
  if (contact_point === null) return undefined;
  const own = await tx.sql
    .selectFrom('contact_points')
    .select('kind')
    .where('id', '=', contact_point)
    .executeTakeFirstOrThrow();
  const isProved = identity === 'mailbox' && own.kind === 'email';
  const address = isProved ? contact_point : await findProvedAddress(tx, contact_point);
  if (address === undefined || (await isUndeliverable(tx, address))) return undefined;
  const row = await tx.sql
    .selectFrom('contact_points')
    .select('id')
    .where('id', '=', address)
    .where('value', 'is not', null)
    .executeTakeFirst();
  return row?.id;
}

export type DueAnswers =
  | { readonly outcome: 'nothing-to-say' }
  | NotBefore
  | {
      readonly outcome: 'send';
      readonly to: string;
      /** null: there is no page of theirs. */
      readonly link: { readonly token: string; readonly expiresAt: number } | null;
      /** Oldest first; at least one. */
      readonly requests: readonly RightsRequestRow[];
    };

/** Re-reads the truth before the mail leaves, draws a token and books the mail. */
export async function prepareAnswers(tx: Tx, job: string, address: string): Promise<DueAnswers> {
  const requests = await listOwedAnswers(tx, address);
  if (requests.length === 0 || (await isUndeliverable(tx, address))) return sayNothing(tx, address);
  const origin = { contact_point: address, device: null, store: await storeOfContactPoint(tx, address) };
  const wait = await findWait(tx, origin);
  if (wait) return wait;
  const to = await readMailbox(tx, address, 'request.answer');
  if (to === undefined) return sayNothing(tx, address);
  await bookMail(tx, job, origin);
  const hasPage = (await listGrants(tx, address)).length > 0;
  const expiresAt = tx.clock + PREFERENCE_LINK_LIFETIME;
  const link = hasPage ? { token: await createPreferenceToken(tx, address), expiresAt } : null;
  return { outcome: 'send', to, link, requests };
}

async function sayNothing(tx: Tx, address: string): Promise<DueAnswers> {
  await dropAnswers(tx, address);
  await eraseIfUnneeded(tx, address);
  return { outcome: 'nothing-to-say' };
}

function listOwedAnswers({ sql }: Reader, address: string): Promise<RightsRequestRow[]> {
  return sql
    .selectFrom('rights_requests')
    .selectAll()
    .where('owed_to', '=', address)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
}

/** They know now; what has changed since the mail was written is owed still. */
export async function settleAnswers(tx: Tx, told: readonly RightsRequestRow[]): Promise<void> {
  for (const { id, extended_at, closed_at } of told)
    await tx.sql
      .updateTable('rights_requests')
      .set({ told_at: tx.clock, owed_to: null })
      .where('id', '=', id)
      .where('extended_at', 'is not distinct from', extended_at)
      .where('closed_at', 'is not distinct from', closed_at)
      .execute();
  for (const contactPoint of new Set(told.flatMap((row) => [row.contact_point, row.owed_to])))
    if (contactPoint !== null) await eraseIfUnneeded(tx, contactPoint);
}
