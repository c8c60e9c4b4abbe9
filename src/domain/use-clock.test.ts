import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cap } from './choices.ts';
import type { Acts } from './consent-state.ts';
import type { Custody } from './custody.ts';
import { DAY, HOUR, MINUTE } from './instant.ts';
import { addActivity, addYears, type DatedGrant, type PersonContact, readUseClock } from './use-clock.ts';

const at = (day: string) => Date.parse(`${day}T10:00:00Z`);
const custodyOn = (day: string, earliest: string | null = day): Custody => ({
  ...{ chain: 'tablet', seq: 1, latest: at(day) },
  earliest: earliest === null ? null : at(earliest),
});
const yesOf = (day: string, more: Partial<DatedGrant> = {}): DatedGrant => ({
  ...{ event: day, question: 'email-news', purpose: 'marketing', channel: 'email', topics: ['news'] },
  ...{ frequency: { max: 2, per: 'month' }, custody: custodyOn(day), capturedAt: at(day), asksConfirmation: false },
  ...{ regime: 'opt-in', forbiddenOn: null },
  ...more,
});
type DatedActs = Acts & { grants: readonly DatedGrant[] };
const nothing: DatedActs = { grants: [], stops: [], caps: [], resolutions: [], restrictions: [] };
const rules = { years: 3, timeZone: 'Europe/Paris' };
const endOf = (grant: DatedGrant, more: Partial<DatedActs> = {}, ...activities: PersonContact[]) =>
  readUseClock(grant, { ...nothing, grants: [grant], ...more }, activities, rules).endsOn;
const activityOn = (day: string, knownOn = day): PersonContact => ({ at: at(day), knownAt: at(knownOn) });

describe('a yes may be used', () => {
  const yes = yesOf('2026-10-12');

  it('for three years from when it was given', () => {
    expect(endOf(yes)).toBe('2029-10-12');
  });

  it('from the device’s own time within what is proven, however late it came', () => {
    const late = yesOf('2026-12-01', { custody: custodyOn('2026-12-01', '2026-10-01'), capturedAt: at('2026-10-12') });
    expect(endOf(late)).toBe('2029-10-12');
    expect(endOf({ ...late, capturedAt: at('2036-01-01') })).toBe('2029-12-01');
    expect(endOf({ ...late, capturedAt: at('2016-01-01') })).toBe('2029-10-01');
  });

  it('for longer after a confirmation, another yes, a choice on the page, an activity', () => {
    const resolution = { kind: 'confirmed', event: '2026-10-12', question: 'email-news' } as const;
    const scope = { purpose: 'marketing', channel: 'email' } as const;
    const on = custodyOn('2027-01-01');
    expect(endOf(yes, { resolutions: [{ ...resolution, custody: on }] })).toBe('2030-01-01');
    expect(endOf(yes, { grants: [yes, yesOf('2027-01-01')] })).toBe('2030-01-01');
    expect(endOf(yes, { caps: [{ ...scope, frequency: { max: 1, per: 'month' }, custody: on }] })).toBe('2030-01-01');
    const narrowing = { kind: 'withdrawal', scope: { ...scope, topics: ['news'] }, custody: on } as const;
    expect(endOf(yes, { stops: [narrowing] })).toBe('2030-01-01');
    expect(endOf(yes, {}, activityOn('2027-01-01'))).toBe('2030-01-01');
  });

  it('for no longer after an end of something, or a yes that nobody has confirmed', () => {
    const on = custodyOn('2027-01-01');
    expect(endOf(yes, { stops: [{ kind: 'withdrawal', scope: null, custody: on }] })).toBe('2029-10-12');
    expect(
      endOf(yes, { resolutions: [{ kind: 'expired', event: '2026-10-12', question: 'email-news', custody: on }] }),
    ).toBe('2029-10-12');
    expect(endOf(yes, { grants: [yes, yesOf('2027-01-01', { asksConfirmation: true })] })).toBe('2029-10-12');
    const custody = { ...custodyOn('2026-12-01'), chain: 'another' };
    const objection = { kind: 'objection', scope: null, custody } as const;
    expect(endOf(yes, { grants: [yes, yesOf('2027-01-01')], stops: [objection] })).toBe('2029-10-12');
  });

  it('no longer for a contact that is known only once the clock has run out: nothing makes a yes of a no', () => {
    expect(endOf(yes, {}, activityOn('2029-10-11'))).toBe('2032-10-11');
    expect(endOf(yes, {}, activityOn('2029-10-12'))).toBe('2029-10-12');
    expect(endOf(yes, {}, activityOn('2029-10-01', '2029-10-12'))).toBe('2029-10-12');
    expect(endOf(yes, { grants: [yes, yesOf('2030-01-01')] })).toBe('2029-10-12');
  });

  it('through a chain of contacts, whatever their order', () => {
    const chain = [yesOf('2032-01-01'), yesOf('2029-10-11'), yes];
    expect(endOf(yes, { grants: chain })).toBe('2035-01-01');
    expect(endOf(yes, { grants: chain.toReversed() })).toBe('2035-01-01');
  });
});

