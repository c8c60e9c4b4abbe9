// What a person's acts amount to (protocol D): a pure function of the set of acts, the same in any order of application.
// A later receipt may turn a yes into a no, never a no into a yes; in doubt the no wins.

import type { BusinessDay } from './business-day.ts';
import { type Cap, type Choices, choicesLeft, mergeChoices } from './choices.ts';
import { custodyOfConfirmed } from './confirmation.ts';
import { type Custody, isProvablyLater } from './custody.ts';
import { isRestricted, type Restriction } from './restriction.ts';
import { isSilence, type Regime } from './rules/rule.ts';
import type { Channel } from './shop-config.ts';

/** A yes to one question, for one contact point, with what it was said for. */
export interface Grant extends Choices {
  readonly event: string;
  readonly question: string;
  readonly purpose: string;
  readonly channel: Channel;
  readonly custody: Custody;
  /** The question asks for a confirmation, or the yes was spoken to or typed by staff (D3). */
  readonly asksConfirmation: boolean;
  /** From a list, with less than what proves it: without effect until the person answers anew. */
  readonly isUnproven?: boolean;
  /** How it was asked for. */
  readonly regime: Regime;
  /** A day on which it may have been given, and on which the law takes no such answer (D6); null: there is none. */
  readonly forbiddenOn: BusinessDay | null;
}

/**
 * An end of consent. `refusal` is a no given beside the contact point it concerns: no proof of anything wider, but in
 * doubt the no wins over an older yes.
 */
export interface Stop {
  readonly kind: 'withdrawal' | 'objection' | 'erasure' | 'refusal';
  /** null: every purpose and channel. With topics, only these are taken away (D11). */
  readonly scope: {
    readonly purpose: string;
    readonly channel: Channel;
    readonly topics?: readonly string[] | undefined;
  } | null;
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
  readonly caps: readonly Cap[];
  readonly resolutions: readonly Resolution[];
  /** Also those of contact points that belong to the same person (D13). */
  readonly restrictions: readonly Restriction[];
}

/** In order of how much they can show. */
export const grantStatuses = [
  ...(['given', 'restricted', 'requested', 'withdrawn', 'erased', 'disavowed', 'expired', 'unconfirmable'] as const),
  ...(['unproven'] as const),
  'forbidden' as const,
];

/**
 * given: may be used today · restricted: might be, but for a restriction · requested: awaits its confirmation · the
 * others: may not.
 */
export type GrantStatus = (typeof grantStatuses)[number];

/** Nothing is awaited any more; whether it may be used today is for a restriction to say (D13). */
export const givenStatuses = ['given', 'restricted'] as const satisfies readonly GrantStatus[];
/** There is something to end. */
export const runningStatuses = [...givenStatuses, 'requested'] as const satisfies readonly GrantStatus[];

interface WithStatus {
  readonly status: GrantStatus | 'inactive';
}

export const isGiven = ({ status }: WithStatus): boolean => givenStatuses.some((one) => one === status);

export const isRunning = ({ status }: WithStatus): boolean => runningStatuses.some((one) => one === status);

/** The status of each grant, in the order of `acts.grants`. */
export function deriveGrantStatuses(acts: Acts): GrantStatus[] {
  return acts.grants.map((grant) => deriveGrantStatus(grant, acts));
}

export function deriveGrantStatus(grant: Grant, acts: Acts): GrantStatus {
  const status = deriveUnrestricted(grant, acts);
  // D13: everything else stays as it is, to be there again when the restriction is lifted
  return status === 'given' && isRestricted(acts.restrictions) ? 'restricted' : status;
}

function deriveUnrestricted(grant: Grant, acts: Acts): GrantStatus {
  const { stops } = acts;
  const own = listResolutions(grant, acts);
  const confirmation = own.find((r) => r.kind === 'confirmed');
  const standing = listStandingStops(grant, acts);
  if (standing.length > 0) return standing.some((stop) => stop.kind === 'erasure') ? 'erased' : 'withdrawn';
  // D11: all topics taken away, one by one
  if (grant.topics.length > 0 && choicesLeft(grant, acts).topics.length === 0) return 'withdrawn';
  if (grant.forbiddenOn !== null) return 'forbidden'; // D6
  if (own.some((r) => r.kind === 'disavowed')) return 'disavowed';
  if (own.some((r) => r.kind === 'expired')) return 'expired';
  if (grant.isUnproven) return 'unproven';
  if (!needsConfirmation(grant, stops)) return 'given';
  // D5: a link by e-mail proves an e-mail address and nothing else
  if (grant.channel !== 'email') return 'unconfirmable';
  return confirmation ? 'given' : 'requested';
}

