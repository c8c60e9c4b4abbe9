import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import type { TeamWords } from '#i18n/kiosk/team-words.ts';

/** How long, in the largest unit that says enough: `44 minutes`, `3 heures`, `2 jours`. */
export function sayDuration(milliseconds: number, words: TeamWords): string {
  if (milliseconds < MINUTE) return words.lessThanAMinute;
  if (milliseconds < 2 * HOUR) return words.minutes(Math.floor(milliseconds / MINUTE));
  if (milliseconds < 2 * DAY) return words.hours(Math.floor(milliseconds / HOUR));
  return words.days(Math.floor(milliseconds / DAY));
}

/** The store's time of day: `18 h 42`. @param timeZone IANA name */
export function sayTime(instant: number, timeZone: string, words: TeamWords): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).formatToParts(
    instant,
  );
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return words.clock(part('hour'), part('minute'));
}
