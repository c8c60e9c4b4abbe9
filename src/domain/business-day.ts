// The shop's day: [local midnight, next local midnight) in the store's IANA time zone, 23 or 25 hours long when
// the clocks change. It is fixed when the answer is captured and never recomputed (protocol A3).
import { DAY, type Instant } from './instant.ts';

/** A calendar day in the store's zone, `YYYY-MM-DD`. */
export type BusinessDay = string;

/**
 * The store's calendar day at an instant.
 * @param timeZone IANA name, e.g. `Europe/Paris`; an unknown name throws a RangeError.
 */
export function businessDayAt(instant: Instant, timeZone: string): BusinessDay {
  // formatToParts, because the order of a locale's date is not ours to rely on
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** So many days on, by the calendar: there every day has 24 hours. */
export function addDays(day: BusinessDay, days: number): BusinessDay {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** What the store's clocks showed: `2026-11-21 10:30:05`. @param timeZone as above */
export function localTimeAt(instant: Instant, timeZone: string): string {
  const time = times.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, ...clock });
  times.set(timeZone, time);
  return `${businessDayAt(instant, timeZone)} ${time.format(instant)}`;
}

const clock = { hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const times = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than saving an answer, so each zone's is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  formats.set(timeZone, format);
  return format;
}

/** Whether the runtime knows this IANA time zone. A bare offset such as `+02:00` is none: its clocks never change. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
