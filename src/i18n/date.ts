// Dates and times as people read them, always in the store's own time zone.
import type { Language } from '#domain/shop-config.ts';
import { intlLocales } from './language.ts';

/** Of `18:07`. */
const clock: Record<Language, (time: string) => string> = {
  fr: (time) => time.replace(':', '\u00a0h\u00a0'),
  en: (time) => time,
};
/** The first of a month, beside its name. */
const firstDay: Record<Language, string> = { fr: '1er', en: '1' };

/** `12 octobre 2026`, `12 October 2026`. */
export function formatDay(instant: number, timeZone: string, language: Language): string {
  return format(instant, language, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
}

/** `12 octobre`, `12 October`: for a day so near that its year goes without saying. */
export function formatNearDay(instant: number, timeZone: string, language: Language): string {
  return format(instant, language, { timeZone, day: 'numeric', month: 'long' });
}

/** `12 oct. 2026, 18 h 07`, `12 Oct 2026, 18:07`. */
export function formatMoment(instant: number, timeZone: string, language: Language): string {
  const day = format(instant, language, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
  return `${day}, ${clock[language](time)}`;
}

/** A calendar day as text, whatever the zone: `2026-11-01` as `1er novembre 2026`. */
export function formatCalendarDay(day: string, language: Language): string {
  return formatDay(Date.parse(`${day}T00:00Z`), 'UTC', language);
}

function format(instant: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(intlLocales[language], options)
    .formatToParts(instant)
    .map(({ type, value }) => (type === 'day' && value === '1' ? firstDay[language] : value))
    .join('')
    .replace(' ', '\u00a0'); // a day is read with its month
}
