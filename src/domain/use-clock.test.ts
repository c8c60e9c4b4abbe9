import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Acts } from './consent-state.ts';
import type { Custody } from './custody.ts';
import { MINUTE } from './instant.ts';
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
const endOf = (grant: DatedGrant, more: Partial<DatedActs> = {}, activity: PersonContact | null = null) =>
  readUseClock(grant, { ...nothing, grants: [grant], ...more }, activity, rules).endsOn;
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

describe('the one row of activity', () => {
  const add = (held: PersonContact | null, reportedAt: number, now: string) =>
    addActivity(held, reportedAt, { now: at(now), tolerance: 2 * MINUTE, years: 3 });

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

  it('begins a new run once the old one has run out', () => {
    const held = { at: at('2027-01-01'), knownAt: at('2027-01-01') };
    expect(add(held, at('2030-01-01'), '2030-01-01')?.knownAt).toBe(at('2030-01-01'));
    expect(add(held, at('2029-12-31'), '2029-12-31')?.knownAt).toBe(at('2027-01-01'));
  });

  it('counts as every single activity would, day after day', () => {
    const day = fc.integer({ min: 0, max: 5000 }).map((days) => at('2026-10-12') + days * 86_400_000);
    const sorted = fc.array(day, { maxLength: 12 }).map((days) => days.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(sorted, (reports) => {
        const yes = yesOf('2026-10-12', { capturedAt: at('2026-10-12') });
        let run: PersonContact | null = null;
        let grants: DatedGrant[] = [yes];
        for (const now of reports) {
          run = addActivity(run, now, { now, tolerance: 0, years: 3 }) ?? run;
          const custody = { ...custodyOn('2026-10-12'), earliest: now, latest: now };
          grants = [...grants, { ...yes, custody, capturedAt: now }];
        }
        const utc = { ...rules, timeZone: 'UTC' };
        const byRun = readUseClock(yes, { ...nothing, grants: [yes] }, run, utc);
        const byAll = readUseClock(yes, { ...nothing, grants }, null, utc);
        // a run that was broken is forgotten, so it may end sooner and never later; today they agree
        const today = new Date(reports.at(-1) ?? at('2026-10-12')).toISOString().slice(0, 10);
        expect(byRun.endsOn <= byAll.endsOn).toBe(true);
        expect(today < byRun.endsOn).toBe(today < byAll.endsOn);
      }),
    );
  });
});
