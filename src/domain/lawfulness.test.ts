import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOfAct, isLawful, judgeUse, satisfies, type UseOfAnswer } from './lawfulness.ts';
import { factsAboutProspect } from './regime.ts';
import { regimes, type Use, uses } from './rules/rule.ts';

const BEFORE = '2026-08-10';
const SINCE = '2026-08-11';

const on = (day: string) => ({ earliest: day, latest: day });
const call = (over: Partial<UseOfAnswer>): UseOfAnswer => ({
  asked: 'opt-in',
  given: on('2026-07-01'),
  usedOn: BEFORE,
  facts: factsAboutProspect('FR', 'phone'),
  ...over,
});

describe('a call to a French consumer', () => {
  it.each<[string, Partial<UseOfAnswer>, boolean]>([
    ['a yes of July, used on 10 August', {}, true],
    ['a yes of July, used on 11 August', { usedOn: SINCE }, true],
    ['no objection in July, used on 10 August', { asked: 'opt-out' }, true],
    ['no objection in July, used on 11 August', { asked: 'opt-out', usedOn: SINCE }, false],
    ['no objection at a sale in July, used on 11 August', { asked: 'soft-opt-in', usedOn: SINCE }, false],
    ['no objection in September', { asked: 'opt-out', given: on('2026-09-01'), usedOn: '2026-09-02' }, false],
    ['an act of joining', { asked: 'contract' }, false],
  ])('%s', (_, use, expected) => {
    expect(isLawful(call(use))).toBe(expected);
  });

  it('after a non-objection on a tablet that was offline from July to September is forbidden, even looked at in July', () => {
    const given = { earliest: '2026-07-01', latest: '2026-09-01' };
    expect(judgeUse(call({ asked: 'opt-out', given }))).toMatchObject({
      isLawful: false,
      day: SINCE,
      ruling: { rule: { id: 'fr-phone-consumer-since-2026-08-11' } },
    });
    expect(isLawful(call({ given }))).toBe(true); // asked for as a consent
  });

  it('counts no less for having no earliest', () => {
    const given = { earliest: null, latest: '2026-09-01' };
    expect(isLawful(call({ given, usedOn: '2026-09-01' }))).toBe(true);
    expect(isLawful(call({ asked: 'opt-out', given, usedOn: BEFORE }))).toBe(false);
    expect(isLawful(call({ asked: 'opt-out', given: { earliest: null, latest: BEFORE } }))).toBe(true);
  });

  it('about a running contract goes on without a yes', () => {
    const facts = { ...factsAboutProspect('FR', 'phone'), runningContract: true };
    expect(isLawful(call({ asked: 'opt-out', usedOn: SINCE, facts }))).toBe(true);
  });
});

it('tells the two sides of a midnight in the shop’s own zone apart', () => {
  const midnight = Date.parse('2026-08-10T22:00:00Z'); // 11 August, 00:00 in Paris
  const custody = { chain: 'a', seq: 1, earliest: midnight - 1, latest: midnight };
  expect(daysOfAct(custody, 'Europe/Paris')).toEqual({ earliest: BEFORE, latest: SINCE });
  expect(daysOfAct({ ...custody, earliest: null }, 'UTC')).toEqual({ earliest: null, latest: BEFORE });
});

it.each<[string, Use, boolean]>([
  ['an opt-in', 'email', true],
  ['an opt-in', 'post', true],
  ['an opt-in', 'partner-transfer', false],
  ['an opt-in', 'profiling', false],
  ['an opt-in', 'loyalty', false],
])('%s is good for %s: %s', (_, use, expected) => {
  expect(isLawful(call({ facts: factsAboutProspect('FR', use) }))).toBe(expected);
});

it('a question of its own may also be how one joins a loyalty programme', () => {
  expect(isLawful(call({ asked: 'separate-opt-in', facts: factsAboutProspect('FR', 'loyalty') }))).toBe(true);
});

const anyDay = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyUse = fc
  .record({
    asked: fc.constantFrom(...regimes),
    days: fc.array(anyDay, { minLength: 2, maxLength: 2 }),
    usedOn: anyDay,
    country: fc.constantFrom('FR', 'DE', 'BE'),
    use: fc.constantFrom(...uses),
  })
  .map(({ asked, days: [a = '', b = ''], usedOn, country, use }): UseOfAnswer => {
    const given = a < b ? { earliest: a, latest: b } : { earliest: b, latest: a };
    return { asked, given, usedOn, facts: factsAboutProspect(country, use) };
  });

describe('whatever the answer', () => {
  it('a wider interval never makes lawful what a narrower one forbids', () => {
    fc.assert(
      fc.property(anyUse, anyDay, (use, day) => {
        const { earliest, latest } = use.given;
        const wider = { earliest: day < (earliest as string) ? day : null, latest: day > latest ? day : latest };
        return isLawful(use) || !isLawful({ ...use, given: wider });
      }),
    );
  });

  it('one asked for more strictly is good for all that a laxer one is good for', () => {
    const stricter = [
      ['separate-opt-in', 'opt-in'],
      ['opt-in', 'soft-opt-in'],
      ['soft-opt-in', 'opt-out'],
    ] as const;
    fc.assert(
      fc.property(anyUse, fc.constantFrom(...stricter), (use, [strict, lax]) =>
        Boolean(!isLawful({ ...use, asked: lax }) || isLawful({ ...use, asked: strict })),
      ),
    );
  });

  it('only a yes is a yes', () => {
    for (const asked of ['soft-opt-in', 'opt-out', 'contract'] as const)
      for (const required of ['opt-in', 'separate-opt-in'] as const) expect(satisfies(asked, required)).toBe(false);
  });
});
