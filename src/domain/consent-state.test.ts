import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cap } from './choices.ts';
import {
  type Acts,
  deriveConsentStates,
  deriveGrantStatus,
  deriveGrantStatuses,
  type Grant,
  type Resolution,
  type Stop,
} from './consent-state.ts';
import { type Custody, isProvablyLater } from './custody.ts';
import { HOUR, MINUTE } from './instant.ts';
import type { Restriction } from './restriction.ts';
import { anyActs, anyStop } from './testing/any-acts.ts';

/** `10:30` as an instant of some day. */
const clock = (text: string) => {
  const [hours, minutes] = text.split(':').map(Number) as [number, number];
  return hours * HOUR + minutes * MINUTE;
};

/** Taken by a device that had last heard from the back end at `earliest`, received at `latest`. */
const between = (earliest: string | null, latest: string, chain = 'tablet-a', seq = 1): Custody => ({
  chain,
  seq,
  earliest: earliest === null ? null : clock(earliest),
  latest: clock(latest),
});
const backEndAt = (instant: string, seq = 1) => between(instant, instant, 'store:nantes', seq);

const yes = (custody: Custody, more: Partial<Grant> = {}): Grant => ({
  event: 'event-1',
  question: 'email-news',
  purpose: 'marketing',
  channel: 'email',
  topics: ['news', 'events', 'offers'],
  frequency: { max: 2, per: 'month' },
  custody,
  asksConfirmation: false,
  regime: 'opt-in',
  forbiddenOn: null,
  ...more,
});
const stop = (kind: Stop['kind'], custody: Custody, scope: Stop['scope'] = null): Stop => ({ kind, custody, scope });
const resolved = (kind: Resolution['kind'], custody: Custody, more: Partial<Resolution> = {}): Resolution => ({
  kind,
  event: 'event-1',
  question: 'email-news',
  custody,
  ...more,
});

const nothing: Acts = { grants: [], stops: [], caps: [], resolutions: [], restrictions: [] };

function statusOf(grant: Grant, stops: Stop[] = [], resolutions: Resolution[] = []) {
  return deriveGrantStatus(grant, { ...nothing, grants: [grant], stops, resolutions });
}

describe('a yes against a stop (D1)', () => {
  it('counts when nothing stops it', () => {
    expect(statusOf(yes(between(null, '10:00')))).toBe('given');
  });

  it.each([
    [
      'stopped later on the same tablet',
      between('9:00', '18:00'),
      between('9:00', '18:00', 'tablet-a', 2),
      'withdrawn',
    ],
    [
      'given again later on the same tablet',
      between('9:00', '18:00', 'tablet-a', 2),
      between('9:00', '18:00'),
      'given',
    ],
    ['provably after the stop', between('11:55', '12:00'), between('10:00', '10:40', 'tablet-b'), 'given'],
    [
      'from an idle tablet, so not provably after',
      between('9:00', '12:00'),
      between('10:00', '10:40', 'tablet-b'),
      'withdrawn',
    ],
    ['before the stop was received', between('11:55', '12:00'), between('10:00', '18:00', 'tablet-b'), 'withdrawn'],
    ['imported, with no earliest', between(null, '12:00'), backEndAt('8:00'), 'withdrawn'],
    ['at the very instant of the stop', between('10:40', '12:00'), backEndAt('10:40'), 'withdrawn'],
  ])('%s', (_, grant, withdrawal, expected) => {
    expect(statusOf(yes(grant), [stop('withdrawal', withdrawal)])).toBe(expected);
  });

  it('must be provably later than every stop, whatever their order', () => {
    const grant = yes(between('12:00', '12:10'));
    const stops = [stop('withdrawal', backEndAt('11:00')), stop('withdrawal', between('9:00', '18:00', 'tablet-b'))];
    expect(statusOf(grant, stops)).toBe('withdrawn');
    expect(statusOf(grant, stops.toReversed())).toBe('withdrawn');
  });

  it.each([
    [{ purpose: 'marketing', channel: 'email' }, 'withdrawn'],
    [{ purpose: 'marketing', channel: 'sms' }, 'given'],
    [{ purpose: 'loyalty', channel: 'email' }, 'given'],
    [null, 'withdrawn'],
  ] as const)('is reached by a stop of %j: %s', (scope, expected) => {
    expect(statusOf(yes(between('9:00', '10:00')), [stop('withdrawal', backEndAt('11:00'), scope)])).toBe(expected);
  });

  it('is ended by a refusal beside the same address, and may be given again without a confirmation', () => {
    const refusal = stop('refusal', backEndAt('11:00'), { purpose: 'marketing', channel: 'email' });
    expect(statusOf(yes(between('9:00', '10:00')), [refusal])).toBe('withdrawn');
    expect(statusOf(yes(between('11:30', '12:00')), [refusal])).toBe('given');
  });

  it('says erased when an erasure stands beside a withdrawal', () => {
    const stops = [stop('withdrawal', backEndAt('11:00')), stop('erasure', backEndAt('12:00', 2))];
    expect(statusOf(yes(between('9:00', '10:00')), stops)).toBe('erased');
  });
});

