import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { satisfies } from './lawfulness.ts';
import { clocksFor, type Facts, factsAboutProspect, isCustomer, regimeFor, turningDays } from './regime.ts';
import { audiences, type LegalBasis, type Regime, type Use, uses } from './rules/rule.ts';
import { type RuleSet, ruleSet } from './rules/rule-set.ts';

const BEFORE = '2026-08-10';
const SINCE = '2026-08-11';
const bothDays = [BEFORE, SINCE];

type Person = 'consumer, prospect' | 'consumer, customer' | 'consumer with a running contract' | 'professional';

const customer = { realSale: true, ownSimilarProducts: true, toldAtCollection: true };

function factsAbout(person: Person, use: Use, country = 'FR'): Facts {
  const facts = factsAboutProspect(country, use, person === 'professional' ? 'professional' : 'consumer');
  if (person === 'consumer, customer') return { ...facts, ...customer };
  return person === 'consumer with a running contract' ? { ...facts, ...customer, runningContract: true } : facts;
}

const anybody: readonly Person[] = [
  'consumer, prospect',
  'consumer, customer',
  'consumer with a running contract',
  'professional',
];
const [consent, interest, contract] = ['consent', 'legitimate-interest', 'contract'] as const;

/** Uses, people, days, and what holds for all of them. */
type Row = readonly [readonly Use[], readonly Person[], readonly string[], Regime, LegalBasis];

const france: readonly Row[] = [
  [['email', 'sms'], ['consumer, prospect'], bothDays, 'opt-in', consent],
  [['email', 'sms'], ['consumer, customer'], bothDays, 'soft-opt-in', interest],
  [['email'], ['professional'], bothDays, 'opt-out', interest],
  [['sms'], ['professional'], bothDays, 'opt-in', consent],
  [['automated-call', 'fax'], anybody, bothDays, 'opt-in', consent],
  [['phone'], ['consumer, prospect', 'consumer, customer'], [BEFORE], 'opt-out', interest],
  [['phone'], ['consumer, prospect', 'consumer, customer'], [SINCE], 'opt-in', consent],
  [['phone'], ['consumer with a running contract', 'professional'], bothDays, 'opt-out', interest],
  [['post'], anybody, bothDays, 'opt-out', interest],
  [['partner-transfer', 'profiling', 'open-tracking'], anybody, bothDays, 'separate-opt-in', consent],
  [['loyalty'], anybody, bothDays, 'contract', contract],
];

const germany: readonly Row[] = [
  [['email', 'sms'], ['consumer, prospect', 'professional'], bothDays, 'opt-in', consent],
  [['email', 'sms'], ['consumer, customer'], bothDays, 'soft-opt-in', interest],
  [['automated-call', 'fax', 'phone'], anybody, bothDays, 'opt-in', consent],
  [['post'], anybody, bothDays, 'opt-out', interest],
  [['partner-transfer', 'profiling', 'open-tracking'], anybody, bothDays, 'separate-opt-in', consent],
  [['loyalty'], anybody, bothDays, 'contract', contract],
];

// Belgium has no table: EU law alone gives the same as Germany
const cases = [...spread('FR', france), ...spread('DE', germany), ...spread('BE', germany)];

function spread(country: string, rows: readonly Row[]) {
  return rows.flatMap(([of, people, days, regime, basis]) =>
    of.flatMap((use) => people.flatMap((person) => days.map((day) => ({ country, use, person, day, regime, basis })))),
  );
}

describe('the decision table', () => {
  it.each(cases)('$country, $use, $person, on $day: $regime, by $basis', (row) => {
    const { rule } = regimeFor(factsAbout(row.person, row.use, row.country), row.day);
    expect(rule).toMatchObject({ regime: row.regime, legalBasis: row.basis });
  });

  it('has a line for each French use, each kind of person and each side of the change', () => {
    // somebody with a running contract is a customer, too: only calls tell the two apart
    const stated = new Set(spread('FR', france).map(({ use, person, day }) => `${use} ${person} ${day}`));
    for (const use of uses)
      for (const person of anybody)
        for (const day of bothDays)
          if (person !== 'consumer with a running contract' || use === 'phone')
            expect(stated).toContain(`${use} ${person} ${day}`);
  });
});

describe('a call to a French consumer', () => {
  const prospect = factsAbout('consumer, prospect', 'phone');

  it('changes on 11 August 2026 and on no other day', () => {
    expect(turningDays(prospect)).toEqual([SINCE]);
    expect(turningDays(factsAbout('professional', 'phone'))).toEqual([]);
  });

  it('needs Bloctel checked until then; since then a proof, and that one was told', () => {
    expect(regimeFor(prospect, BEFORE).rule.conditions).toContain('bloctel-checked');
    const { conditions } = regimeFor(prospect, SINCE).rule;
    expect(conditions).toEqual(expect.arrayContaining(['proof-by-the-trader', 'told-that-calls-need-consent']));
    expect(conditions).not.toContain('bloctel-checked');
  });

  it.each(bothDays)('has its days, hours and number limited on %s', (day) => {
    const { rule } = regimeFor(prospect, day);
    expect(rule.conditions).toContain('call-days-and-hours');
    expect(rule.atMost).toMatchObject({ times: 4, days: 30 });
  });

  it('without consent may be about the object of a running contract, and nothing else', () => {
    const { rule } = regimeFor(factsAbout('consumer with a running contract', 'phone'), SINCE);
    expect(rule.conditions).toContain('object-of-the-running-contract');
    expect(regimeFor(factsAbout('consumer, customer', 'phone'), SINCE).rule.regime).toBe('opt-in');
  });
});

