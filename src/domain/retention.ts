// When each piece of what is held of one contact point goes. A consent ends with the person's no, or with the use clock. Its contact
// data then leaves the live stores; what proves it stays in the archive until the proof clock has run, and not a day longer.
// Decided by the acts alone, so that what comes late is judged right; nothing here is asked when a message is sent: that is mayContact.
import { addDays, type BusinessDay, businessDayAt } from './business-day.ts';
import {
  type Acts,
  deriveGrantStatus,
  type GrantStatus,
  hasBegun,
  isRunning,
  listResolutions,
  listStandingStops,
} from './consent-state.ts';
import type { Instant } from './instant.ts';
import type { AskedActs, AskedGrant } from './may-contact.ts';
import { clocksFor, regimeFor } from './regime.ts';
import { isRestricted } from './restriction.ts';
import { addYears, readUseClock } from './use-clock.ts';

/**
 * Days that the contact data stays at hand after the person's own no: so long the link opens that answers it (protocol E2), and they
 * may see what they said, take it out, or change it. After the use clock there is nothing to wait for.
 */
export const DAYS_AT_HAND = 90;

export interface RetainedActs extends AskedActs {
  /** When somebody last asked whether they may be contacted: the only uses that are known here (UWG § 7a). */
  readonly lastUseAt: Instant | null;
}

/** What has ended it. */
export type EndOfUse = 'use-clock' | Exclude<GrantStatus, 'given' | 'restricted' | 'requested'>;

export interface Retained {
  readonly grant: AskedGrant;
  /** null: it may still be used, or is about to be. */
  readonly end: { readonly because: EndOfUse; readonly on: BusinessDay } | null;
  /** The use clock: so many years from the last contact that came from the person. */
  readonly lastContactOn: BusinessDay;
  readonly useYears: number;
  /** The first day on which the contact data is not needed for it any more; null: nobody knows yet. */
  readonly leavesOn: BusinessDay | null;
  /** null: it proves nothing: it never counted, or the person has had it erased. */
  readonly proof: Proof | null;
  /** Id of the rule of the day on which it ended; of the day asked for, where it runs. */
  readonly rule: string;
}

export interface Proof {
  /** The first day on which it is kept no more. */
  readonly until: BusinessDay;
  readonly years: number;
  /** The law itself obliges to keep it: an erasure does not reach it before (GDPR 17(3)(b)). */
  readonly isDuty: boolean;
}

export interface RetentionPlan {
  readonly consents: readonly Retained[];
  /** GDPR 18: everything stays as it is. */
  readonly isRestricted: boolean;
  readonly due: 'nothing' | 'archive' | 'erase';
  /** When the archive gives it up; null: nothing goes there. */
  readonly archivedUntil: BusinessDay | null;
  /** Until when a law obliges to keep it; null: none does. */
  readonly dutyUntil: BusinessDay | null;
  /** Past both clocks: these go also where another consent keeps the address or number. */
  readonly over: readonly Retained[];
}

/** @param today in the shop's zone */
export function planRetention(acts: RetainedActs, today: BusinessDay): RetentionPlan {
  const consents = acts.grants.map((grant) => retain(grant, acts, today));
  const restricted = isRestricted(acts.restrictions);
  const leaves = consents.map(({ leavesOn }) => leavesOn);
  const isDue = !restricted && leaves.every((day) => day !== null && day <= today);
  const proofs = consents.flatMap(({ proof }) => (proof && proof.until > today ? proof : []));
  const archivedUntil = lastOf(proofs.map(({ until }) => until));
  return {
    ...{ consents, isRestricted: restricted },
    due: isDue ? (archivedUntil === null ? 'erase' : 'archive') : 'nothing',
    archivedUntil,
    dutyUntil: lastOf(proofs.filter(({ isDuty }) => isDuty).map(({ until }) => until)),
    over: restricted ? [] : listOver(consents, acts, today),
  };
}

