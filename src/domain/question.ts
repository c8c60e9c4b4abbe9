// How a question of a shop config is asked, in the terms of the law.
import { type Facts, factsAboutProspect } from './regime.ts';
import type { LegalBasis, Regime } from './rules/rule.ts';
import type { Question } from './shop-config.ts';

export function regimeOf({ regime, use }: Question): Regime {
  return regime ?? (use === undefined ? 'opt-in' : 'separate-opt-in');
}

/** The basis that goes with it (GDPR 6(1)). */
export const legalBasisByRegime: Readonly<Record<Regime, LegalBasis>> = {
  'opt-in': 'consent',
  'separate-opt-in': 'consent',
  'soft-opt-in': 'legitimate-interest',
  'opt-out': 'legitimate-interest',
  contract: 'contract',
};

/**
 * What the law looks at when this question is put to somebody. A soft opt-in says that they are a customer, and the tablet asks it
 * of customers only; nobody at a till is taken to have a running contract.
 */
export function factsOf(question: Question, country: string): Facts {
  const { use, channel, audience } = question;
  const isSoft = regimeOf(question) === 'soft-opt-in';
  const told = { realSale: isSoft, ownSimilarProducts: isSoft, toldAtCollection: isSoft };
  return { ...factsAboutProspect(country, use ?? channel, audience), ...told };
}
