// Whether a contact point may be used for a purpose on a channel on a day, and why: what the acts amount to (D), what the law says of
// an answer asked for in that way (D6), and whether the use clock still runs. A past day is judged by the acts that took effect by
// its end, as they are known today; in doubt the no wins there too.
import { type BusinessDay, businessDayAt } from './business-day.ts';
import { type Choices, choicesLeft, mergeChoices } from './choices.ts';
import {
  type Acts,
  deriveGrantStatus,
  type Grant,
  type GrantStatus,
  listResolutions,
  listStandingStops,
  reaches,
  type Stop,
} from './consent-state.ts';
import type { Custody } from './custody.ts';
import type { Instant } from './instant.ts';
import { daysOfAct, judgeUse } from './lawfulness.ts';
import { clocksFor, type Facts, factsAboutProspect, type Ruling, regimeFor } from './regime.ts';
import { isRestricted } from './restriction.ts';
import type { Channel } from './shop-config.ts';
import { type DatedGrant, type PersonContact, readUseClock, type UseClock } from './use-clock.ts';

/** A yes with what the law looks at: what its question says in the config that it was captured under. */
export interface AskedGrant extends DatedGrant {
  readonly facts: Facts;
  /** Of its store: whose days count. */
  readonly timeZone: string;
}

export interface AskedActs extends Acts {
  readonly grants: readonly AskedGrant[];
  /** What other systems have reported. */
  readonly activities: readonly PersonContact[];
}

export interface IntendedUse {
  readonly purpose: string;
  readonly channel: Channel;
  readonly now: Instant;
  /** Left out: today. One to come: as it will be if nobody says anything more. */
  readonly day?: BusinessDay | undefined;
  /** Of the shop: where nobody has said anything, its rule and days are the ones to name. */
  readonly country: string;
  readonly timeZone: string;
}

/**
 * In order of how near they are to a yes. `use-ended`: the use clock has run out. `forbidden`: the law does not take an answer
 * asked for in that way. `unproven`: it stood in a list, without proof. `expired`: nobody has confirmed in time. `unknown`: nothing is held of
 * that address or number, not even that it was erased or is suppressed.
 */
export const reasons = [
  ...(['given', 'use-ended', 'forbidden', 'restricted', 'requested', 'unconfirmable', 'expired'] as const),
  ...(['unproven'] as const),
  ...(['withdrawn', 'refused', 'objected', 'disavowed', 'erased', 'not-asked', 'unknown'] as const),
];
export type Reason = (typeof reasons)[number];

export interface MayContact {
  readonly answer: 'yes' | 'no';
  readonly reason: Reason;
  /** The day that was looked at, in the store's zone. */
  readonly day: BusinessDay;
  /** The rule of that day; where it is forbidden, the rule that forbids it. */
  readonly ruling: Ruling;
  /** The day on which the law forbids it: also one on which the answer may have been given (D6). */
  readonly forbiddenOn: BusinessDay | null;
  /** Where the acts stand that the answer rests on: the yes, its confirmation, what ended it. */
  readonly proof: readonly Pick<Custody, 'chain' | 'seq'>[];
  /** Of what is a yes, or would be but for the law, the clock or a restriction; as it is known today. */
  readonly clock: UseClock | null;
  /** Of a yes: on what, and how often. */
  readonly choices: Choices | null;
}

export function mayContact(acts: AskedActs, use: IntendedUse): MayContact {
  const { purpose, channel } = use;
  const asked = acts.grants.filter((grant) => grant.purpose === purpose && grant.channel === channel);
  const judged = asked.flatMap((grant) => judgeGrant(grant, acts, use) ?? []);
  const best = judged.sort((a, b) => rankOf(a) - rankOf(b) || compareEnds(a, b)).at(0);
  if (!best) return withoutYes(acts, use);
  const [first, ...more] = judged.filter(({ answer }) => answer === 'yes').map(({ choices }) => choices as Choices);
  return { ...best, choices: first ? mergeChoices([first, ...more]) : null };
}

const rankOf = ({ reason }: MayContact) => reasons.indexOf(reason);
/** Of two that say the same, the one that lasts longer. */
const compareEnds = (a: MayContact, b: MayContact) =>
  (b.clock?.endsOn ?? '').localeCompare(a.clock?.endsOn ?? '') ||
  toPlace(a).localeCompare(toPlace(b)) ||
  (a.forbiddenOn ?? '').localeCompare(b.forbiddenOn ?? '');
const toPlace = ({ proof: [first] }: MayContact) => (first ? `${first.chain} ${first.seq}` : '');

