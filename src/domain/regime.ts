// Which rule of law applies to a use of contact data on a day, and so how people must be asked. Decided by the rules alone, and
// explained by the rule that is answered: its id, its sources, its conditions, its doubts.
import type { Audience, Day, Jurisdiction, ProofClock, Rule, Use } from './rules/rule.ts';
import { type RuleSet, ruleSet } from './rules/rule-set.ts';

/** What the law looks at. In doubt about one of the last four, false: it only ever makes the rule stricter. */
export interface Facts {
  /** Of the shop: ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly use: Use;
  readonly audience: Audience;
  /** Something was bought; an account or a card does not do. */
  readonly realSale: boolean;
  /** The message is about products or services like those bought, of the same firm. */
  readonly ownSimilarProducts: boolean;
  /** When the address was taken, the person was told of this use and could object to it, free of charge. */
  readonly toldAtCollection: boolean;
  /** A contract is being performed, and the contact is about its object. */
  readonly runningContract: boolean;
}

/** Facts about somebody of whom nothing more is known. */
export function factsAboutProspect(country: string, use: Use, audience: Audience = 'consumer'): Facts {
  const nothing = { realSale: false, ownSimilarProducts: false, toldAtCollection: false, runningContract: false };
  return { country, use, audience, ...nothing };
}

/** A customer in the sense of the soft opt-in (Directive 2002/58/EC, art. 13(2)): all three, or none. */
export function isCustomer({ realSale, ownSimilarProducts, toldAtCollection }: Facts): boolean {
  return realSale && ownSimilarProducts && toldAtCollection;
}

export interface Ruling {
  readonly rule: Rule;
  /** True when the country has no row of its own for it. */
  readonly isFallback: boolean;
  readonly ruleSetVersion: string;
}

/**
 * The one rule for these facts on that day.
 * @param day a calendar day in the country, as the shop's clock shows it
 */
export function regimeFor(facts: Facts, day: Day, rules: RuleSet = ruleSet): Ruling {
  const own = rules.byCountry.get(facts.country)?.rules.filter((rule) => isAbout(rule, facts) && holdsOn(rule, day));
  const isFallback = own === undefined || own.length === 0;
  const [rule, another] = isFallback
    ? rules.fallback.rules.filter((candidate) => isAbout(candidate, facts) && holdsOn(candidate, day))
    : own;
  // a test goes through all combinations: this is a hole or an overlap in the table
  if (!rule || another) throw new Error(`not one rule for ${facts.use} in ${facts.country} on ${day}`);
  return { rule, isFallback, ruleSetVersion: rules.version };
}

/** The days on which another rule may begin to apply to these facts, in order. */
export function turningDays(facts: Facts, rules: RuleSet = ruleSet): Day[] {
  const tables = [rules.byCountry.get(facts.country), rules.fallback];
  const days = tables.flatMap((table) => table?.rules.filter((rule) => isAbout(rule, facts)) ?? []);
  return [...new Set(days.flatMap(({ from, until }) => [from, until].filter((day) => day !== undefined)))].sort();
}

/** For how long the data may be used, and the proof is kept. */
export interface Clocks {
  readonly use: Jurisdiction['clocks']['use'];
  readonly proof: ProofClock;
}

export function clocksFor(facts: Facts, day: Day, rules: RuleSet = ruleSet): Clocks {
  const { use, proof } = (rules.byCountry.get(facts.country) ?? rules.fallback).clocks;
  return { use, proof: regimeFor(facts, day, rules).rule.proof ?? proof };
}

function isAbout(rule: Rule, facts: Facts): boolean {
  return (
    rule.uses.includes(facts.use) &&
    (rule.audience ?? facts.audience) === facts.audience &&
    (rule.customer ?? isCustomer(facts)) === isCustomer(facts) &&
    (rule.runningContract ?? facts.runningContract) === facts.runningContract
  );
}

function holdsOn({ from, until }: Rule, day: Day): boolean {
  return (from === undefined || from <= day) && (until === undefined || day < until);
}