describe('a confirmation (D2)', () => {
  const request = yes(between('9:50', '10:00'), { asksConfirmation: true });
  const click = resolved('confirmed', backEndAt('11:00'));

  it('makes its request count', () => {
    expect(statusOf(request)).toBe('requested');
    expect(statusOf(request, [], [click])).toBe('given');
  });

  it('confirms no other question and no other event', () => {
    expect(statusOf(request, [], [resolved('confirmed', backEndAt('11:00'), { question: 'other' })])).toBe('requested');
    expect(statusOf(request, [], [resolved('confirmed', backEndAt('11:00'), { event: 'other' })])).toBe('requested');
  });

  it('has no time of its own: a withdrawal of 10:30 that arrives at 18:00 kills it', () => {
    const withdrawal = stop('withdrawal', between('10:20', '18:00', 'tablet-b'));
    expect(statusOf(request, [withdrawal], [click])).toBe('withdrawn');
  });

  it('revives nothing that was withdrawn before the click', () => {
    expect(statusOf(request, [stop('withdrawal', backEndAt('10:30'))], [click])).toBe('withdrawn');
  });

  it.each(['expired', 'disavowed'] as const)('does not undo that the request is %s', (kind) => {
    const end = resolved(kind, backEndAt('12:00'));
    expect(statusOf(request, [], [click, end])).toBe(kind);
    expect(statusOf(request, [], [end, click])).toBe(kind);
  });
});

describe('a yes after an objection (D3)', () => {
  const objection = stop('objection', backEndAt('10:00'));
  const later = between('11:00', '11:10');

  it('awaits a confirmation although its question asks for none', () => {
    expect(statusOf(yes(later), [objection])).toBe('requested');
    expect(statusOf(yes(later), [objection], [resolved('confirmed', backEndAt('12:00'))])).toBe('given');
  });

  it('does not count when the objection is not provably earlier, confirmed or not', () => {
    const late = stop('objection', between('9:00', '18:00', 'tablet-b'));
    expect(statusOf(yes(later), [late])).toBe('withdrawn');
    expect(statusOf(yes(later), [late], [resolved('confirmed', backEndAt('12:00'))])).toBe('withdrawn');
  });

  it('needs none when the objection was to something else', () => {
    const other = stop('objection', backEndAt('10:00'), { purpose: 'loyalty', channel: 'email' });
    expect(statusOf(yes(later), [other])).toBe('given');
  });

  it.each(['sms', 'phone'] as const)('cannot be confirmed for %s by a link in a mail (D5)', (channel) => {
    const confirmed = [resolved('confirmed', backEndAt('12:00'))];
    expect(statusOf(yes(later, { channel }), [objection], confirmed)).toBe('unconfirmable');
    expect(statusOf(yes(later, { channel, asksConfirmation: true }), [], confirmed)).toBe('unconfirmable');
    expect(statusOf(yes(later, { channel }))).toBe('given');
  });
});

