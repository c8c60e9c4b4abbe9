// The languages: each said in full, in its own words, and the one that people at the counter read.
import { type Language, languages, type ShopConfig } from '../shop-config.ts';
import type { Check } from './check.ts';
import { findIn, textsOf } from './text.ts';

/** GDPR 12(1): intelligible to whoever is asked. In France, Law 94-665 (art. 2) asks for French. */
const languageByCountry: Readonly<Record<string, Language>> = { FR: 'fr', IE: 'en', MT: 'en' };

const placeholder = /lorem ipsum|\btodo\b|\btbd\b|\bxxx+|\?\?\?|\[[^\]]*\]|<[^>]+>|\{\{/;

/** The same sentence in two languages: one of them was not translated. Shorter texts can be alike. */
const ALIKE = 30;

export const languageCheck: Check = {
  needs: ['controller', 'languages'],
  *find(config) {
    const expected = languageByCountry[config.controller.country];
    if (expected && !config.languages.includes(expected))
      yield { rule: 'language-of-country', path: 'languages', details: { language: expected } };
    for (const { path, language, text } of textsOf(config)) {
      const found = findIn(text, placeholder);
      if (found !== undefined) yield { rule: 'placeholder', path, details: { language, found } };
      const earlier = languages
        .slice(0, languages.indexOf(language))
        .find((other) => isSame(config, path, text, other));
      if (earlier) yield { rule: 'untranslated', path, details: { languages: [earlier, language] } };
    }
  },
};

function isSame(config: ShopConfig, path: string, text: string, other: Language): boolean {
  if (text.length < ALIKE) return false;
  const steps = [...path.split('.').slice(0, -1), other];
  return steps.reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], config) === text;
}
