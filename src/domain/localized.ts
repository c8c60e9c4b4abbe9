// Words of a shop config, one text per language. Apart from shop-config.ts, so that the tablet's screens need not load
// the schema library.
import type { Language } from './shop-config.ts';

export type Localized = Partial<Record<Language, string>>;

/** The text in that language. A published config has it (the schema sees to it), so its absence is a bug. */
export function inLanguage(words: Localized, language: Language): string {
  const found = words[language];
  if (found === undefined) throw new Error(`no text in "${language}"`);
  return found;
}
