import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGrantStatus, type Stop } from './consent-state.ts';
import type { Custody } from './custody.ts';
import { DAY } from './instant.ts';
import { type AskedActs, type AskedGrant, type IntendedUse, mayContact } from './may-contact.ts';
import { factsAboutProspect } from './regime.ts';
import { regimes } from './rules/rule.ts';
import { anyActs } from './testing/any-acts.ts';

const at = (text: string) => Date.parse(text.includes('T') ? text : `${text}T10:00:00Z`);
let seq = 0;
const between = (earliest: string | null, latest: string): Custody => {
  seq += 1;
  return { chain: `chain-${seq}`, seq, earliest: earliest === null ? null : at(earliest), latest: at(latest) };
};
const on = (day: string) => between(day, day);

const yes = (custody: Custody, more: Partial<AskedGrant> = {}): AskedGrant => ({
  ...{ event: `event-${custody.seq}`, question: 'phone', purpose: 'marketing', channel: 'phone', topics: ['news'] },
  ...{ frequency: { max: 2, per: 'month' }, asksConfirmation: false, custody, capturedAt: custody.latest },
  ...{ regime: 'opt-in', forbiddenOn: null, facts: factsAboutProspect('FR', 'phone'), timeZone: 'Europe/Paris' },
  ...more,
});
const nothing: AskedActs = { grants: [], stops: [], caps: [], resolutions: [], restrictions: [], activities: [] };
const use = (day?: string, now = '2026-09-15'): IntendedUse => ({
  ...{ purpose: 'marketing', channel: 'phone', now: at(now), day, country: 'FR', timeZone: 'Europe/Paris' },
});
const judge = (acts: Partial<AskedActs>, day?: string, now?: string) => {
  const { answer, reason } = mayContact({ ...nothing, ...acts }, use(day, now));
  return `${answer}: ${reason}`;
};

describe('who could be called on 10 and on 11 August 2026, from the same acts', () => {
  const people: readonly [string, Partial<AskedActs>, string, string][] = [
    ['said yes in July', { grants: [yes(on('2026-07-01'))] }, 'yes: given', 'yes: given'],
    [
      'did not object in July',
      { grants: [yes(on('2026-07-01'), { regime: 'opt-out' })] },
      'yes: given',
      'no: forbidden',
    ],
    [
      'did not object at a sale in July',
      { grants: [yes(on('2026-07-01'), { regime: 'soft-opt-in' })] },
      'yes: given',
      'no: forbidden',
    ],
    [
      'did not object about a running contract',
      {
        grants: [
          yes(on('2026-07-01'), {
            regime: 'opt-out',
            facts: { ...factsAboutProspect('FR', 'phone'), runningContract: true },
          }),
        ],
      },
      'yes: given',
      'yes: given',
    ],
    ['said yes on 11 August', { grants: [yes(on('2026-08-11'))] }, 'no: not-asked', 'yes: given'],
    ['was never asked', {}, 'no: not-asked', 'no: not-asked'],
    [
      'said yes in July and took it back on 11 August',
      { grants: [yes(on('2026-07-01'))], stops: [{ kind: 'withdrawal', scope: null, custody: on('2026-08-11') }] },
      'yes: given',
      'no: withdrawn',
    ],
  ];

  it.each(people)('somebody who %s', (_, acts, before, since) => {
    expect(judge(acts, '2026-08-10')).toBe(before);
    expect(judge(acts, '2026-08-11')).toBe(since);
  });

  it('names the rule of the day and the law that forbids', () => {
    const acts = { ...nothing, grants: [yes(on('2026-07-01'), { regime: 'opt-out' })] };
    expect(mayContact(acts, use('2026-08-10'))).toMatchObject({
      ruling: { rule: { id: 'fr-phone-consumer-until-2026-08-10' } },
      forbiddenOn: null,
    });
    expect(mayContact(acts, use('2026-08-11'))).toMatchObject({
      ruling: { rule: { id: 'fr-phone-consumer-since-2026-08-11' } },
      forbiddenOn: '2026-08-11',
    });
  });
});

