import type { KioskWords } from '#i18n/kiosk/words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long, in the largest unit that says enough: `44 minutes`, `3 heures`, `2 jours`. */
export function sayDuration(milliseconds: number, words: KioskWords['team']): string {
  if (milliseconds < MINUTE) return words.lessThanAMinute;
  if (milliseconds < 2 * HOUR) return words.minutes(Math.floor(milliseconds / MINUTE));
  if (milliseconds < 2 * DAY) return words.hours(Math.floor(milliseconds / HOUR));
  return words.days(Math.floor(milliseconds / DAY));
}
