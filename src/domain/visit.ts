// Whom a tablet is about to ask, and who asks. Apart from what follows of it, because the first screen needs no more.
import { type Audience, isSilence } from './rules/rule.ts';
import type { Question, ShopConfig } from './shop-config.ts';

/** What the cashier marks before handing over. Nothing marked: the strictest questions. */
export interface Visit {
  /** Something was bought: what a soft opt-in needs. */
  readonly afterSale: boolean;
  readonly audience: Audience;
  /** Staff read the questions aloud and mark the answers (`collector: staff`). */
  readonly isSpoken: boolean;
}

/** Somebody of whom nothing is known, who answers by themselves. */
export const anybody: Visit = { afterSale: false, audience: 'consumer', isSpoken: false };

/** What there is to mark: where the shop asks something of customers, or of professionals, alone. */
export const marksOf = ({ questions }: Pick<ShopConfig, 'questions'>) => ({
  afterSale: questions.some(({ onlyAfterSale }) => onlyAfterSale),
  professional: questions.some(({ audience }) => audience === 'professional'),
});

/**
 * What a person is asked on their own phone: what is asked of anybody. There is no cashier to mark a sale, and nothing that would be
 * done without a yes. Nor is a postal address asked for there, which no mailbox would prove.
 */
export function questionsOnPhone({ questions }: Pick<ShopConfig, 'questions'>): Question[] {
  return questions.filter(
    ({ regime = 'opt-in', channel, audience = 'consumer', onlyAfterSale }) =>
      audience === 'consumer' && !onlyAfterSale && !isSilence(regime) && channel !== 'post',
  );
}
