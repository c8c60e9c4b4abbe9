// "Send me a new link": whether an address is known is told by a mail to that address, and by nothing else.
import { isRunning } from '#domain/consent-state.ts';
import { toEmailIdentity } from '#domain/contact-point.ts';
import type { Instant } from '#domain/instant.ts';
import { listGrants } from './acts.ts';
import { findWaitEnd } from './disavowal.ts';
import { enqueueJob } from './job.ts';
import { bookMail, findWait, type NotBefore, readMailbox } from './mail.ts';
import { createPreferenceToken, PREFERENCE_LINK_LIFETIME } from './preferences.ts';
import type { GrantRow } from './schema.ts';
import type { Tx } from './store.ts';

/** Stands for every address that is not known: their job is done for one and all, and leaves no trace of them. */
const NOBODY = 'nobody';

/**
 * Owes the address a mail with a link. The same work whether or not it is known: one keyed hash, one look-up, one job.
 * Returns false when the text is no address.
 */
export async function requestLink(tx: Tx, address: string): Promise<boolean> {
  const identity = toEmailIdentity(address);
  if (identity === undefined) return false;
  const contactPoint = tx.keys.findContactPoint(tx.keys.hash('lookup', 'email', identity));
  await enqueueJob(tx, 'link.send', contactPoint ?? NOBODY, tx.clock);
  return true;
}

export type DueLink =
  | { readonly outcome: 'nothing-held' }
  /** A limit delays the mail (D4). */
  | NotBefore
  | {
      readonly outcome: 'send';
      readonly to: string;
      readonly token: string;
      readonly expiresAt: Instant;
      /** In whose language and under whose name the mail is written. */
      readonly latest: GrantRow;
    };

/** Re-reads the truth before the mail leaves, draws a token and books the mail. */
export async function prepareLink(tx: Tx, job: string, contactPoint: string): Promise<DueLink> {
  const held = (await listGrants(tx, contactPoint)).filter(isHeld);
  const latest = held.at(-1);
  if (!latest) return { outcome: 'nothing-held' };
  const origin = { contact_point: contactPoint, device: null, store: latest.store };
  // a request that may not be asked about yet is no reason to write either
  const isOnlyRequested = held.every(({ status }) => status === 'requested');
  const wait = await findWait(tx, origin, isOnlyRequested ? await findWaitEnd(tx, contactPoint) : undefined);
  if (wait) return wait;
  const to = await readMailbox(tx, contactPoint, 'link.send');
  if (to === undefined) return { outcome: 'nothing-held' };
  await bookMail(tx, job, origin);
  const token = await createPreferenceToken(tx, contactPoint);
  return { outcome: 'send', to, token, expiresAt: tx.clock + PREFERENCE_LINK_LIFETIME, latest };
}

/** What keeps an address: a withdrawn yes is still proof, and what a list has brought is theirs to see. */
const isHeld = (grant: GrantRow) => isRunning(grant) || ['withdrawn', 'unproven'].includes(grant.status);
