// Arbitrary acts of one person (fast-check): few chains, events and instants, so that they meet often.
import fc from 'fast-check';
import type { Cap } from '../choices.ts';
import type { Acts, Grant, Resolution, Stop } from '../consent-state.ts';
import type { Custody } from '../custody.ts';
import type { Frequency } from '../frequency.ts';
import type { Restriction } from '../restriction.ts';
import { regimes } from '../rules/rule.ts';

export const anyCustody: fc.Arbitrary<Custody> = fc
  .record({
    chain: fc.constantFrom('tablet-a', 'tablet-b', 'store:nantes'),
    seq: fc.integer({ min: 1, max: 6 }),
    earliest: fc.option(fc.integer({ min: 0, max: 20 })),
    duration: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ duration, ...custody }) => ({ ...custody, latest: (custody.earliest ?? 0) + duration }));

const key = {
  event: fc.constantFrom('event-1', 'event-2', 'event-3'),
  question: fc.constantFrom('question-1', 'question-2'),
};
const scope = {
  purpose: fc.constantFrom('marketing', 'loyalty'),
  channel: fc.constantFrom('email' as const, 'sms' as const),
};

const topics = ['news', 'events', 'offers'];
const anyFrequency: fc.Arbitrary<Frequency> = fc.record({
  max: fc.integer({ min: 1, max: 12 }),
  per: fc.constantFrom('month' as const, 'year' as const),
});

export const anyGrant: fc.Arbitrary<Grant> = fc.record({
  ...key,
  ...scope,
  topics: fc.subarray(topics, { minLength: 1 }),
  frequency: anyFrequency,
  custody: anyCustody,
  asksConfirmation: fc.boolean(),
  regime: fc.constantFrom(...regimes),
  forbiddenOn: fc.option(fc.constant('2026-08-11'), { freq: 8 }),
});

export const anyStop: fc.Arbitrary<Stop> = fc.record({
  kind: fc.constantFrom('withdrawal' as const, 'objection' as const, 'erasure' as const, 'refusal' as const),
  scope: fc.option(fc.record(scope)),
  custody: anyCustody,
});

/** Some topics of one purpose and channel. */
const anyNarrowing: fc.Arbitrary<Stop> = fc.record({
  kind: fc.constant('withdrawal' as const),
  scope: fc.record({ ...scope, topics: fc.subarray(topics, { minLength: 1 }) }),
  custody: anyCustody,
});

const anyCap: fc.Arbitrary<Cap> = fc.record({ ...scope, frequency: anyFrequency, custody: anyCustody });

const anyRestriction: fc.Arbitrary<Restriction> = fc.record({
  kind: fc.constantFrom('restriction' as const, 'lifting' as const),
  contactPoint: fc.constantFrom('own', 'beside'),
  custody: anyCustody,
});

const anyResolution: fc.Arbitrary<Resolution> = fc.record({
  kind: fc.constantFrom('confirmed' as const, 'expired' as const, 'disavowed' as const),
  ...key,
  custody: anyCustody,
});

export const anyActs: fc.Arbitrary<Acts> = fc.record({
  grants: fc.array(anyGrant, { minLength: 1, maxLength: 4 }),
  stops: fc.array(fc.oneof(anyStop, anyNarrowing), { maxLength: 3 }),
  caps: fc.array(anyCap, { maxLength: 2 }),
  resolutions: fc.array(anyResolution, { maxLength: 3 }),
  restrictions: fc.array(anyRestriction, { maxLength: 2 }),
});
