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

/** All of them, with their groups. The pattern is global. */
export function findAllIn(text: string, pattern: RegExp): RegExpExecArray[] {
  return [...plain(text).matchAll(pattern)];
}

/** The text as it is compared, with a gap where one of these names stands. */
export function withoutNames(text: string, names: readonly string[]): string {
  const patterns = names.map((name) => new RegExp(plain(name).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'u'));
  return plain(text).replace(new RegExp(asWords(...patterns), 'gu'), '…');
}

/** These as whole words: `\b` takes every letter with an accent for the end of one. */
export const asWords = (...patterns: readonly RegExp[]): RegExp => new RegExp(`${START}${anyOf(patterns)}${END}`, 'u');

/** These where a word begins. */
export const asBeginnings = (pattern: RegExp): RegExp => new RegExp(`${START}${anyOf([pattern])}`, 'u');

const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const anyOf = (patterns: readonly RegExp[]) => `(?:${patterns.map(({ source }) => source).join('|')})`;

function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/\u2011/g, '-')
    .replace(/\s+/g, ' ');
}