describe('the state of each purpose and channel', () => {
  it('is the best that any of its grants can show', () => {
    const grants = [
      yes(between('9:00', '10:00')),
      yes(between('11:00', '12:00'), { event: 'event-2', custody: between('11:00', '12:00', 'tablet-b') }),
      yes(between('9:00', '10:00'), { question: 'sms-events', channel: 'sms' }),
    ];
    const acts = { ...nothing, grants, stops: [stop('withdrawal', backEndAt('10:30'))] };
    expect(deriveConsentStates(acts)).toMatchObject([
      { purpose: 'marketing', channel: 'email', event: 'event-2', question: 'email-news', status: 'given' },
      { purpose: 'marketing', channel: 'sms', event: 'event-1', question: 'sms-events', status: 'withdrawn' },
    ]);
  });

  it('is empty for somebody who never said yes', () => {
    expect(deriveConsentStates({ ...nothing, stops: [stop('objection', backEndAt('10:00'))] })).toEqual([]);
  });
});

describe('topics (D11) and frequency (D12)', () => {
  const early = yes(between('9:00', '10:00'));
  const scope = { purpose: 'marketing', channel: 'email' } as const;
  const without = (topics: string[], custody: Custody) => stop('withdrawal', custody, { ...scope, topics });
  const cap = (max: number, custody: Custody): Cap => ({ ...scope, frequency: { max, per: 'year' }, custody });
  const stateOf = (acts: Partial<Acts>) => deriveConsentStates({ ...nothing, grants: [early], ...acts })[0];

  it('a topic that was taken away is gone, and the rest stands', () => {
    expect(stateOf({ stops: [without(['offers'], backEndAt('11:00'))] })).toMatchObject({
      status: 'given',
      topics: ['events', 'news'],
    });
  });

  it('all topics taken away, one after the other, is a withdrawal', () => {
    const stops = [without(['offers', 'news'], backEndAt('11:00')), without(['events'], backEndAt('12:00', 2))];
    expect(stateOf({ stops })).toMatchObject({ status: 'withdrawn' });
  });

  it('a yes brings a topic back only when it is provably later', () => {
    const stops = [without(['offers'], backEndAt('11:00'))];
    const again = (custody: Custody) => yes(custody, { event: 'event-2', topics: ['news', 'offers'] });
    const idle = again(between('9:00', '12:00', 'tablet-b'));
    expect(stateOf({ grants: [early, idle], stops })?.topics).toEqual(['events', 'news']);
    const later = again(between('11:30', '12:00', 'tablet-b'));
    expect(stateOf({ grants: [early, later], stops })?.topics).toEqual(['events', 'news', 'offers']);
  });

  it('less often bounds each yes that is not provably later, and the lowest wins', () => {
    const caps = [cap(4, backEndAt('11:00')), cap(6, backEndAt('12:00', 2))];
    expect(stateOf({ caps })?.frequency).toEqual({ max: 4, per: 'year' });
    const later = yes(between('12:30', '13:00', 'tablet-b'), { event: 'event-2' });
    expect(stateOf({ grants: [early, later], caps })?.frequency).toEqual({ max: 2, per: 'month' });
  });

  it('concern one purpose and channel only', () => {
    const other = { ...scope, channel: 'sms' } as const;
    const stops = [stop('withdrawal', backEndAt('11:00'), { ...other, topics: ['offers'] })];
    const caps = [{ ...cap(1, backEndAt('11:00')), ...other }];
    expect(stateOf({ stops, caps })).toMatchObject({
      topics: ['events', 'news', 'offers'],
      frequency: early.frequency,
    });
  });
});