export function listResolutions(grant: Grant, { resolutions }: Pick<Acts, 'resolutions'>): Resolution[] {
  return resolutions.filter((r) => r.event === grant.event && r.question === grant.question);
}

/** The stops that end it, each by itself (D1): pairwise against every stop, so no total order is needed. */
export function listStandingStops(grant: Grant, acts: Pick<Acts, 'stops' | 'resolutions'>): Stop[] {
  const isConfirmed = listResolutions(grant, acts).some((r) => r.kind === 'confirmed');
  const custody = isConfirmed ? custodyOfConfirmed(grant) : grant.custody; // D2
  return acts.stops.filter((stop) => reaches(stop, grant) && !isProvablyLater(custody, stop.custody));
}

/**
 * D3: derived, never stored. A yes that comes provably after an objection needs its owner's own confirmation; that somebody
 * did not object needs it after any no.
 */
export function needsConfirmation(grant: Grant, stops: readonly Stop[]): boolean {
  const { asksConfirmation, regime } = grant;
  return (
    asksConfirmation || stops.some((stop) => (isSilence(regime) || stop.kind === 'objection') && reaches(stop, grant))
  );
}

/** The same of the day on which it was given: what has happened since has no say in whether it counted. */
export function neededConfirmation(grant: Grant, { stops }: Pick<Acts, 'stops'>): boolean {
  return needsConfirmation(
    grant,
    stops.filter((stop) => isProvablyLater(grant.custody, stop.custody)),
  );
}

/** A request that nobody has confirmed was never a consent, nor what a list has brought without proof. */
export function hasBegun(grant: Grant, acts: Acts): boolean {
  const isConfirmed = listResolutions(grant, acts).some(({ kind }) => kind === 'confirmed');
  return isConfirmed || (!neededConfirmation(grant, acts) && !grant.isUnproven);
}

/** Whether it is about all of that purpose and channel. */
export function reaches(
  { scope }: Pick<Stop, 'scope'>,
  { purpose, channel }: Pick<Grant, 'purpose' | 'channel'>,
): boolean {
  if (scope === null) return true;
  return scope.purpose === purpose && scope.channel === channel && scope.topics === undefined;
}

interface Standing {
  readonly purpose: string;
  readonly channel: Channel;
  readonly status: GrantStatus;
  readonly event: string;
  readonly question: string;
}

/** What may be done today for one purpose on one channel, for which topics and how often, and the grant that says so. */
export interface ConsentState extends Standing, Choices {}

/** One state per purpose and channel ever asked. Sorted by purpose, then channel. */
export function deriveConsentStates(acts: Acts): ConsentState[] {
  const statuses = deriveGrantStatuses(acts);
  const all = acts.grants.map((grant, i) => {
    const { purpose, channel, event, question } = grant;
    return { purpose, channel, event, question, status: statuses[i] as GrantStatus, ...choicesLeft(grant, acts) };
  });
  return pickCurrent(all).map((state) => {
    const beside = all.filter(
      ({ purpose, channel, status }) =>
        purpose === state.purpose && channel === state.channel && status === state.status,
    );
    return { ...state, ...mergeChoices([state, ...beside]) };
  });
}

/** Of one contact point's grants the one for each purpose and channel that can show most. Sorted by purpose, then channel. */
export function pickCurrent<G extends Standing>(grants: readonly G[]): G[] {
  const best = new Map<string, G>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.purpose, grant.channel]);
    const held = best.get(key);
    if (!held || isBetter(grant, held)) best.set(key, grant);
  }
  return [...best.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

function isBetter(a: Standing, b: Standing): boolean {
  const rank = grantStatuses.indexOf(a.status) - grantStatuses.indexOf(b.status);
  if (rank !== 0) return rank < 0;
  return a.event === b.event ? a.question > b.question : a.event > b.event;
}
