import type { Language } from '#domain/shop-config.ts';

/** Each language by its own name, and as short as a narrow bar needs it. */
export const languageNames: Record<Language, { readonly name: string; readonly short: string }> = {
  fr: { name: 'Français', short: 'FR' },
  en: { name: 'English', short: 'EN' },
};

/** For Intl: dates and times as the country writes them. */
export const intlLocales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };
