// Instants in a proof: to the second, with the offset that was in force.
import type { Language } from '#domain/shop-config.ts';
import { formatDay } from '../date.ts';
import { intlLocales } from '../language.ts';

/** `12 octobre 2026, 18:07:09 (UTC+2)`, `12 October 2026, 18:07:09 (GMT+2)` */
export function formatProvenMoment(instant: number, timeZone: string, language: Language): string {
  const part = (options: Intl.DateTimeFormatOptions, type: string) =>
    new Intl.DateTimeFormat(intlLocales[language], { timeZone, ...options })
      .formatToParts(instant)
      .find((part) => part.type === type)?.value;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(instant);
  return `${formatDay(instant, timeZone, language)}, ${time} (${part({ timeZoneName: 'shortOffset' }, 'timeZoneName')})`;
}
