// All words behind the welcome screen. Not in kiosk-context.ts, because that one is loaded before anything else.
import type { Localized } from '#domain/localized.ts';
import type { Language } from '#domain/shop-config.ts';
import { type KioskWords, kioskWords } from '#i18n/kiosk/words.ts';
import { useLanguage, useSay } from './kiosk-context.ts';

interface Speech {
  readonly locale: Language;
  /** The tablet's own words. */
  readonly words: KioskWords;
  /** The shop's words. */
  readonly say: (words: Localized) => string;
}

export function useSpeech(): Speech {
  const locale = useLanguage();
  return { locale, words: kioskWords[locale], say: useSay() };
}
