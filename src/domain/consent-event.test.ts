import { describe, expect, it } from 'vitest';
import { deviceEventSchema, stopInQuarantineSchema } from './consent-event.ts';

const digest = 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0';

const placed = {
  schema: 1,
  id: '0b6e6a5c-3c1f-4a55-9a2a-6f9a0e6f2d11',
  chain: 'tablet-a',
  seq: 1,
  previous: null,
  capturedAt: '2026-11-21T18:07:09.123+01:00',
  store: 'nantes',
  timeZone: 'Europe/Paris',
  businessDay: '2026-11-21',
  till: 'caisse-1',
  device: 'tablet-a',
  appVersion: '0.1.0',
  lastAcknowledgement: digest,
  configDigest: digest,
  _sd: [digest],
  _sd_alg: 'sha-256',
  collector: 'shopper',
  locale: 'fr',
};

const answer = {
  question: 'email-news',
  purpose: 'marketing',
  channel: 'email',
  legalBasis: 'consent',
  answer: 'yes',
  initialState: 'unset',
  topics: ['offers'],
  frequency: { max: 2, per: 'month' },
};

const answersGiven = {
  ...placed,
  type: 'answers-given',
  noticeDigest: digest,
  questionSetDigest: digest,
  answers: [answer],
  answerLinkDigest: digest,
  supersedes: null,
};

const withdrawal = { ...placed, type: 'withdrawal', scope: null };

const accepts = (event: unknown) => deviceEventSchema.safeParse(event).success;

describe('an event from a device', () => {
  it.each([
    ['answers', answersGiven],
    ['a refusal, with no contact data and no link', { ...answersGiven, _sd: [], answerLinkDigest: null }],
    ['a withdrawal of all', withdrawal],
    [
      'an objection to one purpose and channel',
      { ...withdrawal, type: 'objection', scope: { purpose: 'marketing', channel: 'sms' } },
    ],
    ['the first event before any acknowledgement', { ...answersGiven, lastAcknowledgement: null }],
    ['a clock a year ahead', { ...answersGiven, capturedAt: '2027-11-21T18:07:09.123+01:00' }],
    ['a clock at its factory date', { ...answersGiven, capturedAt: '1970-01-01T00:00:12.000+00:00' }],
  ])('is read: %s', (_, event) => {
    expect(accepts(event)).toBe(true);
  });

  it.each([
    ['an unknown type', { ...answersGiven, type: 'confirmation' }],
    ['a newer schema', { ...answersGiven, schema: 3 }],
    ['a field too many, where contact data might hide', { ...answersGiven, email: 'camille@exemple.fr' }],
    ['a field too many in an answer', { ...answersGiven, answers: [{ ...answer, note: 'x' }] }],
    ['a preset answer', { ...answersGiven, answers: [{ ...answer, initialState: 'yes' }] }],
    ['neither yes nor no', { ...answersGiven, answers: [{ ...answer, answer: 'maybe' }] }],
    ['no answer', { ...answersGiven, answers: [] }],
    ['an unknown channel', { ...answersGiven, answers: [{ ...answer, channel: 'fax' }] }],
    ['an id that is no UUID', { ...answersGiven, id: '1' }],
    ['seq 0', { ...answersGiven, seq: 0 }],
    ['seq 1.5', { ...answersGiven, seq: 1.5 }],
    ['a digest of another length', { ...answersGiven, _sd: [digest.slice(1)] }],
    ['another hash for its disclosures', { ...answersGiven, _sd_alg: 'sha-512' }],
    ['a time without an offset', { ...answersGiven, capturedAt: '2026-11-21T18:07:09.123' }],
    ['a day that does not exist', { ...answersGiven, businessDay: '2026-02-29' }],
    ['a withdrawal with half a scope', { ...withdrawal, scope: { purpose: 'marketing' } }],
    ['a list', [answersGiven]],
    ['null', null],
  ])('is not read: %s', (_, event) => {
    expect(accepts(event)).toBe(false);
  });
});

describe('a stop in quarantine (B6)', () => {
  it('keeps its scope and its interval', () => {
    const scope = { purpose: 'marketing', channel: 'sms' } as const;
    const read = stopInQuarantineSchema.parse({ ...withdrawal, scope, schema: 9, unknown: true });
    expect(read).toEqual({ type: 'withdrawal', scope, lastAcknowledgement: digest, _sd: [digest] });
  });

  it.each([
    ['nothing else', { type: 'objection' }],
    ['a scope that nobody understands', { type: 'objection', scope: 'sms', lastAcknowledgement: 7, _sd: 'x' }],
    ['a channel of a newer app', { type: 'objection', scope: { purpose: 'marketing', channel: 'fax' } }],
  ])('ends all, when it holds %s', (_, event) => {
    expect(stopInQuarantineSchema.parse(event)).toEqual({
      type: 'objection',
      scope: null,
      lastAcknowledgement: null,
      _sd: [],
    });
  });

  it('is not made of a yes', () => {
    expect(stopInQuarantineSchema.safeParse(answersGiven).success).toBe(false);
  });
});
