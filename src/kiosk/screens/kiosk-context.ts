// What every screen may reach: the tablet, and the words of the language being spoken.
import { createContext, useContext, useSyncExternalStore } from 'react';
import { inLanguage, type Localized } from '#domain/localized.ts';
import type { Language } from '#domain/shop-config.ts';
import { type KioskWords, kioskWords } from '#i18n/kiosk/words.ts';
import type { Kiosk, KioskStatus } from '#kiosk/kiosk.ts';

export const KioskContext = createContext<Kiosk | null>(null);
export const LanguageContext = createContext<Language | null>(null);

export function useKiosk(): Kiosk {
  const kiosk = useContext(KioskContext);
  if (!kiosk) throw new Error('a screen stands outside <App>');
  return kiosk;
}

export function useStatus(): KioskStatus {
  const kiosk = useKiosk();
  return useSyncExternalStore(kiosk.subscribeStatus, kiosk.getStatus);
}

interface Speech {
  readonly locale: Language;
  /** The tablet's own words. */
  readonly words: KioskWords;
  /** The shop's words. */
  readonly say: (words: Localized) => string;
}

export function useSpeech(): Speech {
  const locale = useContext(LanguageContext);
  if (!locale) throw new Error('a screen stands outside <Speaking>');
  return { locale, words: kioskWords[locale], say: (words) => inLanguage(words, locale) };
}
