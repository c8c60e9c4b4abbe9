// How often: a question says it to people in its own words, and the tablet records a number. Where both say it, they say the same.
import type { Frequency } from '../frequency.ts';
import type { Language } from '../shop-config.ts';
import type { Check } from './check.ts';
import { findAllIn, textsOf } from './text.ts';

export const frequencyCheck: Check = {
  needs: ['questions'],
  *find({ questions }) {
    for (const [i, { verb, information, detail, frequency }] of questions.entries())
      for (const { path, language, text } of textsOf({ verb, information, detail }, `questions.${i}`)) {
        const said = findSaid(text, language);
        const [first] = said;
        if (!first || isTheSame(said, frequency)) continue;
        yield { rule: 'frequency-elsewhere', path, details: { language, found: first.found, frequency } };
      }
  },
};

interface Said {
  /** As it stands in the text. */
  readonly found: string;
  readonly perYear: number;
}

/** One of several, where the text tells them apart by their kinds, or all of them together. */
function isTheSame(said: readonly Said[], { max, per }: Frequency): boolean {
  const perYear = max * timesAYear[per];
  return [...said.map((one) => one.perYear), said.reduce((sum, one) => sum + one.perYear, 0)].includes(perYear);
}

const timesAYear = { week: 52, month: 12, quarter: 4, half: 2, year: 1 } as const;

const numbers: Readonly<Record<Language, readonly (readonly [number, RegExp])[]>> = {
  fr: [
    ...([
      [1, /une?/],
      [2, /deux/],
      [3, /trois/],
      [4, /quatre/],
      [5, /cinq/],
      [6, /six/],
      [7, /sept/],
    ] as const),
    ...([
      [8, /huit/],
      [9, /neuf/],
      [10, /dix/],
      [12, /douze/],
      [20, /vingt/],
      [24, /vingt-quatre/],
    ] as const),
  ],
  en: [
    ...([
      [1, /once|one|an?/],
      [2, /twice|two/],
      [3, /three/],
      [4, /four/],
      [5, /five/],
      [6, /six/],
    ] as const),
    ...([
      [7, /seven/],
      [8, /eight/],
      [9, /nine/],
      [10, /ten/],
      [12, /twelve/],
      [24, /twenty-four/],
    ] as const),
  ],
};

const units: Readonly<Record<Language, Readonly<Record<keyof typeof timesAYear, RegExp>>>> = {
  fr: { week: /semaine/, month: /mois/, quarter: /trimestre/, half: /semestre/, year: /an|année/ },
  en: { week: /week/, month: /month/, quarter: /quarter/, half: /half-year/, year: /year/ },
};

/** What may stand between: a message by its name. Of anything else that comes by the month the question promises nothing. */
const messages: Readonly<Record<Language, RegExp>> = {
  fr: /fois|seule?s?|e-?mails?|mails?|courriels?|messages?|sms|textos?|appels?|lettres?|courriers?|envois?|newsletters?|invitations?|au plus|(?:au )?maximum/,
  en: /times?|only|single|e-?mails?|texts?|messages?|calls?|letters?|mailings?|newsletters?|invitations?|at most|maximum/,
};

const links: Readonly<Record<Language, RegExp>> = {
  fr: / ?\/ ?| (?:par|chaque) /,
  en: / ?\/ ?| (?:an?|per|each|every) /,
};

const anyOf = (patterns: readonly RegExp[]) => patterns.map(({ source }) => source).join('|');

/** No part of a longer number, such as `vingt-deux` or `1,5`. */
const pattern = (language: Language): RegExp => {
  const number = anyOf(numbers[language].map(([, word]) => word));
  const unit = anyOf(Object.values(units[language]));
  return new RegExp(
    `(?<![\\p{L}\\p{N}'.,-])(?<number>\\d{1,3}|${number})(?: (?:${messages[language].source}))*(?:${links[language].source})(?<unit>${unit})(?![\\p{L}\\p{N}])`,
    'gu',
  );
};

function findSaid(text: string, language: Language): Said[] {
  return findAllIn(text, pattern(language)).flatMap(({ 0: found, groups: { number = '', unit = '' } = {} }) => {
    const is = (word: RegExp, said: string) => new RegExp(`^(?:${word.source})$`).test(said);
    const max = /^\d/.test(number) ? Number(number) : numbers[language].find(([, word]) => is(word, number))?.[0];
    const per = (Object.keys(timesAYear) as (keyof typeof timesAYear)[]).find((one) => is(units[language][one], unit));
    return max && per ? [{ found, perYear: max * timesAYear[per] }] : [];
  });
}
