// The shop's own words: where they stand, and how they are compared.
import { type Language, languages } from '../shop-config.ts';

/** Every text of the value with its path; `language` is the key it stands under. */
export function* textsOf(value: unknown, path = ''): Generator<{ path: string; language: Language; text: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    const language = languages.find((known) => known === key);
    if (language !== undefined && typeof part === 'string') yield { path: here, language, text: part };
    else yield* textsOf(part, here);
  }
}

/** Whether the words stand in the text, however they are capitalised, spaced and apostrophised. */
export function contains(text: string, words: string): boolean {
  return plain(text).includes(plain(words));
}

/** The first of these that stands in the text, as it stands there. */
export function findIn(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(plain(text))?.[0];
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/\u2011/g, '-')
    .replace(/\s+/g, ' ');
}
