// What the rules of law say about each question on the day of publication.
import { satisfies } from '../lawfulness.ts';
import { inLanguage } from '../localized.ts';
import { factsOf, legalBasisByRegime, regimeOf } from '../question.ts';
import { questionsFor } from '../question-set.ts';
import { regimeFor } from '../regime.ts';
import { audiences, type Rule } from '../rules/rule.ts';
import { ruleSet } from '../rules/rule-set.ts';
import type { Question, ShopConfig } from '../shop-config.ts';
import { anybody, marksOf, type Visit } from '../visit.ts';
import type { Check, GateContext } from './check.ts';
import type { GateProblem } from './problem.ts';
import { contains } from './text.ts';

export const lawCheck: Check = {
  needs: ['controller', 'languages', 'questions'],
  *find(config, context) {
    const { country } = config.controller;
    // the welcome screen invites everybody, however they are marked
    for (const visit of listVisits(config))
      if (questionsFor(config, visit, context.day).length === 0)
        yield { rule: 'nothing-to-ask', path: 'questions', details: visit };
    if (!ruleSet.countries.has(country))
      yield { rule: 'country-unknown', path: 'controller.country', details: { country } };
    for (const [i, question] of config.questions.entries()) {
      const path = `questions.${i}`;
      yield* checkRegime(question, path, config, context);
      yield* checkPartner(question, path, config);
      if (question.use !== undefined && isPurposeShared(question, config))
        yield { rule: 'purpose-shared', path: `${path}.purpose`, details: { purpose: question.purpose } };
    }
  },
};

/** Each that the cashier's marks can make. */
function listVisits(config: ShopConfig): Visit[] {
  const marks = marksOf(config);
  const sales = marks.afterSale ? [false, true] : [false];
  return audiences
    .filter((audience) => audience === 'consumer' || marks.professional)
    .flatMap((audience) => sales.map((afterSale) => ({ ...anybody, audience, afterSale })));
}

function* checkRegime(
  question: Question,
  path: string,
  config: ShopConfig,
  { day }: GateContext,
): Generator<GateProblem> {
  const asked = regimeOf(question);
  const { rule } = regimeFor(factsOf(question, config.controller.country), day);
  const [source] = rule.sources;
  const [given, expected] = [question.legalBasis, legalBasisByRegime[asked]];
  if (!satisfies(asked, rule.regime)) {
    const details = { asked, required: rule.regime, ruleId: rule.id, source: source.text, url: source.url };
    yield { rule: 'regime-forbidden', path, details };
  } else if (given !== expected)
    yield { rule: 'legal-basis', path: `${path}.legalBasis`, details: { given, expected, asked } };
  if (asked === 'soft-opt-in' && !question.onlyAfterSale)
    yield { rule: 'no-sale-mark', path: `${path}.onlyAfterSale`, details: {} };
  if (rule.atMost && isTooOften(rule.atMost, question)) {
    const { times, days, source: limit } = rule.atMost;
    yield { rule: 'too-many-calls', path: `${path}.frequency`, details: { times, days, source: limit.text } };
  }
}

/** Whether the question asks for more than that. A year's may be spread as one likes: too many is what no year has room for. */
function isTooOften({ times, days }: NonNullable<Rule['atMost']>, { frequency: { max, per } }: Question): boolean {
  if (per === 'year') return max > Math.ceil((365 / days) * times);
  return (per === 'month' ? max : max * Math.ceil(days / 7)) > times;
}

/** Partners are named one by one, where one answers (CNIL): a question for each. */
function* checkPartner(
  { use, partner, verb, detail }: Question,
  path: string,
  { languages }: ShopConfig,
): Generator<GateProblem> {
  if (use === 'partner-transfer' && !partner) yield { rule: 'partner-missing', path: `${path}.partner`, details: {} };
  if (use !== 'partner-transfer' && partner) yield { rule: 'partner-elsewhere', path: `${path}.partner`, details: {} };
  for (const language of partner ? languages : [])
    if (partner && !contains(`${inLanguage(verb, language)} ${inLanguage(detail, language)}`, partner.name))
      yield {
        rule: 'partner-not-named',
        path: `${path}.detail.${language}`,
        details: { language, name: partner.name },
      };
}

/** Consent is kept by purpose and channel: a yes to profiling, or to one partner, must not count as one to anything else. */
function isPurposeShared({ id, purpose, use, partner }: Question, { questions }: ShopConfig): boolean {
  return questions
    .filter((other) => other.id !== id && other.purpose === purpose)
    .some((other) => other.use !== use || other.partner?.name !== partner?.name);
}
