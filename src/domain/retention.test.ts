import { describe, expect, it } from 'vitest';
import type { Stop } from './consent-state.ts';
import type { Custody } from './custody.ts';
import type { AskedGrant } from './may-contact.ts';
import { factsAboutProspect } from './regime.ts';
import { planRetention, type RetainedActs } from './retention.ts';

const at = (day: string) => Date.parse(`${day}T10:00:00Z`);
const on = (day: string, seq = 1): Custody => ({ chain: 'tablet', seq, earliest: at(day), latest: at(day) });
const yesOn = (day: string, more: Partial<AskedGrant> = {}): AskedGrant => ({
  ...{ event: day, question: 'sms-events', purpose: 'marketing', channel: 'sms', topics: ['events'] },
  ...{ frequency: { max: 2, per: 'month' }, custody: on(day), capturedAt: at(day), asksConfirmation: false },
  ...{ regime: 'opt-in', forbiddenOn: null, facts: factsAboutProspect('FR', 'sms'), timeZone: 'Europe/Paris' },
  ...more,
});
const nothing: RetainedActs = {
  ...{ grants: [], stops: [], caps: [], resolutions: [], restrictions: [] },
  ...{ activities: [], lastUseAt: null },
};
const plan = (acts: Partial<RetainedActs>, today: string) => planRetention({ ...nothing, ...acts }, today);
const stopOn = (day: string, kind: Stop['kind'] = 'withdrawal'): Stop => ({ kind, scope: null, custody: on(day, 2) });
const yes = yesOn('2026-10-12');

describe('a yes that is used until its clock has run out', () => {
  it('goes to the archive on that very day, and leaves it five years later', () => {
    expect(plan({ grants: [yes] }, '2029-10-11').due).toBe('nothing');
    expect(plan({ grants: [yes] }, '2029-10-12')).toMatchObject({ due: 'archive', archivedUntil: '2034-10-12' });
    expect(plan({ grants: [yes] }, '2034-10-12').due).toBe('erase');
  });

  it('says why, by the rule, and when the person was last in touch', () => {
    expect(plan({ grants: [yes] }, '2029-10-12').consents[0]).toMatchObject({
      end: { because: 'use-clock', on: '2029-10-12' },
      ...{ lastContactOn: '2026-10-12', useYears: 3, rule: 'fr-electronic-prospect' },
      proof: { until: '2034-10-12', years: 5, isDuty: false },
    });
  });

  it('stays for as long as the person is in touch', () => {
    const activity = { at: at('2029-01-01'), knownAt: at('2029-01-01') };
    expect(plan({ grants: [yes], activities: [activity] }, '2029-10-12').due).toBe('nothing');
    expect(plan({ grants: [yes], activities: [activity] }, '2032-01-01')).toMatchObject({
      due: 'archive',
      archivedUntil: '2037-01-01',
    });
  });

  it('stays ended once that is recorded, also where the record came late', () => {
    const expired = {
      kind: 'expired',
      event: '2026-10-12',
      question: 'sms-events',
      custody: on('2029-12-24'),
    } as const;
    expect(plan({ grants: [yes], resolutions: [expired] }, '2029-12-25').consents[0]?.end).toEqual({
      because: 'use-clock',
      on: '2029-10-12',
    });
  });
});

describe('a yes that the person has ended', () => {
  it.each(['withdrawal', 'objection'] as const)('by a %s is at hand for 90 days, and proven for five years', (kind) => {
    const acts = { grants: [yes], stops: [stopOn('2027-01-01', kind)] };
    expect(plan(acts, '2027-03-31').due).toBe('nothing');
    expect(plan(acts, '2027-04-01')).toMatchObject({ due: 'archive', archivedUntil: '2032-01-01' });
    expect(plan(acts, '2032-01-01').due).toBe('erase');
  });

  it('counts from the first of several noes', () => {
    const acts = { grants: [yes], stops: [stopOn('2028-01-01'), stopOn('2027-01-01')] };
    expect(plan(acts, '2028-02-01').archivedUntil).toBe('2032-01-01');
  });

  it('topic by topic ends with the last of them', () => {
    const scope = { purpose: 'marketing', channel: 'sms', topics: ['events'] } as const;
    const stops: Stop[] = [{ kind: 'withdrawal', scope, custody: on('2027-01-01', 2) }];
    expect(plan({ grants: [yes], stops }, '2027-04-01').consents[0]?.end).toEqual({
      because: 'withdrawn',
      on: '2027-01-01',
    });
  });

  it('by an erasure proves nothing any more', () => {
    const acts = { grants: [yes], stops: [stopOn('2027-01-01', 'erasure')] };
    expect(plan(acts, '2027-04-01')).toMatchObject({ due: 'erase', archivedUntil: null });
  });
});

