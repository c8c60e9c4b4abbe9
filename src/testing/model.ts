// What must come of a history, said as simply as possible and from the outside: it knows when each act truly happened, when
// it reached the back end, and which word of the back end the tablet held. It shares no code with what it judges.

import type { ModelActivity } from './model-activity.ts';
import { isRestricted, leftOf, type ModelCap, type ModelRestriction } from './model-choices.ts';
import type { ModelProof } from './model-night.ts';

export interface ModelAct {
  /** The event id; for an act at the back end, any name of its own. */
  readonly id: string;
  /** What one device counted. After a fork a seq proves nothing: each act stands in a chain of its own. */
  chain: string;
  readonly order: number;
  readonly trueTime: number;
  /** By the clock of the machine that took it; of a list: when it says. */
  readonly claimedAt: number;
  /** When the back end had last spoken to the tablet before the act; null: never. Equal to trueTime at the back end. */
  readonly notBefore: number | null;
  /** Nobody may count it, whoever asks for it: its signature is not the device's. */
  readonly isForged: boolean;
  /** When it was proven to have come: the back end's word that the tablet shows outlives a restore. */
  arrivedAt: number | undefined;
  /** When that word reached the tablet. */
  wordAt: number | undefined;
  /** When it came into the data as they are now. */
  enteredAt: number | undefined;
  /** `arrivedAt`, while the back end knows of it and can read it. */
  receivedAt: number | undefined;
  /** The back end holds it apart. */
  isHeld: boolean;
  /** It has to, until an operator releases it. */
  mustBeHeld: boolean;
  /** What came had another event's seal. */
  isUnreadable: boolean;
  /** The tablet may have no contact data of it any more: two days were closed since (A4). */
  isSealDropped: boolean;
  /** A restore took it, and the tablet may have dropped its contact data with somebody's who was erased. */
  isDamaged: boolean;
  /** Neither tablet nor back end have it any more. A yes on a phone goes so with a restore; a no beside it is in the log (B13). */
  isGone: boolean;
}

export interface ModelGrant extends ModelAct {
  readonly question: string;
  /** The question of the same purpose and channel that a stop names. */
  readonly line: string;
  /** People were told, and did not object. */
  readonly isSilence: boolean;
  readonly contact: string;
  readonly topics: readonly string[];
  /** At most so many a year. */
  readonly yearly: number;
  readonly isDoubleOptIn: boolean;
  /** From the mailbox. */
  confirmedAt: number | undefined;
  /** "It wasn't me." */
  deniedAt: number | undefined;
  /** Nobody confirmed in time. */
  lapsedAt: number | undefined;
  /** The id by which the back end knows the contact: who was let go of, or erased, is somebody else afterwards. */
  contactPoint: string | undefined;
  /** A night has found that the time to use it is over. */
  endedAt: number | undefined;
  /** A night has taken the contact data away. */
  leftAt: number | undefined;
  /** A night has taken the rest away. */
  clearedAt: number | undefined;
}

/** What is yet to become of a yes. */
export const asSaid = {
  ...{ confirmedAt: undefined, deniedAt: undefined, lapsedAt: undefined, contactPoint: undefined },
  ...{ endedAt: undefined, leftAt: undefined, clearedAt: undefined },
} as const;

/** The same of a no. */
export const asHeard = { clearedAt: undefined } as const;

export interface ModelStop extends ModelAct {
  readonly contact: string;
  readonly kind: 'refusal' | 'withdrawal' | 'objection' | 'erasure';
  /** A no among answers waits with its event where that is held apart. */
  readonly isAnswer: boolean;
  /** undefined: everything. */
  readonly question: string | undefined;
  /** Only these of it. */
  readonly topics?: readonly string[];
  /** A night has taken it away. */
  clearedAt: number | undefined;
}

export interface Model {
  readonly grants: ModelGrant[];
  readonly stops: ModelStop[];
  readonly caps: ModelCap[];
  readonly restrictions: ModelRestriction[];
  readonly activities: ModelActivity[];
  /** Restores from backup: which words of its own the back end has lost. */
  readonly forgotten: { readonly from: number; readonly to: number }[];
  /** Contacts that a stop of all by another had reached when a restore came. */
  readonly followed: { readonly stop: ModelStop; readonly contact: string }[];
  readonly archive: ModelProof[];
  /** Contacts of which nobody can tell what lies there. */
  readonly unsureProofs: Set<string>;
  lastNight: number | undefined;
  /** One that was cut off since: it is due again. */
  cutNight: number | undefined;
}

/** Calls that people are told of, and the midnight in France from which only a consent will do (loi n° 2025-594). */
export const CALLS_TOLD = 'calls-told';
const CALLS_NEED_CONSENT = Date.parse('2026-08-10T22:00:00Z');

/** Does the back end hold proof that the grant came after the stop? Two instants closer than this prove nothing either way. */
const BLUR = 1000;

type Proof = 'yes' | 'no' | 'too close to tell';

export function provesLater(grant: ModelGrant, stop: ModelAct, { forgotten }: Model): Proof {
  if (grant.chain === stop.chain) return grant.order > stop.order ? 'yes' : 'no';
  const { notBefore } = grant;
  if (notBefore === null || stop.receivedAt === undefined) return 'no';
  const margin = notBefore - stop.receivedAt;
  if (Math.abs(margin) < BLUR) return 'too close to tell';
  if (margin < 0) return 'no';
  // the back end may have lost that word, and the tablet need not show it again
  return forgotten.some(({ from, to }) => from < notBefore && notBefore <= to) ? 'too close to tell' : 'yes';
}

interface Against {
  readonly stop: ModelStop;
  /** Whether the stop reaches the grant at all, or whether that too is too close to tell. */
  readonly isSure: boolean;
}