it('a tablet with July’s config, offline until September, counts nothing that the law forbids', () => {
  const custody = between('2026-07-01', '2026-09-01');
  const acts = { grants: [yes(custody, { regime: 'opt-out', capturedAt: at('2026-07-15') })] };
  expect(judge(acts)).toBe('no: forbidden');
  expect(judge(acts, '2026-08-10')).toBe('no: not-asked'); // nobody could know of it then
  expect(judge({ grants: [yes(custody)] })).toBe('yes: given');
});

describe('a past day', () => {
  const given = yes(on('2026-07-01'));

  it('knows a yes from the day on which it was received', () => {
    const late = { grants: [yes(between('2026-07-01', '2026-08-15'))] };
    expect(judge(late, '2026-08-14')).toBe('no: not-asked');
    expect(judge(late, '2026-08-15')).toBe('yes: given');
  });

  it('knows a no from the day on which it may have been said', () => {
    const stop: Stop = { kind: 'objection', scope: null, custody: between('2026-08-01', '2026-08-20') };
    expect(judge({ grants: [given], stops: [stop] }, '2026-07-31')).toBe('yes: given');
    expect(judge({ grants: [given], stops: [stop] }, '2026-08-01')).toBe('no: objected');
    const unproven = { ...stop, custody: { ...stop.custody, earliest: null } };
    expect(judge({ grants: [given], stops: [unproven] }, '2026-07-31')).toBe('no: objected');
  });

  it('knows a confirmation from the click on', () => {
    const request = yes(on('2026-07-01'), { channel: 'email', asksConfirmation: true });
    const confirmed = {
      kind: 'confirmed',
      event: request.event,
      question: 'phone',
      custody: on('2026-07-03'),
    } as const;
    const acts = { ...nothing, grants: [request], resolutions: [confirmed] };
    const email = (day: string) => mayContact(acts, { ...use(day), channel: 'email' });
    expect(email('2026-07-02')).toMatchObject({ answer: 'no', reason: 'requested' });
    expect(email('2026-07-03')).toMatchObject({
      answer: 'yes',
      proof: [{ seq: request.custody.seq }, { seq: confirmed.custody.seq }],
    });
  });

  it('knows a restriction while it stood', () => {
    const restrictions = [
      { kind: 'restriction', contactPoint: 'own', custody: on('2026-08-01') },
      { kind: 'lifting', contactPoint: 'own', custody: on('2026-08-20') },
    ] as const;
    const days = ['2026-07-31', '2026-08-01', '2026-08-19', '2026-08-20'];
    expect(days.map((day) => judge({ grants: [given], restrictions }, day))).toEqual([
      ...['yes: given', 'no: restricted', 'no: restricted', 'yes: given'],
    ]);
  });

  it('is one of the store’s own calendar', () => {
    const midnight = yes(between('2026-08-09T22:00:00Z', '2026-08-09T22:00:00Z')); // 10 August in Paris
    expect(judge({ grants: [midnight] }, '2026-08-09')).toBe('no: not-asked');
    expect(judge({ grants: [midnight] }, '2026-08-10')).toBe('yes: given');
  });
});

describe('the use clock', () => {
  const acts = { grants: [yes(on('2026-07-01'))] };

  it('ends a yes after three years without a word from the person', () => {
    expect(judge(acts, '2029-06-30')).toBe('yes: given');
    expect(judge(acts, '2029-07-01')).toBe('no: use-ended');
    expect(judge(acts, undefined, '2029-07-01')).toBe('no: use-ended');
  });

  it('is moved by an activity', () => {
    const activity = { at: at('2028-01-01'), knownAt: at('2028-01-01') };
    expect(judge({ ...acts, activities: [activity] }, '2030-12-31')).toBe('yes: given');
    expect(judge({ ...acts, activities: [activity] }, '2031-01-01')).toBe('no: use-ended');
  });
});

