// How much a person at a counter can read (GDPR 12(1): concise). The limits are those of the screens: what is longer runs out of its
// place, or is not read.
import type { Check } from './check.ts';
import { textsOf } from './text.ts';

/** Characters. The first pattern that fits the path counts. */
const limits: readonly (readonly [RegExp, number])[] = [
  [/^questions\.\d+\.verb\./, 60], // two lines beside yes and no
  [/^questions\.\d+\.detail\./, 160], // two lines below
  [/^questions\.\d+\.information\./, 160], // in the place of the verb
  [/^questions\.\d+\.topics\.\d+\.label\./, 40],
  [/^notice\.sections\.\d+\.title\./, 40], // one line of a column
  [/^notice\.sections\.\d+\.text\./, 600], // a column's height, at 200 % text
  [/^welcome\.title\./, 60],
  [/^welcome\.text\./, 240],
  [/^stem\./, 80],
  [/^farewell\./, 60],
];

/** Two minutes: an adult reads some 240 words a minute in silence (Brysbaert 2019). */
const WORDS_OF_NOTICE = 480;

export const lengthCheck: Check = {
  needs: ['languages', 'notice'],
  *find(config) {
    for (const { path, language, text } of textsOf(config)) {
      const limit = limits.find(([pattern]) => pattern.test(path))?.[1];
      if (limit !== undefined && text.length > limit)
        yield { rule: 'too-long', path, details: { language, length: text.length, limit } };
    }
    for (const language of config.languages) {
      const texts = [...textsOf(config.notice)].filter((text) => text.language === language);
      const words = texts.flatMap(({ text }) => text.split(/\s+/)).length;
      if (words > WORDS_OF_NOTICE)
        yield {
          rule: 'notice-too-long',
          path: 'notice.sections',
          details: { language, words, limit: WORDS_OF_NOTICE },
        };
    }
  },
};