/** Undefined: it had not taken effect by that day. */
function judgeGrant(grant: AskedGrant, all: AskedActs, use: IntendedUse): MayContact | undefined {
  const { regime: asked, facts, timeZone, custody } = grant;
  const day = dayOf(use, timeZone);
  const acts = actsBy(all, use, timeZone);
  if (!acts.grants.includes(grant)) return undefined;

  const clock = readUseClock(grant, all, all.activities, { years: clocksFor(facts, day).use.years, timeZone });
  const status = deriveGrantStatus(grant, acts);
  const judgement = judgeUse({ asked, given: daysOfAct(custody, timeZone), usedOn: day, facts });
  const common = { day, clock, choices: null, forbiddenOn: null, ruling: regimeFor(facts, day) };
  if (status === 'restricted') return { answer: 'no', ...explainStatus(status, grant, acts), ...common };
  if (status !== 'given' && status !== 'forbidden')
    return { answer: 'no', ...explainStatus(status, grant, acts), ...common, clock: null };
  const proof = [custody, ...confirmationsOf(grant, acts)].map(placeOf);
  if (!judgement.isLawful || status === 'forbidden') {
    const forbiddenOn = judgement.isLawful ? (grant.forbiddenOn ?? day) : judgement.day;
    return { answer: 'no', reason: 'forbidden', proof, ...common, ruling: regimeFor(facts, forbiddenOn), forbiddenOn };
  }
  if (day >= clock.endsOn) return { answer: 'no', reason: 'use-ended', proof, ...common };
  return { answer: 'yes', reason: 'given', proof, ...common, choices: choicesLeft(grant, acts) };
}

/** Nobody has said yes to it. That somebody said no is told all the same. */
function withoutYes(all: AskedActs, use: IntendedUse): MayContact {
  const day = dayOf(use, use.timeZone);
  const stops = actsBy(all, use, use.timeZone).stops.filter((stop) => reaches(stop, use));
  return {
    ...{ answer: 'no', reason: stops.length > 0 ? reasonOfStops(stops) : 'not-asked', day, clock: null, choices: null },
    ...{ ruling: regimeFor(factsAboutProspect(use.country, use.channel), day), forbiddenOn: null },
    proof: stops.map(({ custody }) => placeOf(custody)),
  };
}

function explainStatus(
  status: Exclude<GrantStatus, 'given' | 'forbidden'>,
  grant: Grant,
  acts: Acts,
): Pick<MayContact, 'reason' | 'proof'> {
  const stops = listStandingStops(grant, acts);
  const ended = stops.length > 0 ? stops : acts.stops.filter(({ scope }) => isNarrowing(scope, grant));
  const because = {
    ...{ requested: [], unconfirmable: [], unproven: [], withdrawn: ended, erased: stops },
    restricted: [...confirmationsOf(grant, acts), ...standingRestrictions(acts)],
    expired: listResolutions(grant, acts),
    disavowed: listResolutions(grant, acts),
  }[status];
  const reason = status === 'withdrawn' && stops.length > 0 ? reasonOfStops(stops) : status;
  return { reason, proof: [grant, ...because].map((act) => placeOf('custody' in act ? act.custody : act)) };
}

/** The gravest of them. */
function reasonOfStops(stops: readonly Stop[]): Reason {
  const kinds = new Set(stops.map(({ kind }) => kind));
  if (kinds.has('erasure')) return 'erased';
  if (kinds.has('objection')) return 'objected';
  return kinds.has('withdrawal') ? 'withdrawn' : 'refused';
}

const isNarrowing = (scope: Stop['scope'], { purpose, channel }: Grant) =>
  scope?.topics !== undefined && scope.purpose === purpose && scope.channel === channel;

const confirmationsOf = (grant: Grant, acts: Acts) =>
  listResolutions(grant, acts).flatMap(({ kind, custody }) => (kind === 'confirmed' ? [custody] : []));

function standingRestrictions({ restrictions }: Acts): Custody[] {
  const liftings = restrictions.filter(({ kind }) => kind === 'lifting');
  return restrictions.flatMap((one) => (isRestricted([one, ...liftings]) ? [one.custody] : []));
}

const placeOf = ({ chain, seq }: Custody) => ({ chain, seq });

const dayOf = ({ day, now }: IntendedUse, timeZone: string) => day ?? businessDayAt(now, timeZone);

/** What had taken effect by the end of a past day: a yes once it was received, a no as soon as it may have been said. */
function actsBy<A extends Acts>(acts: A, use: IntendedUse, timeZone: string): A {
  const day = dayOf(use, timeZone);
  if (day >= businessDayAt(use.now, timeZone)) return acts;
  const isBy = (instant: Instant) => businessDayAt(instant, timeZone) <= day;
  const hasHappened = ({ custody }: { readonly custody: Custody }) => isBy(custody.latest);
  const mayHaveHappened = ({ custody: { earliest } }: { readonly custody: Custody }) =>
    earliest === null || isBy(earliest);
  return {
    ...acts,
    grants: acts.grants.filter(hasHappened),
    stops: acts.stops.filter(mayHaveHappened),
    caps: acts.caps.filter(mayHaveHappened),
    resolutions: acts.resolutions.filter((one) => (one.kind === 'confirmed' ? hasHappened : mayHaveHappened)(one)),
    restrictions: acts.restrictions.filter((one) => (one.kind === 'lifting' ? hasHappened : mayHaveHappened)(one)),
  };
}
