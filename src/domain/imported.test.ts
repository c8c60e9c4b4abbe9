import { describe, expect, it } from 'vitest';
import { businessDayAt } from './business-day.ts';
import { type Acts, deriveGrantStatus, type Grant, type Stop } from './consent-state.ts';
import { factsStated, isProven, lastContactStated, questionFor, regimeStated, type Stated } from './imported.ts';
import type { Question } from './shop-config.ts';
import { readUseClock } from './use-clock.ts';

const whole: Stated = {
  ...{ askedOn: '2025-05-31', means: 'web', text: 'Recevez nos nouveautés par e-mail.', source: 'boutique en ligne' },
  ...{ regime: 'opt-in', purchasedOn: null, audience: 'consumer' },
};
const question = (channel: Question['channel']) => ({ channel }) as Question;

function isTaken(stated: Partial<Stated>, channel: Question['channel'] = 'email', day = '2026-11-22', country = 'FR') {
  const all = { ...whole, ...stated };
  return isProven(all, factsStated(all, question(channel), country), day);
}

describe('what a list states as proof', () => {
  it('is enough when it says when, how, by which words, from where and under which regime', () => {
    expect(isTaken({})).toBe(true);
    expect(isTaken({}, 'phone')).toBe(true);
  });

  it.each(['askedOn', 'means', 'text', 'source', 'regime'] as const)('is not enough without %s', (part) => {
    expect(isTaken({ [part]: null })).toBe(false);
  });

  it('that nobody had objected is enough for nothing that an opt-in wants', () => {
    expect(isTaken({ regime: 'opt-out' })).toBe(false);
    expect(isTaken({ regime: 'opt-out' }, 'phone', '2026-08-10')).toBe(true);
    expect(isTaken({ regime: 'opt-out' }, 'phone', '2026-08-11')).toBe(false);
    expect(isTaken({ regime: 'opt-out', audience: 'professional' })).toBe(true);
    expect(regimeStated({ ...whole, regime: null })).toBe('opt-out');
  });

  it('rests a soft opt-in on a purchase, and only where the law knows one', () => {
    expect(isTaken({ regime: 'soft-opt-in' })).toBe(false);
    expect(isTaken({ regime: 'soft-opt-in', purchasedOn: '2025-05-31' })).toBe(true);
    expect(isTaken({ regime: 'soft-opt-in', purchasedOn: '2025-05-31' }, 'phone')).toBe(false);
    expect(isTaken({ purchasedOn: '2025-05-31', regime: 'opt-out' })).toBe(false);
  });
});

it('is taken for a yes to the question that asks such people in that way', () => {
  const named = (id: string, more: Partial<Question> = {}) =>
    ({ ...{ id, purpose: 'marketing', channel: 'email' }, ...more }) as Question;
  const questions = [
    named('news'),
    named('after-sale', { regime: 'soft-opt-in' }),
    named('firms', { audience: 'professional' }),
  ];
  const idFor = (stated: Partial<Stated>, channel: Question['channel'] = 'email') =>
    questionFor({ questions }, 'marketing', channel, { ...whole, ...stated })?.id;
  expect(idFor({})).toBe('news');
  expect(idFor({ regime: 'soft-opt-in' })).toBe('after-sale');
  expect(idFor({ regime: null })).toBe('news');
  expect(idFor({ audience: 'professional' })).toBe('firms');
  expect(idFor({}, 'sms')).toBeUndefined();
});

