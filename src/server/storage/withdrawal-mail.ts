// The mail that says what has ended (`withdrawal.send`). Nobody has asked for it, so it is the first to stay away: from an
// address that is erased, that mail comes back from, or whose owner has meanwhile said yes again.
import { listOwedEnds, settleEnds } from './ended-consent.ts';
import { bookMail, findWait, type NotBefore, readMailbox } from './mail.ts';
import { isUndeliverable } from './mail-report.ts';
import { createPreferenceToken, PREFERENCE_LINK_LIFETIME } from './preferences.ts';
import type { GrantRow } from './schema.ts';
import type { Tx } from './store.ts';

export type DueWithdrawalMail =
  | { readonly outcome: 'nothing-to-say' }
  | NotBefore
  | {
      readonly outcome: 'send';
      readonly to: string;
      readonly token: string;
      readonly expiresAt: number;
      /** Oldest first; at least one. */
      readonly ended: readonly GrantRow[];
    };

/** Re-reads the truth before the mail leaves, draws a token and books the mail. */
export async function prepareWithdrawalMail(tx: Tx, job: string, address: string): Promise<DueWithdrawalMail> {
  const ended = await listOwedEnds(tx, address);
  const last = ended.at(-1);
  if (!last || (await isUndeliverable(tx, address))) return sayNothing(tx, address);
  const origin = { contact_point: address, device: null, store: last.store };
  const wait = await findWait(tx, origin);
  if (wait) return wait;
  const to = await readMailbox(tx, address, 'withdrawal.send');
  if (to === undefined) return sayNothing(tx, address);
  await bookMail(tx, job, origin);
  const token = await createPreferenceToken(tx, address);
  return { outcome: 'send', to, token, expiresAt: tx.clock + PREFERENCE_LINK_LIFETIME, ended };
}

async function sayNothing(tx: Tx, address: string): Promise<DueWithdrawalMail> {
  await settleEnds(tx, address);
  return { outcome: 'nothing-to-say' };
}