/** The stops that speak against a grant: by its contact, or by a contact that shared an event with it when all was ended. */
export function stopsAgainst(grant: ModelGrant, model: Model): Against[] {
  const counted = model.grants.filter((other) => other.receivedAt !== undefined && !other.isHeld);
  const followed = model.followed.filter(({ contact }) => contact === grant.contact);
  const direct = model.stops.flatMap((stop): Against[] => {
    if (stop.receivedAt === undefined || stop.topics || stop.clearedAt !== undefined) return [];
    if (stop.question !== undefined && stop.question !== grant.line) return [];
    if (stop.contact === grant.contact) return [{ stop, isSure: true }];
    if (stop.question !== undefined || stop.kind === 'erasure') return [];
    const links = counted
      .filter((a) => a.contact === stop.contact)
      .filter((a) => counted.some((b) => b.id === a.id && b.contact === grant.contact))
      .map((a) => {
        const isTied = counted.some((b) => b.id === a.id && b.contact === grant.contact && wasThere(b, stop));
        if (isCut(a, stop, model) || !wasThere(a, stop) || !isTied) return whatIsLeft(model);
        const proof = provesLater(a, stop, model);
        return isOutlasted(a, stop, model) && proof !== 'yes' ? 'no, by its instant' : proof;
      });
    if (links.includes('no')) return [{ stop, isSure: true }];
    return links.some((link) => link !== 'yes') ? [{ stop, isSure: false }] : [];
  });
  return [...direct, ...followed.map(({ stop }) => ({ stop, isSure: false }))];
}

/** Before a restore: what follows a stop of all is in the log, whether or not the stop, or what linked the two, is here again. */
export function noteFollowed(model: Model): void {
  for (const grant of model.grants)
    for (const { stop } of stopsAgainst(grant, model))
      if (stop.contact !== grant.contact) model.followed.push({ stop, contact: grant.contact });
}

/** After an erasure nothing leads back from a stop to an event that was there before (F2). */
function isCut(link: ModelGrant, stop: ModelStop, model: Model): boolean {
  return isErasedBetween(link.enteredAt, stop.arrivedAt, stop, model);
}

/** The stop had come before the erasure, the event comes after it: of the stop only its instant is still known. */
function isOutlasted(link: ModelGrant, stop: ModelStop, model: Model): boolean {
  return isErasedBetween(stop.arrivedAt, link.enteredAt, stop, model);
}

function isErasedBetween(from = 0, to = 0, { contact }: ModelStop, { stops }: Model): boolean {
  return stops.some((stop) => {
    return stop.kind === 'erasure' && stop.contact === contact && from < stop.trueTime && stop.trueTime <= to;
  });
}

/** A night before it had not taken that away. */
const wasThere = ({ clearedAt }: ModelGrant, stop: ModelStop) => (clearedAt ?? Infinity) > (stop.arrivedAt ?? 0);

/** In another order, as a restore makes, the link may have been followed. */
const whatIsLeft = ({ forgotten }: Model): Proof => (forgotten.length > 0 ? 'too close to tell' : 'yes');

export type Expected = 'given' | 'requested' | 'not given' | 'unsure';

/** What the back end must say of a grant, given what has reached it so far. */
export function expectedOf(grant: ModelGrant, model: Model): Expected {
  const said = expectedUnrestricted(grant, model);
  if (said !== 'given') return said;
  return { yes: 'not given', no: said, unsure: 'unsure' }[isRestricted(grant.contact, model)] as Expected;
}

/** What it would say without a restriction. */
export function expectedUnrestricted(grant: ModelGrant, model: Model): Expected {
  if (grant.receivedAt === undefined || grant.isHeld || grant.clearedAt !== undefined) return 'not given';
  if (grant.isDamaged) return 'unsure';
  const against = stopsAgainst(grant, model);
  const proofs = against.map(({ stop, isSure }) => {
    const proof = provesLater(grant, stop, model);
    // where a place in a chain would have proven it, an instant may not
    return !isSure && (proof === 'no' || grant.chain === stop.chain) ? 'too close to tell' : proof;
  });
  if (proofs.includes('no')) return 'not given';
  if (proofs.includes('too close to tell')) return 'unsure';
  const { topics, unsureTopics } = leftOf(grant, model);
  if (topics.length === 0) return 'not given';
  if (topics.every((topic) => unsureTopics.includes(topic))) return 'unsure';
  if ((grant.deniedAt ?? grant.lapsedAt ?? grant.endedAt) !== undefined) return 'not given';
  if (grant.line === CALLS_TOLD && (grant.receivedAt ?? 0) >= CALLS_NEED_CONSENT) return 'not given';
  const asking = against.filter(({ stop }) => grant.isSilence || stop.kind === 'objection');
  if (!grant.isDoubleOptIn && asking.length === 0) return 'given';
  if (grant.line === 'email-news' && grant.confirmedAt !== undefined) return 'given';
  const isSure = grant.isDoubleOptIn || asking.some((one) => one.isSure);
  if (!isSure) return 'unsure';
  return grant.line === 'email-news' ? 'requested' : 'not given';
}

/** Whether the law of that day takes it. */
export const isLawful = ({ line }: ModelGrant, now: number) => line !== CALLS_TOLD || now < CALLS_NEED_CONSENT;

/** The one rule no proof may bend: nobody is contactable whose true last word was a no that the back end has taken in. */
export function isTrulyStopped(grant: ModelGrant, { stops }: Model): boolean {
  return stops.some(
    (stop) =>
      stop.receivedAt !== undefined &&
      stop.clearedAt === undefined &&
      !stop.topics &&
      stop.trueTime > grant.trueTime &&
      stop.contact === grant.contact &&
      (stop.question === undefined || stop.question === grant.line),
  );
}
