// What every screen may reach: the tablet, and the language being spoken.
import { createContext, useContext, useSyncExternalStore } from 'react';
import { inLanguage, type Localized } from '#domain/localized.ts';
import type { Language } from '#domain/shop-config.ts';
import { type WelcomeWords, welcomeWords } from '#i18n/kiosk/welcome-words.ts';
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

export function useLanguage(): Language {
  const locale = useContext(LanguageContext);
  if (!locale) throw new Error('a screen stands outside <Speaking>');
  return locale;
}

export function useWelcomeWords(): WelcomeWords {
  return welcomeWords[useLanguage()];
}

/** Says the shop's own words, with the no-break spaces that French wants and that hardly anybody types. */
export function useSay(): (words: Localized) => string {
  const locale = useLanguage();
  return (words) => inLanguage(words, locale).replace(/ (?=[:;!?»])|(?<=«) /g, '\u00a0');
}
