// Which of a shop's questions are put to somebody: whom the cashier says to serve, who asks, and what the law allows that day.
import type { BusinessDay } from './business-day.ts';
import { satisfies } from './lawfulness.ts';
import { asksConsent, factsOf, regimeOf } from './question.ts';
import { regimeFor } from './regime.ts';
import type { Regime } from './rules/rule.ts';
import { type RuleSet, ruleSet } from './rules/rule-set.ts';
import type { Question, ShopConfig } from './shop-config.ts';
import type { Visit } from './visit.ts';

/**
 * The questions of a visit, in the shop's order. What the law forbids to ask in that way on that day is left out; a
 * consent never is.
 * @param day in the store's zone, by the clock of whoever asks
 */
export function questionsFor(
  config: Pick<ShopConfig, 'questions' | 'controller'>,
  visit: Visit,
  day: BusinessDay,
  rules: RuleSet = ruleSet,
): Question[] {
  return questionsOf(config, visit).filter((question) =>
    isLawfulToAsk(question, config.controller.country, day, rules),
  );
}

/** The same, whatever the law says. */
export function questionsOf({ questions }: Pick<ShopConfig, 'questions'>, visit: Visit): Question[] {
  const asked = questions.filter((question) => isMeantFor(question, visit));
  // who has bought is asked for the same messages in one way only
  return asked.filter(
    (one) => one.onlyAfterSale || !asked.some((other) => other.onlyAfterSale && isSameUse(one, other)),
  );
}

function isMeantFor(question: Question, { afterSale, audience, isSpoken }: Visit): boolean {
  // a yes on the staff's word counts for nothing, so what no mailbox can confirm is not asked (D3, D5)
  if (isSpoken && !(asksConsent(question) && question.channel === 'email')) return false;
  return (question.audience ?? 'consumer') === audience && (afterSale || !question.onlyAfterSale);
}

const isSameUse = (a: Question, b: Question) => a.purpose === b.purpose && a.channel === b.channel;

function isLawfulToAsk(question: Question, country: string, day: BusinessDay, rules: RuleSet): boolean {
  return satisfies(regimeOf(question), regimeFor(factsOf(question, country), day, rules).rule.regime);
}

/** What an answer keeps of the law (A3): how it was asked for, and the rule of that day. */
export function lawOf(
  question: Question,
  { controller }: Pick<ShopConfig, 'controller'>,
  day: BusinessDay,
): { readonly regime: Regime; readonly rule: string } {
  return { regime: regimeOf(question), rule: regimeFor(factsOf(question, controller.country), day).rule.id };
}

/**
 * Whether somebody who was on such a visit can have been asked just this. Questions that a rule set may forbid can be missing:
 * the one who asked may have known another.
 */
export function isSetOf(ids: readonly string[], config: Pick<ShopConfig, 'questions'>, visit: Visit): boolean {
  const asked = questionsOf(config, visit);
  const given = new Set(ids);
  return (
    given.size === ids.length &&
    ids.every((id) => asked.some((question) => question.id === id)) &&
    asked.every((question) => given.has(question.id) || !asksConsent(question))
  );
}
