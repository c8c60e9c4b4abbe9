// What is changed in the sample shop to break it, as `shopWith` takes it.
import type { GateRule } from '../problem.ts';
import { bookshop } from './shops.ts';

/** What is wrong, the changes that make it so, the rule, and the place. */
export type Broken = readonly [string, Record<string, unknown>, GateRule, string];

export const section = (id: string) => bookshop.notice.sections.findIndex((s) => s.id === id);
export const covers = (id: string) => `notice.sections.${section(id)}.covers`;
export const saying = (id: string, language = 'fr') => `notice.sections.${section(id)}.text.${language}`;
export const inBoth = (text: string) => ({ fr: text, en: `${text} (en)` });

/** Of a question that only tells. */
export const informs = (i: number) => ({
  schema: 2,
  [`questions.${i}.legalBasis`]: 'legitimate-interest',
  [`questions.${i}.information`]: { fr: 'La librairie vous écrira', en: 'The bookshop will write to you' },
});
export const softOptIn = { ...informs(0), 'questions.0.regime': 'soft-opt-in' };
export const transfer = {
  'questions.0.use': 'partner-transfer',
  'questions.0.purpose': 'partners',
  'questions.0.partner': { name: 'Éditions du Quai' },
  'questions.0.verb': {
    fr: 'donner votre adresse aux Éditions du Quai',
    en: 'give your address to Éditions du Quai',
  },
};
