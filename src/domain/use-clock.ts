// Until when contact data may be used: so many years from the last contact that came from the person (CNIL; the rule set has the
// number). A contact counts only if it was known here while the clock still ran: what comes later begins nothing anew.
import { type BusinessDay, businessDayAt } from './business-day.ts';
import { type Acts, type Grant, listResolutions, neededConfirmation } from './consent-state.ts';
import { correctedInstant } from './custody.ts';
import { DAY, type Instant } from './instant.ts';

/** The day of an instant differs by zone, by one; so does the day on which three years are over. */
const ZONES_APART = 2 * DAY;

/** Something that the person did, or an unbroken run of such things. */
export interface PersonContact {
  /** The last of it. */
  readonly at: Instant;
  /** When the back end knew of the first of it. */
  readonly knownAt: Instant;
}

/** A yes with what its question asked for, and when by the device's clock. */
export interface DatedGrant extends Grant {
  readonly capturedAt: Instant;
}

export interface UseClock {
  readonly lastContactAt: Instant;
  /** The first day on which it may be used no more. */
  readonly endsOn: BusinessDay;
}

/**
 * @param activities what other systems have reported (`recordActivity`)
 * @param years from the rule set
 */
export function readUseClock(
  grant: DatedGrant,
  acts: Acts & { readonly grants: readonly DatedGrant[] },
  activities: readonly PersonContact[],
  { years, timeZone }: { readonly years: number; readonly timeZone: string },
): UseClock {
  const contacts = [...listContacts(acts), ...activities].sort((a, b) => a.knownAt - b.knownAt);
  const endOf = (at: Instant) => addYears(businessDayAt(at, timeZone), years);
  let lastContactAt = instantOf(grant);
  for (const { at, knownAt } of contacts)
    if (businessDayAt(knownAt, timeZone) < endOf(lastContactAt)) lastContactAt = Math.max(lastContactAt, at);
  return { lastContactAt, endsOn: endOf(lastContactAt) };
}

/**
 * A yes that waits for its confirmation may be anybody's, and what a list says without proof moves nothing. Withdrawals, objections, refusals and restrictions are the person's
 * too, but whoever takes something back does not ask to be kept for longer.
 */
function* listContacts(acts: Acts & { readonly grants: readonly DatedGrant[] }): Generator<PersonContact> {
  for (const grant of acts.grants) {
    if (!neededConfirmation(grant, acts) && !grant.isUnproven)
      yield { at: instantOf(grant), knownAt: grant.custody.latest };
    for (const { kind, custody } of listResolutions(grant, acts))
      if (kind === 'confirmed') yield { at: custody.latest, knownAt: custody.latest };
  }
  const choices = [...acts.caps, ...acts.stops.filter(({ scope }) => scope?.topics !== undefined)];
  for (const { custody } of choices) yield { at: custody.latest, knownAt: custody.latest };
}

/** C3, as far as it is known here. */
const instantOf = ({ capturedAt, custody }: DatedGrant) => correctedInstant(capturedAt, 0, custody);

/** The same day so many years on; of 29 February the 28th. */
export function addYears(day: BusinessDay, years: number): BusinessDay {
  const [year = '', month, date] = day.split('-');
  const later = `${String(Number(year) + years).padStart(4, '0')}-${month}-`;
  const isLeapDay = month === '02' && date === '29';
  return later + (isLeapDay && new Date(`${later}29`).getUTCDate() !== 29 ? '28' : date);
}

/**
 * What to keep of a contact point's activity once one more is reported: a new run, or in place of the last one, which is then known
 * since the same instant. Undefined: it changes nothing. What has not happened yet is not believed; an instant within the tolerance
 * of clocks is now. A run that has ended stays: what the person did here meanwhile may have counted only thanks to it.
 * @param runs in the order in which they became known
 */
export function addActivity(
  runs: readonly PersonContact[],
  reportedAt: Instant,
  { now, tolerance, years }: { readonly now: Instant; readonly tolerance: number; readonly years: number },
): PersonContact | undefined {
  if (reportedAt > now + tolerance) return undefined;
  const at = Math.min(reportedAt, now);
  const last = runs.at(-1);
  const endOf = (contact: Instant) => addYears(businessDayAt(contact, 'UTC'), years);
  // in whatever zone: one that is so old can no longer move a clock that runs, and of a run it must be sure that it has not ended
  const isTooOld = endOf(at) <= businessDayAt(now - ZONES_APART, 'UTC');
  const isUnbroken = last && endOf(last.at) > businessDayAt(now + ZONES_APART, 'UTC');
  if (isTooOld || (last && at <= last.at)) return undefined;
  return { at, knownAt: isUnbroken ? last.knownAt : now };
}
