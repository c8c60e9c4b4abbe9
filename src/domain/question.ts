// How a question of a shop config is asked, in the terms of the law.
import { type Facts, factsAboutProspect } from './regime.ts';
import { isSilence, type LegalBasis, type Regime } from './rules/rule.ts';
import type { Question } from './shop-config.ts';

export function regimeOf({ regime, use }: Question): Regime {
  return regime ?? (use === undefined ? 'opt-in' : 'separate-opt-in');
}

/** A yes is what it takes. Otherwise silence would do, and a no is an objection; or the yes makes a contract. */
export function asksConsent(question: Question): boolean {
  const regime = regimeOf(question);
  return regime === 'opt-in' || regime === 'separate-opt-in';
}

/** People are informed, and can object (GDPR 21(2), Directive 2002/58/EC art. 13(2)): nothing is asked of them. */
export function informs(question: Question): boolean {
  return isSilence(regimeOf(question));
}

/** Its messages carry a link that ends them; a call or a letter has none. */
export function bringsLink({ channel, use }: Question): boolean {
  return use === undefined && (channel === 'email' || channel === 'sms');
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
