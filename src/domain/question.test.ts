import { expect, it } from 'vitest';
import { bookshop } from './gate/testing/shops.ts';
import { factsOf, legalBasisByRegime, regimeOf } from './question.ts';
import { isCustomer, regimeFor } from './regime.ts';
import type { Question } from './shop-config.ts';

const [email] = bookshop.questions as [Question];

it('asks for consent unless it says otherwise, and for a consent of its own where the use is one', () => {
  expect(regimeOf(email)).toBe('opt-in');
  expect(regimeOf({ ...email, use: 'profiling' })).toBe('separate-opt-in');
  expect(regimeOf({ ...email, regime: 'soft-opt-in' })).toBe('soft-opt-in');
});

it('is about a customer only where it is asked of customers only', () => {
  expect(isCustomer(factsOf(email, 'FR'))).toBe(false);
  expect(isCustomer(factsOf({ ...email, regime: 'soft-opt-in' }, 'FR'))).toBe(true);
});

it('is judged by its use, where that is not the channel', () => {
  const { rule } = regimeFor(factsOf({ ...email, use: 'partner-transfer' }, 'FR'), '2026-11-22');
  expect(rule.id).toBe('fr-partner-transfer');
  expect(legalBasisByRegime[rule.regime]).toBe(rule.legalBasis);
});