describe('a request that nobody has confirmed', () => {
  const email = { channel: 'email', question: 'email-news' } as const;
  const request = yesOn('2026-10-12', { ...email, asksConfirmation: true });
  const expired = { kind: 'expired', event: '2026-10-12', question: 'email-news', custody: on('2026-10-20') } as const;

  it('never goes to the archive: it proves nothing', () => {
    expect(plan({ grants: [request], resolutions: [expired] }, '2027-01-17').due).toBe('nothing');
    expect(plan({ grants: [request], resolutions: [expired] }, '2027-01-18').due).toBe('erase');
  });

  it('goes as soon where what asks for the confirmation is an earlier no, and keeps nothing beside it (D3)', () => {
    const objection = stopOn('2026-06-01', 'objection');
    const before = yesOn('2026-05-01', { ...email, custody: on('2026-05-01') });
    const again = { ...request, asksConfirmation: false, custody: on('2026-10-12', 3) };
    const acts = { grants: [before, again], stops: [objection], resolutions: [expired] };
    expect(plan(acts, '2027-01-17').due).toBe('nothing');
    expect(plan(acts, '2027-01-18')).toMatchObject({ due: 'archive', archivedUntil: '2031-06-01' });
    expect(plan({ ...acts, grants: [again] }, '2027-01-18')).toMatchObject({ due: 'erase', archivedUntil: null });
  });

  it('that had counted before the objection is proven', () => {
    const acts = { grants: [yesOn('2026-10-12', email)], stops: [stopOn('2027-01-01', 'objection')] };
    expect(plan(acts, '2027-04-01')).toMatchObject({ due: 'archive', archivedUntil: '2032-01-01' });
  });

  it('does not wait for ever where its expiry was never recorded', () => {
    expect(plan({ grants: [request] }, '2029-10-12')).toMatchObject({ due: 'erase', archivedUntil: null });
  });
});

describe('a yes that the law does not take', () => {
  it('goes after 90 days, and proves nothing', () => {
    const forbidden = yesOn('2026-10-12', { forbiddenOn: '2026-10-12' });
    expect(plan({ grants: [forbidden] }, '2027-01-09').due).toBe('nothing');
    expect(plan({ grants: [forbidden] }, '2027-01-10')).toMatchObject({ due: 'erase', archivedUntil: null });
  });
});

describe('what a list has brought without proof', () => {
  const listed = (claimedOn: string) =>
    yesOn('2026-10-12', {
      isUnproven: true,
      custody: { ...on('2026-10-12'), earliest: null },
      capturedAt: at(claimedOn),
    });

  it('waits for an answer until its clock has run out, and proves nothing', () => {
    expect(plan({ grants: [listed('2025-01-01')] }, '2027-12-31').due).toBe('nothing');
    expect(plan({ grants: [listed('2025-01-01')] }, '2028-01-01')).toMatchObject({ due: 'erase', archivedUntil: null });
  });

  it('waits 90 days where it is older, or nobody knows how old', () => {
    expect(plan({ grants: [listed('1970-01-01')] }, '2027-01-09').due).toBe('nothing');
    expect(plan({ grants: [listed('1970-01-01')] }, '2027-01-10').due).toBe('erase');
  });
});

describe('calls in Germany (UWG § 7a)', () => {
  const facts = factsAboutProspect('DE', 'phone');
  const call = yesOn('2026-10-12', { channel: 'phone', question: 'calls', facts, timeZone: 'Europe/Berlin' });

  it('are proven five years from the yes, as a duty, where nobody has asked whether they may call', () => {
    expect(plan({ grants: [call] }, '2029-10-12')).toMatchObject({
      ...{ due: 'archive', archivedUntil: '2031-10-12', dutyUntil: '2031-10-12' },
    });
  });

  it('are proven five years from the last time that somebody has asked', () => {
    expect(plan({ grants: [call], lastUseAt: at('2029-03-01') }, '2029-10-12').dutyUntil).toBe('2034-03-01');
  });

  it('are not proven for longer by a question after the end, which was answered by no', () => {
    expect(plan({ grants: [call], lastUseAt: at('2030-03-01') }, '2030-10-12').dutyUntil).toBe('2034-10-12');
  });
});

describe('of one address or number', () => {
  const calls = yesOn('2027-06-01', { event: 'later', channel: 'phone', question: 'calls' });
  const scope = { purpose: 'marketing', channel: 'sms' } as const;
  const acts = { grants: [yes, calls], stops: [{ kind: 'withdrawal', scope, custody: on('2027-01-01', 2) } as Stop] };

  it('nothing leaves while something of it runs', () => {
    expect(plan(acts, '2029-01-01').due).toBe('nothing');
  });

  it('a consent that is past both clocks goes by itself', () => {
    const activity = { at: at('2030-01-01'), knownAt: at('2028-01-01') };
    const past = (today: string) =>
      plan({ ...acts, activities: [activity] }, today).over.map(({ grant }) => grant.question);
    expect(past('2031-12-31')).toEqual([]);
    expect(past('2032-01-01')).toEqual(['sms-events']);
  });

  it('a consent that is past both clocks stays as a link in the chain of contacts that keeps another alive', () => {
    const first = yesOn('2024-06-01', { event: 'first', channel: 'phone', question: 'calls' });
    const activity = { at: at('2032-01-01'), knownAt: at('2028-01-01') };
    const chained = { ...acts, grants: [first, yes], activities: [activity] };
    expect(plan(chained, '2032-01-01')).toMatchObject({ due: 'nothing', over: [] });
    expect(plan({ ...chained, grants: [first] }, '2032-01-01').due).toBe('archive');
  });

  it('the archive keeps the longest proof', () => {
    expect(plan(acts, '2030-06-01')).toMatchObject({ due: 'archive', archivedUntil: '2035-06-01' });
  });
});

it('nothing goes while a restriction stands (GDPR 18)', () => {
  const restriction = { kind: 'restriction', contactPoint: 'one', custody: on('2027-01-01', 2) } as const;
  const restricted = plan({ grants: [yes], restrictions: [restriction] }, '2040-01-01');
  expect(restricted).toMatchObject({ due: 'nothing', isRestricted: true });
  const lifting = { kind: 'lifting', contactPoint: 'one', custody: on('2040-01-01', 3) } as const;
  expect(plan({ grants: [yes], restrictions: [restriction, lifting] }, '2040-01-01').due).toBe('erase');
});
