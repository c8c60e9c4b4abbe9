import { intlLocales } from '#i18n/language.ts';
import { useLanguage } from '../screens/kiosk-context.ts';

/** A calendar day in words that stay on one line: `21 novembre`, and what else is asked for. */
export function useSayDay(more: Intl.DateTimeFormatOptions = {}): (businessDay: string) => string {
  const locale = intlLocales[useLanguage()];
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...more, timeZone: 'UTC' });
  return (businessDay) => format.format(new Date(businessDay)).replaceAll(' ', '\u00a0');
}
