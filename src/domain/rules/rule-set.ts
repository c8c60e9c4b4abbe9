// All rules of this version, by jurisdiction. What is decided by them names the version.
import { de } from './de.ts';
import { eu } from './eu.ts';
import { fr } from './fr.ts';
import type { Jurisdiction } from './rule.ts';

/** Raised with every change of a row. */
export const RULE_SET_VERSION = '2026-11-22';

export interface RuleSet {
  readonly version: string;
  /** By ISO 3166-1 alpha-2 code. */
  readonly byCountry: ReadonlyMap<string, Jurisdiction>;
  /** Where the country has no row of its own. Complete. */
  readonly fallback: Jurisdiction;
  /** Where the fallback is the law at all: the European Economic Area. */
  readonly countries: ReadonlySet<string>;
}

export const ruleSet: RuleSet = {
  version: RULE_SET_VERSION,
  byCountry: new Map([
    ['FR', fr],
    ['DE', de],
  ]),
  fallback: eu,
  countries: new Set(
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
  ),
};
