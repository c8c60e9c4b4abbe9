// Double opt-in: requests for confirmation, from the mail that is owed to the click, the disavowal or the lapse (D3, D4, E).

import { confirmationExpiry, isTooOldOnArrival } from '#domain/confirmation.ts';
import { type GrantStatus, isGiven } from '#domain/consent-state.ts';
import type { Instant } from '#domain/instant.ts';
import { addResolutions, isContactRestricted, listGrants, refreshStates, toCustody } from './acts.ts';
import { appendFact } from './chain.ts';
import { mustGetCurrentConfig } from './config.ts';
import { eraseIfUnneeded, isValueNeeded } from './contact-point.ts';
import { findWaitEnd, liftDisavowal, noteDisavowal } from './disavowal.ts';
import { enqueueJob } from './job.ts';
import { bookMail, findWait, type NotBefore, readMailbox } from './mail.ts';
import { liftUndeliverable } from './mail-report.ts';
import type { GrantRow, TokenRow } from './schema.ts';
import { recordStop } from './stop.ts';
import type { Reader, Tx } from './store.ts';
import { type AnswerKey, answersOf, createToken } from './token.ts';

/** Owes the address a mail for what has just become a request, or records the request as expired when it is too old (D4). */
export async function openRequests(tx: Tx, contactPoint: string, event: string, skew: number): Promise<void> {
  const requested = (await listRequested(tx, contactPoint)).filter((grant) => grant.event === event);
  const [grant] = requested;
  if (!grant) return;
  const { config } = await mustGetCurrentConfig(tx);
  const capture = { capturedAt: grant.captured_at, skew, custody: toCustody(grant) };
  if (isTooOldOnArrival(capture, config.confirmation)) await lapse(tx, contactPoint, requested);
  else await enqueueJob(tx, 'confirmation.send', contactPoint, tx.clock);
}

async function listRequested(tx: Tx, contactPoint: string): Promise<GrantRow[]> {
  return (await listGrants(tx, contactPoint)).filter((grant) => grant.status === 'requested');
}

/** D3: on a page that this mailbox has proved, a yes needs no other word for it. */
export async function confirmByPage(tx: Tx, contactPoint: string, event: string): Promise<void> {
  const pending = (await listRequested(tx, contactPoint)).filter((grant) => grant.event === event);
  if (pending.length > 0) await confirm(tx, contactPoint, pending);
}

/** What the mailbox has confirmed: whoever reads mail there takes it. */
async function confirm(tx: Tx, contactPoint: string, pending: readonly GrantRow[]): Promise<void> {
  await resolve(tx, 'confirmation', contactPoint, pending);
  await liftDisavowal(tx, contactPoint);
  await liftUndeliverable(tx, contactPoint);
}

/** What a confirmation mail says, or why none leaves. */
export type DueMail =
  | { readonly outcome: 'nothing-pending' }
  /** A limit delays the mail (D4). */
  | NotBefore
  | {
      readonly outcome: 'send';
      readonly to: string;
      readonly token: string;
      /** All answers still pending for the address, oldest first. */
      readonly requests: readonly GrantRow[];
      readonly lapsesAt: Instant;
    };

/**
 * Re-reads the truth before a mail leaves: still pending, address still known, no limit in the way. Draws a new token,
 * and books the mail as sent: whatever becomes of this process, the limits and the expiry (D4) know of it.
 */
export async function prepareMail(tx: Tx, job: string, contactPoint: string): Promise<DueMail> {
  const requests = await listRequested(tx, contactPoint);
  const newest = requests.at(-1);
  // what is restricted waits for its lifting, which owes the mail anew (D13)
  if (!newest || (await isContactRestricted(tx, contactPoint))) return { outcome: 'nothing-pending' };

  const { confirmation } = (await mustGetCurrentConfig(tx)).config;
  const wait = await findWait(tx, newest, await findWaitEnd(tx, contactPoint));
  if (wait) return wait;

  const to = await readMailbox(tx, contactPoint, 'confirmation.send');
  if (to === undefined) return { outcome: 'nothing-pending' };

  const lapsesAt = confirmationExpiry(tx.clock, confirmation);
  const answers = requests.map(({ event, question }) => ({ event, question }));
  const token = await createToken(tx, { kind: 'confirmation', contactPoint, answers, expiresAt: lapsesAt });
  await bookMail(tx, job, newest);
  for (const { event, question } of requests)
    await tx.sql
      .updateTable('grants')
      .set({ lapses_at: lapsesAt })
      .where('event', '=', event)
      .where('question', '=', question)
      .execute();
  return { outcome: 'send', to, token, requests, lapsesAt };
}

/** What a confirmation link finds. */
export interface Link {
  readonly state:
    | 'unknown'
    | 'ask'
    /** Expired, and a newer mail asks again. */
    | 'renewed'
    | 'confirmed'
    | 'stopped'
    | 'disavowed'
    | 'expired';
  /** Not expired: it can confirm, and it proves the mailbox. */
  readonly isOpen: boolean;
  /** The answers that the link's mail lists. */
  readonly grants: readonly GrantRow[];
  /** Something said for the address keeps it, listed or not. */
  readonly isAddressHeld: boolean;
}

