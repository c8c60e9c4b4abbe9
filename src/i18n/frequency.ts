// How often, as people say it.
import type { Frequency } from '#domain/frequency.ts';
import type { Language } from '#domain/shop-config.ts';

const fr = ['', 'une', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];
const en = [
  '',
  'once',
  'twice',
  ...['three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((n) => `${n} times`),
];

const words: Record<Language, (frequency: Frequency) => string> = {
  fr: ({ max, per }) => `${fr[max] ?? max} fois par ${{ week: 'semaine', month: 'mois', year: 'an' }[per]}`,
  en: ({ max, per }) => `${en[max] ?? `${max} times`} a ${per}`,
};

/** `une fois par mois`, `once a month`. */
export function sayFrequency(frequency: Frequency, language: Language): string {
  return words[language](frequency);
}

/** `Une fois par mois`, to stand by itself. */
export function nameFrequency(frequency: Frequency, language: Language): string {
  const said = sayFrequency(frequency, language);
  return said.charAt(0).toUpperCase() + said.slice(1);
}
