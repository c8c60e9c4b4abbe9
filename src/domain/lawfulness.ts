// D6: what the law forbids never counts, neither on a day on which the person may have answered nor on the day of use.
// An answer is judged by how it was asked for; that no one objected is never consent.
import { type BusinessDay, businessDayAt } from './business-day.ts';
import type { Custody } from './custody.ts';
import { type Facts, type Ruling, regimeFor, turningDays } from './regime.ts';
import type { Regime } from './rules/rule.ts';
import { type RuleSet, ruleSet } from './rules/rule-set.ts';

/** What an answer asked for in one way is good for. */
const enoughFor: Readonly<Record<Regime, readonly Regime[]>> = {
  'opt-in': ['opt-in', 'soft-opt-in', 'opt-out'],
  // a yes to a question of its own is an act of joining, too
  'separate-opt-in': ['separate-opt-in', 'opt-in', 'soft-opt-in', 'opt-out', 'contract'],
  'soft-opt-in': ['soft-opt-in', 'opt-out'],
  'opt-out': ['opt-out'],
  contract: ['contract'],
};

/** Whether an answer that was asked for under `asked` is what `required` wants. */
export function satisfies(asked: Regime, required: Regime): boolean {
  return enoughFor[asked].includes(required);
}

/** The days on which an act provably happened (C1), in the shop's own calendar. */
export interface DaysOfAct {
  /** null: no earliest is proven. */
  readonly earliest: BusinessDay | null;
  readonly latest: BusinessDay;
}

export function daysOfAct({ earliest, latest }: Custody, timeZone: string): DaysOfAct {
  return {
    earliest: earliest === null ? null : businessDayAt(earliest, timeZone),
    latest: businessDayAt(latest, timeZone),
  };
}

export interface UseOfAnswer {
  /** The regime under which it was asked for. */
  readonly asked: Regime;
  readonly given: DaysOfAct;
  readonly usedOn: BusinessDay;
  readonly facts: Facts;
}

/** Lawful by the rule of the day of use; or not, by the first rule that forbids it, and the day on which it does. */
export type Judgement =
  | { readonly isLawful: true; readonly ruling: Ruling }
  | { readonly isLawful: false; readonly ruling: Ruling; readonly day: BusinessDay };

export function judgeUse({ asked, given, usedOn, facts }: UseOfAnswer, rules: RuleSet = ruleSet): Judgement {
  const { earliest, latest } = given;
  const turns = turningDays(facts, rules);
  // with no earliest, any rule from before the first turn may have been the one
  const first = earliest ?? '0000-01-01';
  const days = [first, ...turns.filter((day) => first < day && day < latest), latest, usedOn];
  for (const day of days) {
    const ruling = regimeFor(facts, day, rules);
    if (!satisfies(asked, ruling.rule.regime)) return { isLawful: false, ruling, day };
  }
  return { isLawful: true, ruling: regimeFor(facts, usedOn, rules) };
}

/** The first day, of those on which it may have been given, on which the law takes no such answer; null: there is none. */
export function findForbiddenDay(asked: Regime, facts: Facts, given: DaysOfAct): BusinessDay | null {
  const judgement = judgeUse({ asked, given, usedOn: given.latest, facts });
  return judgement.isLawful ? null : judgement.day;
}

export function isLawful(use: UseOfAnswer, rules: RuleSet = ruleSet): boolean {
  return judgeUse(use, rules).isLawful;
}
