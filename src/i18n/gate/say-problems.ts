import type { GateProblem, GateRule, ProblemDetails } from '#domain/gate/problem.ts';
import type { Language } from '#domain/shop-config.ts';
import { typeset } from '../typeset.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { GateWords } from './gate-words.ts';

export const gateWordsByLanguage: Readonly<Record<Language, GateWords>> = { fr, en };

/** `questions.0.verb.fr [negated] « ne » : un oui doit vouloir dire oui. …` */
export function sayProblem(problem: GateProblem, language: Language): string {
  const words = gateWordsByLanguage[language];
  const say = words.problems[problem.rule] as (details: ProblemDetails[GateRule]) => string;
  const where = problem.path === '' ? words.wholeFile : problem.path;
  return `${where} [${problem.rule}] ${typeset(say(problem.details), language)}`;
}
