// What a person's acts amount to (protocol D): a pure function of the set of acts, the same in any order of application.
// A later receipt may turn a yes into a no, never a no into a yes; in doubt the no wins.
import { custodyOfConfirmed } from './confirmation.ts';
import { type Custody, isProvablyLater } from './custody.ts';
import type { Channel } from './shop-config.ts';

/** A yes to one question, for one contact point. */
export interface Grant {
  readonly event: string;
  readonly question: string;
  readonly purpose: string;
  readonly channel: Channel;
  readonly custody: Custody;
  /** The question asks for a confirmation, or the yes was spoken to or typed by staff (D3). */
  readonly asksConfirmation: boolean;
}

/**
 * An end of consent. `refusal` is a no given beside the contact point it concerns: no proof of anything wider, but in
 * doubt the no wins over an older yes.
 */
export interface Stop {
  readonly kind: 'withdrawal' | 'objection' | 'erasure' | 'refusal';
  /** null: every purpose and channel. */
  readonly scope: { readonly purpose: string; readonly channel: Channel } | null;
  readonly custody: Custody;
}

/** What became of a request for confirmation. */
export interface Resolution {
  readonly kind: 'confirmed' | 'expired' | 'disavowed';
  readonly event: string;
  readonly question: string;
  readonly custody: Custody;
}

/** Everything known about one contact point. */
export interface Acts {
  readonly grants: readonly Grant[];
  readonly stops: readonly Stop[];
  readonly resolutions: readonly Resolution[];
}

/** given: may be used today · requested: awaits its confirmation · the others: may not. */
export type GrantStatus = 'given' | 'requested' | 'withdrawn' | 'erased' | 'expired' | 'disavowed' | 'unconfirmable';

/** The status of each grant, in the order of `acts.grants`. */
export function deriveGrantStatuses(acts: Acts): GrantStatus[] {
  return acts.grants.map((grant) => deriveGrantStatus(grant, acts));
}

export function deriveGrantStatus(grant: Grant, { stops, resolutions }: Acts): GrantStatus {
  const own = resolutions.filter((r) => r.event === grant.event && r.question === grant.question);
  const confirmation = own.find((r) => r.kind === 'confirmed');
  const custody = confirmation ? custodyOfConfirmed(grant, confirmation) : grant.custody;

  // D1: pairwise against every stop, so no total order is needed; D2: confirmed or not
  const standing = stops.filter((stop) => reaches(stop, grant) && !isProvablyLater(custody, stop.custody));
  if (standing.length > 0) return standing.some((stop) => stop.kind === 'erasure') ? 'erased' : 'withdrawn';
  if (own.some((r) => r.kind === 'disavowed')) return 'disavowed';
  if (own.some((r) => r.kind === 'expired')) return 'expired';
  if (!needsConfirmation(grant, stops)) return 'given';
  // D5: a link by e-mail proves an e-mail address and nothing else
  if (grant.channel !== 'email') return 'unconfirmable';
  return confirmation ? 'given' : 'requested';
}

/** D3: derived, never stored. A yes that comes provably after an objection needs its owner's own confirmation. */
export function needsConfirmation(grant: Grant, stops: readonly Stop[]): boolean {
  return grant.asksConfirmation || stops.some((stop) => stop.kind === 'objection' && reaches(stop, grant));
}

function reaches(stop: Stop, grant: Grant): boolean {
  return stop.scope === null || (stop.scope.purpose === grant.purpose && stop.scope.channel === grant.channel);
}

/** What may be done today for one purpose on one channel, and the grant that says so. */
export interface ConsentState {
  readonly purpose: string;
  readonly channel: Channel;
  readonly status: GrantStatus;
  readonly event: string;
  readonly question: string;
}

const precedence: readonly GrantStatus[] = [
  'given',
  'requested',
  'withdrawn',
  'erased',
  'disavowed',
  'expired',
  'unconfirmable',
];

/** One state per purpose and channel ever asked. Sorted by purpose, then channel. */
export function deriveConsentStates(acts: Acts): ConsentState[] {
  const statuses = deriveGrantStatuses(acts);
  return pickCurrent(
    acts.grants.map(({ purpose, channel, event, question }, i) => {
      return { purpose, channel, event, question, status: statuses[i] as GrantStatus };
    }),
  );
}

/** Of one contact point's grants the one for each purpose and channel that can show most. Sorted by purpose, then channel. */
export function pickCurrent<G extends ConsentState>(grants: readonly G[]): G[] {
  const best = new Map<string, G>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.purpose, grant.channel]);
    const held = best.get(key);
    if (!held || isBetter(grant, held)) best.set(key, grant);
  }
  return [...best.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

function isBetter(a: ConsentState, b: ConsentState): boolean {
  const rank = precedence.indexOf(a.status) - precedence.indexOf(b.status);
  if (rank !== 0) return rank < 0;
  return a.event === b.event ? a.question > b.question : a.event > b.event;
}