it('ends a yes of 29 February on the 28th', () => {
  expect(addYears('2028-02-29', 3)).toBe('2031-02-28');
  expect(addYears('2028-02-29', 4)).toBe('2032-02-29');
});

describe('a run of activity', () => {
  const add = (held: PersonContact | null, reportedAt: number, now: string) =>
    addActivity(held ? [held] : [], reportedAt, { now: at(now), tolerance: 2 * MINUTE, years: 3 });

  it('keeps the latest, and since when the run was known', () => {
    const first = add(null, at('2027-01-01'), '2027-01-02');
    expect(first).toEqual({ at: at('2027-01-01'), knownAt: at('2027-01-02') });
    expect(add(first ?? null, at('2028-01-01'), '2028-01-01')).toEqual({
      at: at('2028-01-01'),
      knownAt: at('2027-01-02'),
    });
  });

  it('changes nothing for an older one, or the same again', () => {
    const held = { at: at('2028-01-01'), knownAt: at('2027-01-02') };
    expect(add(held, at('2027-06-01'), '2028-02-01')).toBeUndefined();
    expect(add(held, at('2028-01-01'), '2028-02-01')).toBeUndefined();
  });

  it('takes a clock that is two minutes ahead for now, and believes nothing later', () => {
    const now = at('2028-01-01');
    expect(add(null, now + 2 * MINUTE, '2028-01-01')?.at).toBe(now);
    expect(add(null, now + 2 * MINUTE + 1, '2028-01-01')).toBeUndefined();
  });

  it('begins a new one beside it when the last has run out, or may have in some zone', () => {
    const held = { at: at('2027-01-01'), knownAt: at('2027-01-01') };
    for (const day of ['2029-12-31', '2030-01-01'])
      expect(add(held, at(day), day)).toEqual({ at: at(day), knownAt: at(day) });
    expect(add(held, at('2029-12-29'), '2029-12-29')?.knownAt).toBe(at('2027-01-01'));
  });

  it('takes in nothing that is older than any clock', () => {
    expect(add(null, at('2027-01-01'), '2030-01-05')).toBeUndefined();
  });

  it('counts as every single activity would, whatever else the person does meanwhile', () => {
    const act = fc.record({
      at: fc.integer({ min: 0, max: 5000 * 24 }).map((hours) => at('2026-10-12') + hours * HOUR),
      toldAfter: fc.constantFrom(0, 0, 30 * DAY, 1500 * DAY),
      isActivity: fc.boolean(),
    });
    const timeZone = fc.constantFrom('Europe/Paris', 'America/Martinique', 'Pacific/Noumea');
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), timeZone, (acts, zone) => {
        const yes = yesOf('2026-10-12');
        const caps: Cap[] = [];
        const single: PersonContact[] = [];
        let runs: PersonContact[] = [];
        for (const one of acts.toSorted((a, b) => a.at + a.toldAfter - b.at - b.toldAfter)) {
          const now = one.at + one.toldAfter;
          const custody = { chain: 'store', seq: 1, earliest: now, latest: now };
          const cap = { purpose: 'marketing', channel: 'email', frequency: { max: 1, per: 'year' }, custody } as const;
          if (!one.isActivity) caps.push(cap);
          if (!one.isActivity) continue;
          single.push({ at: one.at, knownAt: now });
          const next = addActivity(runs, one.at, { now, tolerance: 0, years: 3 });
          if (next) runs = [...runs.filter(({ knownAt }) => knownAt !== next.knownAt), next];
        }
        const clockBy = (activities: PersonContact[]) =>
          readUseClock(yes, { ...nothing, grants: [yes], caps }, activities, { years: 3, timeZone: zone });
        expect(clockBy(runs)).toEqual(clockBy(single));
      }),
      { numRuns: 1000 },
    );
  });
});