describe('the use clock of an import', () => {
  const grantOf = (stated: Partial<Stated>): Grant & { capturedAt: number } => ({
    ...{ event: 'e', question: 'q', purpose: 'marketing', channel: 'email', topics: [], asksConfirmation: false },
    ...{ regime: 'opt-in', forbiddenOn: null },
    ...{ frequency: { max: 1, per: 'month' }, capturedAt: lastContactStated({ ...whole, ...stated }, 'Europe/Paris') },
    custody: { chain: 'store:a#h', seq: 1, earliest: null, latest: Date.parse('2026-11-22T10:00:00Z') },
  });
  const acts: Acts = { grants: [], stops: [], caps: [], resolutions: [], restrictions: [] };
  const endOf = (stated: Partial<Stated>) => {
    const grant = grantOf(stated);
    const rules = { years: 3, timeZone: 'Europe/Paris' };
    return readUseClock(grant, { ...acts, grants: [grant] }, [], rules).endsOn;
  };

  it('starts from the day that is claimed or the last purchase, never from the import', () => {
    expect(endOf({})).toBe('2028-05-31');
    expect(endOf({ purchasedOn: '2026-01-15' })).toBe('2029-01-15');
    expect(endOf({ purchasedOn: '2024-01-15' })).toBe('2028-05-31');
    expect(endOf({ askedOn: null }) < '2026-11-22').toBe(true);
  });

  it('moves nobody else’s when it is unproven', () => {
    const other = { ...grantOf({ askedOn: '2023-12-01' }), event: 'other' };
    const later = { ...grantOf({ askedOn: '2026-10-01' }), isUnproven: true };
    const rules = { years: 3, timeZone: 'Europe/Paris' };
    const end = (grants: (typeof other)[]) => readUseClock(other, { ...acts, grants }, [], rules).endsOn;
    expect(end([other, later])).toBe('2026-12-01');
    expect(end([other, { ...later, isUnproven: false }])).toBe('2029-10-01');
  });
});

describe('an imported yes', () => {
  const grant: Grant = {
    ...{ event: 'e', question: 'q', purpose: 'marketing', channel: 'email', topics: [], asksConfirmation: false },
    ...{ regime: 'opt-in', forbiddenOn: null },
    frequency: { max: 1, per: 'month' },
    custody: { chain: 'store:a#hash', seq: 9, earliest: null, latest: 1000 },
  };
  const stopAt = (kind: Stop['kind'], chain: string, seq: number, at: number): Stop => ({
    ...{ kind, scope: kind === 'refusal' ? { purpose: 'marketing', channel: 'email' } : null },
    custody: { chain, seq, earliest: at, latest: at },
  });
  const statusWith = (stops: readonly Stop[], more: Partial<Grant> = {}) => {
    const one = { ...grant, ...more };
    return deriveGrantStatus(one, { grants: [one], stops, caps: [], resolutions: [], restrictions: [] });
  };

  it.each(['withdrawal', 'objection', 'refusal', 'erasure'] as const)(
    'is beaten by any %s, also by one that stands before it on the same store’s chain (D1)',
    (kind) => {
      const ended = kind === 'erasure' ? 'erased' : 'withdrawn';
      expect(statusWith([])).toBe('given');
      for (const stop of [
        stopAt(kind, 'store:a', 1, 0),
        stopAt(kind, 'tablet', 1, 0),
        stopAt(kind, 'store:a', 20, 5000),
      ])
        expect(statusWith([stop])).toBe(ended);
    },
  );

  it('has no effect where it is unproven, until a stop says more', () => {
    expect(statusWith([], { isUnproven: true })).toBe('unproven');
    expect(statusWith([stopAt('withdrawal', 'store:a', 1, 0)], { isUnproven: true })).toBe('withdrawn');
  });
});

it.each([
  'America/Martinique',
  'Pacific/Tahiti',
  'Europe/Paris',
  'Pacific/Noumea',
  'Pacific/Wallis',
  'Pacific/Kiritimati',
])('has its last contact on the day that is stated, also in %s', (timeZone) => {
  for (const askedOn of ['2025-05-31', '2025-12-31']) {
    const at = lastContactStated({ ...whole, askedOn }, timeZone);
    expect([businessDayAt(at, timeZone), businessDayAt(at, 'UTC')]).toEqual([askedOn, askedOn]);
  }
});