/** None where that would shorten another's use clock: one that is over may be a link in the chain of contacts that keeps it alive. */
function listOver(consents: readonly Retained[], acts: RetainedActs, today: BusinessDay): Retained[] {
  const isOver = ({ leavesOn, proof }: Retained) =>
    leavesOn !== null && leavesOn <= today && (proof === null || proof.until <= today);
  const over = consents.filter(isOver);
  const left = consents.filter((consent) => !isOver(consent));
  const without = { ...acts, grants: left.map(({ grant }) => grant) };
  const isSame = ({ grant, lastContactOn }: Retained) => retain(grant, without, today).lastContactOn === lastContactOn;
  return over.length > 0 && left.every(isSame) ? over : [];
}

function retain(grant: AskedGrant, acts: RetainedActs, today: BusinessDay): Retained {
  const { facts, timeZone, custody } = grant;
  const { years: useYears } = clocksFor(facts, today).use;
  const clock = readUseClock(grant, acts, acts.activities, { years: useYears, timeZone });
  const end = endOf(grant, acts, { today, clockEndsOn: clock.endsOn });
  const day = end?.on ?? today;
  const { proof } = clocksFor(facts, day);
  const isDuty = proof.from === 'grant-and-each-use';
  // of uses after the end nothing is to be proven but that there was none
  const uses = [custody.latest, acts.lastUseAt ?? custody.latest].map((at) => businessDayAt(at, timeZone));
  const since = isDuty ? earlierOf(day, lastOf(uses) ?? day) : day;
  const hasCounted = end?.because === 'use-clock' || end?.because === 'withdrawn';
  const waits = end !== null && end.because !== 'use-clock' && end.because !== 'unproven';
  return {
    ...{ grant, end, useYears, rule: regimeFor(facts, day).rule.id },
    lastContactOn: businessDayAt(clock.lastContactAt, timeZone),
    leavesOn: end && (waits ? addDays(end.on, DAYS_AT_HAND) : end.on),
    proof:
      hasCounted && hasBegun(grant, acts) ? { until: addYears(since, proof.years), years: proof.years, isDuty } : null,
  };
}

interface Times {
  readonly today: BusinessDay;
  readonly clockEndsOn: BusinessDay;
}

function endOf(grant: AskedGrant, acts: Acts, { today, clockEndsOn }: Times): Retained['end'] {
  const status = deriveGrantStatus(grant, acts);
  if (isRunning({ status })) return clockEndsOn <= today ? { because: 'use-clock', on: clockEndsOn } : null;
  const dayOf = (at: Instant) => businessDayAt(at, grant.timeZone);
  const because = status as EndOfUse;
  if (because === 'unproven') {
    // what a list has brought without proof waits for the person's answer, and for as long as a yes would at most
    const on = lastOf([clockEndsOn, addDays(dayOf(grant.custody.latest), DAYS_AT_HAND)]) ?? clockEndsOn;
    return on <= today ? { because, on } : null;
  }
  // a confirmed yes expires by its clock only; the resolution that says so was written when the job had its turn
  if (because === 'expired' && hasBegun(grant, acts)) return { because: 'use-clock', on: clockEndsOn };
  const stops = listStandingStops(grant, acts);
  const narrowings = acts.stops.filter(
    ({ scope }) => scope?.topics && scope.purpose === grant.purpose && scope.channel === grant.channel,
  );
  const ends = {
    ...{
      unconfirmable: [grant],
      forbidden: [grant],
      expired: listResolutions(grant, acts),
      disavowed: listResolutions(grant, acts),
    },
    // the first no ends it; of topics taken away one by one, the last
    ...{ withdrawn: stops, erased: stops },
  }[because as Exclude<EndOfUse, 'use-clock' | 'unproven'>].map(({ custody }) => dayOf(custody.latest));
  const on = ends.sort().at(0) ?? lastOf(narrowings.map(({ custody }) => dayOf(custody.latest)));
  return { because, on: on ?? dayOf(grant.custody.latest) };
}

const lastOf = (days: readonly BusinessDay[]) => days.toSorted().at(-1) ?? null;
const earlierOf = (a: BusinessDay, b: BusinessDay) => (a < b ? a : b);
