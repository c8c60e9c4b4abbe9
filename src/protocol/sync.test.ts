import { describe, expect, it } from 'vitest';
import {
  acknowledgementSchema,
  BATCH_LIMIT,
  manifestSchema,
  signedAnswerSchema,
  syncAnswerSchema,
  syncRequestSchema,
} from './sync.ts';

const digest = 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0';
const line = [1, '0b6e6a5c-3c1f-4a55-9a2a-6f9a0e6f2d11', digest];
const event = { seq: 1, jws: 'e30.e30.c2ln', seal: null };
const key = { kty: 'EC', crv: 'P-256', x: digest, y: digest, kid: digest };

const manifest = {
  device: 'tablet-a',
  lines: [line],
  noLongerHeld: [],
  head: { seq: 1, hash: digest },
  waiting: 1,
  sentAt: 1_795_304_659_000,
  appVersion: '0.1.0',
  changesHeard: 0,
  sealingKey: digest,
};
const LAST = 2 ** 31 - 1;
const longest = {
  ...manifest,
  device: 'a'.repeat(64),
  lines: Array(BATCH_LIMIT).fill([LAST, 'a'.repeat(64), digest]),
  noLongerHeld: Array(BATCH_LIMIT).fill([LAST, LAST]),
};
const request = { manifest: 'e30.e30.c2ln', events: [event], acknowledgements: [] };

const answer = {
  serverTime: 1_795_304_659_000,
  expected: 2,
  configDigest: digest,
  deviceStatus: 'active',
  outcomes: [{ seq: 1, hash: digest, outcome: 'accepted' }],
  changes: [{ number: 1, event: 'event-1', question: 'email-news', change: 'confirmed' }],
  lastChange: 1,
  keys: { signing: [key], sealing: key },
};

describe('a manifest', () => {
  it.each([
    ['one event', {}],
    ['a heartbeat before the first event', { lines: [], head: { seq: 0, hash: null }, waiting: 0 }],
    [
      'seqs no longer held (B2)',
      {
        noLongerHeld: [
          [1, 40],
          [42, 42],
        ],
      },
    ],
    ['500 events', { lines: Array(BATCH_LIMIT).fill(line) }],
    ['a clock before 1970', { sentAt: -1 }],
  ])('is understood: %s', (_, change) => {
    expect(manifestSchema.safeParse({ ...manifest, ...change }).success).toBe(true);
  });

  it.each([
    ['501 lines', { lines: Array(BATCH_LIMIT + 1).fill(line) }],
    ['a seq of 0', { lines: [[0, line[1], digest]] }],
    ['a seq as text', { lines: [['1', line[1], digest]] }],
    ['half a line', { lines: [[1, line[1]]] }],
    ['a hash in hexadecimal', { lines: [[1, line[1], 'ab'.repeat(32)]] }],
    ['an id of 65 characters', { lines: [[1, 'a'.repeat(65), digest]] }],
    ['a device of 65 characters', { device: 'a'.repeat(65) }],
    ['a head below zero', { head: { seq: -1, hash: null } }],
    ['no head (B11)', { head: undefined }],
    ['a negative waiting count', { waiting: -1 }],
    ['no word on what it seals to (B5)', { sealingKey: undefined }],
  ])('is not understood: %s', (_, change) => {
    expect(manifestSchema.safeParse({ ...manifest, ...change }).success).toBe(false);
  });
});

describe('a batch', () => {
  it.each([
    ['one event', {}],
    ['contact data, sealed', { events: [{ ...event, seal: '{"ciphertext":"…"}' }] }],
    ['a line without its event (B3)', { events: [] }],
    ['500 events', { events: Array(BATCH_LIMIT).fill(event) }],
    ['words of before a restore (B8)', { acknowledgements: ['e30.e30.c2ln'] }],
    ['the longest manifest there can be', { manifest: `e30.${btoa(JSON.stringify(longest))}.c2ln` }],
  ])('is understood: %s', (_, change) => {
    expect(syncRequestSchema.safeParse({ ...request, ...change }).success).toBe(true);
  });

  it.each([
    ['a manifest that nobody has signed', { manifest }],
    ['a manifest that takes seconds to decode', { manifest: `e30.${'a'.repeat(1_000_000)}.c2ln` }],
    ['an endless older word', { acknowledgements: ['a'.repeat(64 * 1024 + 1)] }],
    ['501 events', { events: Array(BATCH_LIMIT + 1).fill(event) }],
    ['501 older words', { acknowledgements: Array(BATCH_LIMIT + 1).fill('e30.e30.c2ln') }],
    ['an event that is not text', { events: [{ ...event, jws: {} }] }],
    ['an event without a word on its seal', { events: [{ seq: 1, jws: event.jws }] }],
    ['an endless event', { events: [{ ...event, jws: 'a'.repeat(64 * 1024 + 1) }] }],
    ['an endless seal', { events: [{ ...event, seal: 'a'.repeat(16 * 1024 + 1) }] }],
  ])('is not understood: %s', (_, change) => {
    expect(syncRequestSchema.safeParse({ ...request, ...change }).success).toBe(false);
  });

  it.each(['{}', '[]', 'null'])('is not understood: %s', (text) => {
    expect(syncRequestSchema.safeParse(JSON.parse(text)).success).toBe(false);
  });
});

describe('an answer', () => {
  it('is understood, also with fields of a newer back end', () => {
    expect(syncAnswerSchema.parse({ ...answer, newer: true })).toEqual(answer);
  });

  it.each([
    ['a captive portal’s JSON', { status: 'login' }],
    ['an unknown outcome', { ...answer, outcomes: [{ seq: 1, hash: digest, outcome: 'lost' }] }],
    ['an outcome that echoes no hash (B4)', { ...answer, outcomes: [{ seq: 1, outcome: 'accepted' }] }],
    ['an unknown change', { ...answer, changes: [{ ...answer.changes[0], change: 'granted' }] }],
    ['an unknown device status', { ...answer, deviceStatus: 'gone' }],
    ['expected 0', { ...answer, expected: 0 }],
    ['no key to check it with', { ...answer, keys: { signing: [], sealing: key } }],
  ])('is not understood: %s', (_, other) => {
    expect(syncAnswerSchema.safeParse(other).success).toBe(false);
  });

  it('travels beside the word that vouches for it', () => {
    const signed = { acknowledgement: 'e30.e30.c2ln', answer: JSON.stringify(answer) };
    expect(signedAnswerSchema.safeParse(signed).success).toBe(true);
    expect(signedAnswerSchema.safeParse(answer).success).toBe(false);
  });
});

describe('an acknowledgement', () => {
  const word = { device: 'tablet-a', request: digest, answer: digest, hashes: [digest], receivedAt: 1 };

  it.each([
    ['as it is', {}, true],
    ['with half a hash', { hashes: [digest.slice(1)] }, false],
    ['with an instant as text', { receivedAt: '1' }, false],
    ['without what it answers', { request: undefined }, false],
    ['without its answer', { answer: undefined }, false],
  ])('is understood %s: %s', (_name, change, understood) => {
    expect(acknowledgementSchema.safeParse({ ...word, ...change }).success).toBe(understood);
  });
});