it('says of which topics and how often the yeses together allow, and rests on one that allows it', () => {
  const grants = [
    yes(on('2026-07-01'), { topics: ['news'] }),
    yes(on('2026-07-02'), { topics: ['offers'], frequency: { max: 4, per: 'month' } }),
    yes(on('2026-07-03'), { topics: ['events'], regime: 'opt-out' }),
  ];
  expect(mayContact({ ...nothing, grants }, use())).toMatchObject({
    answer: 'yes',
    choices: { topics: ['news', 'offers'], frequency: { max: 4, per: 'month' } },
    clock: { endsOn: '2029-07-03' }, // whatever was asked, they were in touch
  });
});

it.each<[Stop['kind'], string]>([
  ['withdrawal', 'no: withdrawn'],
  ['objection', 'no: objected'],
  ['refusal', 'no: refused'],
  ['erasure', 'no: erased'],
])('tells a %s of somebody who has said yes, and of somebody who has not', (kind, expected) => {
  const stop: Stop = { kind, scope: null, custody: on('2026-08-01') };
  expect(judge({ stops: [stop] })).toBe(expected);
  expect(judge({ grants: [yes(on('2026-07-01'))], stops: [stop] })).toBe(expected);
  expect(judge({ stops: [{ ...stop, scope: { purpose: 'marketing', channel: 'sms' } }] })).toBe('no: not-asked');
});

describe('whatever the acts', () => {
  const anyAskedActs = fc.tuple(anyActs, fc.constantFrom(...regimes)).map(([acts, regime]): AskedActs => {
    const stretch = ({ earliest, latest, ...custody }: Custody): Custody => ({
      ...{ ...custody, earliest: earliest === null ? null : at('2026-08-01') + earliest * DAY },
      latest: at('2026-08-01') + latest * DAY,
    });
    const stretched = <A extends { custody: Custody }>(some: readonly A[]) =>
      some.map((act) => ({ ...act, custody: stretch(act.custody) }));
    return {
      grants: stretched(acts.grants).map((grant) => ({
        ...{ ...grant, regime, capturedAt: grant.custody.latest, timeZone: 'Europe/Paris' },
        facts: factsAboutProspect('FR', grant.channel),
      })),
      ...{ stops: stretched(acts.stops), caps: stretched(acts.caps), resolutions: stretched(acts.resolutions) },
      ...{ restrictions: stretched(acts.restrictions), activities: [] },
    };
  });
  const inUse = { ...use(undefined, '2026-12-01'), channel: 'email' } as const;

  it('nothing is a yes today that no grant gives, and no opt-out is one by e-mail', () => {
    fc.assert(
      fc.property(anyAskedActs, (acts) => {
        const isYes = mayContact(acts, inUse).answer === 'yes';
        const expected = acts.grants.some(
          (grant) =>
            grant.purpose === 'marketing' &&
            grant.channel === 'email' &&
            deriveGrantStatus(grant, acts) === 'given' &&
            ['opt-in', 'separate-opt-in'].includes(grant.regime),
        );
        return isYes === expected;
      }),
    );
  });

  it('an activity, however it is dated, makes no yes of a no', () => {
    const anyInstant = fc.integer({ min: at('2020-01-01'), max: at('2040-01-01') });
    fc.assert(
      fc.property(anyAskedActs, anyInstant, anyInstant, (acts, now, reported) => {
        const later = { ...inUse, now };
        const activity = { at: Math.min(reported, now), knownAt: now };
        return (
          mayContact(acts, later).answer === 'yes' ||
          mayContact({ ...acts, activities: [activity] }, later).answer === 'no'
        );
      }),
    );
  });

  it('the order of the acts makes no difference', () => {
    fc.assert(
      fc.property(anyAskedActs, (acts) => {
        const { grants, stops, resolutions } = acts;
        const turned = {
          grants: grants.toReversed(),
          stops: stops.toReversed(),
          resolutions: resolutions.toReversed(),
        };
        const { proof: _, ...one } = mayContact(acts, inUse);
        const { proof: __, ...other } = mayContact({ ...acts, ...turned }, inUse);
        expect(other).toEqual(one);
      }),
    );
  });
});