/** Reads, and changes nothing (E3). */
export async function readLink(tx: Reader & Pick<Tx, 'clock'>, token: TokenRow | undefined): Promise<Link> {
  if (token?.kind !== 'confirmation' || token.contact_point === null)
    return { state: 'unknown', isOpen: false, grants: [], isAddressHeld: false };
  const listed = answersOf(token);
  const grants = (await listGrants(tx, token.contact_point)).filter((grant) => isListed(grant, listed));
  const isOpen = token.expires_at > tx.clock;
  const isAddressHeld = await isValueNeeded(tx, token.contact_point);
  return { state: stateOf(grants, isOpen, tx.clock), isOpen, grants, isAddressHeld };
}

function stateOf(grants: readonly GrantRow[], isOpen: boolean, clock: Instant): Link['state'] {
  if (grants.length === 0) return 'unknown';
  const is = (status: GrantStatus) => grants.some((grant) => grant.status === status);
  if (is('requested') && isOpen) return 'ask';
  if (grants.some(({ status, lapses_at }) => status === 'requested' && (lapses_at ?? 0) > clock)) return 'renewed';
  if (grants.some(isGiven)) return 'confirmed';
  if (is('withdrawn') || is('erased')) return 'stopped';
  return is('disavowed') ? 'disavowed' : 'expired';
}

function isListed(grant: GrantRow, answers: readonly AnswerKey[]): boolean {
  return answers.some((answer) => answer.event === grant.event && answer.question === grant.question);
}

/** Confirms the answers listed in the link's mail that are still pending. Doing it again changes nothing. */
export async function confirmRequests(tx: Tx, token: TokenRow): Promise<boolean> {
  const { state, grants } = await readLink(tx, token);
  if (state !== 'ask') return false;
  const pending = grants.filter((grant) => grant.status === 'requested');
  await confirm(tx, token.contact_point as string, pending);
  return true;
}

/** Whether the link proves a mailbox for the person's own page: they have confirmed by it, and it is not too old (E2). */
export async function provesMailbox(tx: Tx, token: TokenRow): Promise<boolean> {
  const { isOpen, grants } = await readLink(tx, token);
  return isOpen && grants.some(isGiven);
}

/**
 * "It wasn't me": ends what is pending and erases its data; where it was confirmed already, ends everything. What is asked for
 * that address from now on waits for its mail. Returns whether there was anything to end.
 */
export async function disavowRequests(tx: Tx, token: TokenRow): Promise<boolean> {
  const { grants } = await readLink(tx, token);
  const contactPoint = token.contact_point as string;
  const [first] = grants;
  if (!first) return false;
  const isConfirmed = grants.some(isGiven);
  if (!isConfirmed && (await listRequested(tx, contactPoint)).length === 0) return false;
  await noteDisavowal(tx, contactPoint);
  if (isConfirmed)
    await recordStop(tx, {
      store: first.store,
      contactPoint,
      kind: 'withdrawal',
      scope: null,
      via: 'confirmation-page',
    });
  // a request that waits for its mail is as little theirs as the one they clicked on
  const pending = await listRequested(tx, contactPoint);
  if (pending.length > 0) await resolve(tx, 'disavowal', contactPoint, pending);
  await eraseIfUnneeded(tx, contactPoint);
  return true;
}

/**
 * D4: ends the requests whose time is over and erases their data. Nothing of what is restricted (GDPR 18(2), D13). Returns how
 * many contact points it concerned.
 */
export async function expireRequests(tx: Tx): Promise<number> {
  const due = await tx.sql
    .selectFrom('grants')
    .selectAll()
    .where('status', '=', 'requested')
    .where('lapses_at', '<=', tx.clock)
    .orderBy('contact_point')
    .execute();
  let concerned = 0;
  for (const [contactPoint, grants] of Map.groupBy(due, (grant) => grant.contact_point)) {
    if (await isContactRestricted(tx, contactPoint)) continue;
    await lapse(tx, contactPoint, grants);
    concerned += 1;
  }
  return concerned;
}

async function lapse(tx: Tx, contactPoint: string, grants: readonly GrantRow[]): Promise<void> {
  await resolve(tx, 'expiry', contactPoint, grants);
  if (!(await isContactRestricted(tx, contactPoint))) await eraseIfUnneeded(tx, contactPoint);
}

const resolutionByFact = { confirmation: 'confirmed', expiry: 'expired', disavowal: 'disavowed' } as const;

async function resolve(
  tx: Tx,
  type: keyof typeof resolutionByFact,
  contactPoint: string,
  grants: readonly GrantRow[],
): Promise<void> {
  for (const [store, own] of Map.groupBy(grants, (grant) => grant.store)) {
    const answers = own.map(({ event, question }) => ({ event, question }));
    const { custody } = await appendFact(tx, { type, store, contactPoint, answers });
    await addResolutions(tx, resolutionByFact[type], answers, custody);
  }
  await refreshStates(tx, contactPoint);
}
