// Until when contact data may be used: so many years from the last contact that came from the person (CNIL; the rule set has the
// number). A contact counts only if it was known here while the clock still ran: what comes later begins nothing anew.
import { type BusinessDay, businessDayAt } from './business-day.ts';
import { type Acts, type Grant, listResolutions, neededConfirmation } from './consent-state.ts';
import { correctedInstant } from './custody.ts';
import type { Instant } from './instant.ts';

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
 * @param activity what other systems have reported (`recordActivity`)
 * @param years from the rule set
 */
export function readUseClock(
  grant: DatedGrant,
  acts: Acts & { readonly grants: readonly DatedGrant[] },
  activity: PersonContact | null,
  { years, timeZone }: { readonly years: number; readonly timeZone: string },
): UseClock {
  const contacts = [...listContacts(acts), ...(activity ? [activity] : [])].sort((a, b) => a.knownAt - b.knownAt);
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
 * What to keep of all activity of a contact point once one more is reported; undefined: it changes nothing. What has not
 * happened yet is not believed; an instant within the tolerance of clocks is now.
 */
export function addActivity(
  held: PersonContact | null,
  reportedAt: Instant,
  { now, tolerance, years }: { readonly now: Instant; readonly tolerance: number; readonly years: number },
): PersonContact | undefined {
  if (reportedAt > now + tolerance) return undefined;
  const at = Math.min(reportedAt, now);
  if (held && at <= held.at) return undefined;
  // UTC does for a run: what counts in the end is judged by the store's days
  const isOver = held && addYears(businessDayAt(held.at, 'UTC'), years) <= businessDayAt(now, 'UTC');
  return { at, knownAt: held && !isOver ? held.knownAt : now };
}