it('explains itself: rule, sources, version of the rules', () => {
  const { rule, ruleSetVersion } = regimeFor(factsAbout('consumer, prospect', 'phone'), SINCE);
  expect(rule.id).toBe('fr-phone-consumer-since-2026-08-11');
  expect(rule.sources.map(({ text }) => text).join()).toMatch(/L\. 223-1.*2025-594/);
  expect(ruleSetVersion).toBe('2026-11-22');
});

it.each(['realSale', 'ownSimilarProducts', 'toldAtCollection'] as const)(
  'takes nobody for a customer without %s',
  (fact) => {
    expect(regimeFor({ ...factsAbout('consumer, customer', 'email'), [fact]: false }, SINCE).rule.regime).toBe(
      'opt-in',
    );
  },
);

describe('clocks', () => {
  it('end the use three years after the last contact, and keep the proof five more', () => {
    const { use, proof } = clocksFor(factsAbout('consumer, prospect', 'email'), SINCE);
    expect([use.years, proof.years, proof.from]).toEqual([3, 5, 'end']);
  });

  it('keep the proof of a German call for five years from the yes and from each call', () => {
    const { proof } = clocksFor(factsAbout('consumer, prospect', 'phone', 'DE'), SINCE);
    expect(proof).toMatchObject({ years: 5, from: 'grant-and-each-use', source: { text: 'UWG, § 7a' } });
  });
});

const anyFacts = fc.record({
  country: fc.constantFrom('FR', 'DE', 'BE', 'IT', 'US'),
  use: fc.constantFrom(...uses),
  audience: fc.constantFrom(...audiences),
  realSale: fc.boolean(),
  ownSimilarProducts: fc.boolean(),
  toldAtCollection: fc.boolean(),
  runningContract: fc.boolean(),
});
const anyDay = fc.oneof(
  fc.constantFrom(BEFORE, SINCE, '0000-01-01', '9999-12-31'),
  fc
    .date({ min: new Date('2018-05-25'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);

describe('whatever the facts and the day', () => {
  it('exactly one rule applies', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => regimeFor(facts, day).rule !== undefined),
      { numRuns: 2000 },
    );
  });

  it('the fallback never stands before a row of the country', () => {
    const stricter: RuleSet = {
      ...ruleSet,
      fallback: { ...ruleSet.fallback, rules: ruleSet.fallback.rules.map((rule) => ({ ...rule, regime: 'contract' })) },
    };
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        const { rule, isFallback } = regimeFor(facts, day);
        const own = ruleSet.byCountry.get(facts.country)?.rules ?? [];
        expect(own.includes(rule)).toBe(!isFallback);
        // changing the fallback changes nothing of what the country says itself
        if (!isFallback) expect(regimeFor(facts, day, stricter).rule).toBe(rule);
      }),
    );
  });

  it('France needs no fallback', () => {
    fc.assert(fc.property(anyFacts, anyDay, (facts, day) => !regimeFor({ ...facts, country: 'FR' }, day).isFallback));
  });

  it.each(['realSale', 'ownSimilarProducts', 'toldAtCollection', 'runningContract'] as const)(
    'not to know of %s never makes the rule laxer',
    (fact) => {
      fc.assert(
        fc.property(anyFacts, anyDay, (facts, day) => {
          const without = regimeFor({ ...facts, [fact]: false }, day).rule.regime;
          return satisfies(without, regimeFor({ ...facts, [fact]: true }, day).rule.regime);
        }),
      );
    },
  );

  it('to take a professional for a consumer never makes the rule laxer', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) =>
        satisfies(
          regimeFor({ ...facts, audience: 'consumer', runningContract: false }, day).rule.regime,
          regimeFor({ ...facts, audience: 'professional', runningContract: false }, day).rule.regime,
        ),
      ),
    );
  });

  it('a soft opt-in is for customers only', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        fc.pre(!isCustomer(facts));
        return regimeFor(facts, day).rule.regime !== 'soft-opt-in';
      }),
    );
  });
});

describe('the rules as data', () => {
  const all = [...ruleSet.byCountry.values(), ruleSet.fallback].flatMap(({ rules }) => rules);

  it('have each an id of their own, and a source with an official address', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, sources } of all)
      for (const { text, url } of sources) {
        expect(text.length, id).toBeGreaterThan(5);
        expect(url, id).toMatch(
          /^https:\/\/(www\.legifrance\.gouv\.fr|www\.cnil\.fr|eur-lex\.europa\.eu|www\.gesetze-im-internet\.de)\//,
        );
      }
  });

  it('have the legal basis that goes with the regime', () => {
    for (const { id, regime, legalBasis } of all)
      expect(legalBasis, id).toBe(
        regime === 'contract'
          ? 'contract'
          : regime.endsWith('opt-out') || regime === 'soft-opt-in'
            ? 'legitimate-interest'
            : 'consent',
      );
  });

  it('find a hole in the table', () => {
    const holed: RuleSet = { ...ruleSet, fallback: { ...ruleSet.fallback, rules: [] } };
    expect(() => regimeFor(factsAboutProspect('BE', 'post'), SINCE, holed)).toThrow('not one rule for post in BE');
  });
});