describe('a restriction (D13)', () => {
  const act = (kind: Restriction['kind'], custody: Custody, contactPoint = 'own') => ({ kind, custody, contactPoint });
  const freeze = act('restriction', backEndAt('11:00'));
  const under = (restrictions: Restriction[], more: Partial<Acts> = {}) => {
    const grant = yes(between('9:00', '10:00'), { asksConfirmation: more.resolutions !== undefined });
    return deriveGrantStatus(grant, { ...nothing, ...more, restrictions });
  };

  it('keeps a yes from being used, whenever it was said, until it is lifted', () => {
    expect(under([freeze])).toBe('restricted');
    const later = yes(between('12:00', '13:00'));
    expect(deriveGrantStatus(later, { ...nothing, restrictions: [freeze] })).toBe('restricted');
    expect(under([freeze, act('lifting', backEndAt('12:00', 2))])).toBe('given');
  });

  it('stands again when it is asked for again', () => {
    const lifting = act('lifting', backEndAt('12:00', 2));
    expect(under([freeze, lifting, act('restriction', backEndAt('13:00', 3))])).toBe('restricted');
  });

  it('is lifted for whom it was asked', () => {
    expect(under([freeze, act('lifting', backEndAt('12:00', 2), 'beside')])).toBe('restricted');
  });

  it('leaves a no what it is, and lets a request be confirmed, to be used once it is lifted', () => {
    expect(under([freeze], { stops: [stop('withdrawal', backEndAt('12:00', 2))] })).toBe('withdrawn');
    expect(under([freeze], { resolutions: [] })).toBe('requested');
    expect(under([freeze], { resolutions: [resolved('confirmed', backEndAt('12:00', 2))] })).toBe('restricted');
  });
});

describe('for all histories', () => {
  /** Each topic of what is given, for each number of messages a year that it covers. */
  const givenIn = (acts: Acts) =>
    deriveConsentStates(acts).flatMap(({ status, purpose, channel, topics, frequency }) =>
      status === 'given'
        ? topics.flatMap((topic) =>
            Array.from(
              { length: frequency.max * { week: 52, month: 12, year: 1 }[frequency.per] },
              (_, i) => `${purpose} ${channel} ${topic} ${i}`,
            ),
          )
        : [],
    );

  it('the state does not depend on the order of the acts', () => {
    const shuffled = anyActs.chain((acts) =>
      fc.record({
        acts: fc.constant(acts),
        grants: shuffle(acts.grants),
        stops: shuffle(acts.stops),
        caps: shuffle(acts.caps),
        resolutions: shuffle(acts.resolutions),
        restrictions: shuffle(acts.restrictions),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ acts, ...other }) => {
        expect(deriveConsentStates(other)).toEqual(deriveConsentStates(acts));
        expect(deriveGrantStatuses(other)).toEqual(other.grants.map((grant) => deriveGrantStatus(grant, acts)));
      }),
    );
  });

  it('a later receipt never turns a no into a yes', () => {
    const delayed = fc.record({
      acts: anyActs,
      kind: fc.constantFrom('grants', 'stops', 'caps', 'resolutions'),
      delay: fc.nat(20),
    });
    fc.assert(
      fc.property(delayed, fc.nat(), ({ acts, kind, delay }, pick) => {
        const list = acts[kind as keyof Acts];
        const widened = list.map((act, i) =>
          i === pick % list.length ? { ...act, custody: { ...act.custody, latest: act.custody.latest + delay } } : act,
        );
        const before = givenIn(acts);
        expect(before).toEqual(expect.arrayContaining(givenIn({ ...acts, [kind]: widened })));
      }),
    );
  });

  it('one more stop never turns a no into a yes', () => {
    fc.assert(
      fc.property(anyActs, anyStop, (acts, more) => {
        expect(givenIn(acts)).toEqual(expect.arrayContaining(givenIn({ ...acts, stops: [...acts.stops, more] })));
      }),
    );
  });

  it('a yes that counts is provably later than every stop of it', () => {
    fc.assert(
      fc.property(anyActs, (acts) => {
        const stopsOf = (grant: Grant) =>
          acts.stops.filter(
            ({ scope }) =>
              !scope || (scope.purpose === grant.purpose && scope.channel === grant.channel && !scope.topics),
          );
        for (const grant of acts.grants)
          if (deriveGrantStatus(grant, acts) === 'given')
            for (const { custody } of stopsOf(grant)) expect(isProvablyLater(grant.custody, custody)).toBe(true);
      }),
    );
  });

  function shuffle<T>(items: readonly T[]): fc.Arbitrary<T[]> {
    return fc.shuffledSubarray([...items], { minLength: items.length });
  }
});
