import { describe, expect, it } from 'vitest';
import { enrolmentRequestSchema } from './enrolment.ts';
import { acknowledgementSchema, BATCH_LIMIT, syncRequestSchema, syncResponseSchema } from './sync.ts';

const digest = 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0';
const line = [1, '0b6e6a5c-3c1f-4a55-9a2a-6f9a0e6f2d11', digest];
const event = { seq: 1, payload: '{}', disclosures: [] };

const manifest = {
  device: 'tablet-a',
  lines: [line],
  noLongerHeld: [],
  head: { seq: 1, hash: digest },
  waiting: 1,
  sentAt: 1_795_304_659_000,
  appVersion: '0.1.0',
  changesHeard: 0,
};
const request = { manifest, events: [event] };
const withManifest = (more: object) => ({ ...request, manifest: { ...manifest, ...more } });

const response = {
  acknowledgement: '{}',
  serverTime: 1_795_304_659_000,
  expected: 2,
  configDigest: digest,
  deviceStatus: 'active',
  outcomes: [{ seq: 1, hash: digest, outcome: 'accepted' }],
  changes: [{ number: 1, event: 'event-1', question: 'email-news', change: 'confirmed' }],
  lastChange: 1,
};

describe('a batch', () => {
  it.each([
    ['one event', request],
    [
      'a heartbeat before the first event',
      { manifest: { ...manifest, lines: [], head: { seq: 0, hash: null }, waiting: 0 }, events: [] },
    ],
    ['a line without its event (B3)', { ...request, events: [] }],
    [
      'seqs no longer held (B2)',
      withManifest({
        noLongerHeld: [
          [1, 40],
          [42, 42],
        ],
      }),
    ],
    [
      '500 events',
      { manifest: { ...manifest, lines: Array(BATCH_LIMIT).fill(line) }, events: Array(BATCH_LIMIT).fill(event) },
    ],
    ['a clock before 1970', withManifest({ sentAt: -1 })],
  ])('is understood: %s', (_, batch) => {
    expect(syncRequestSchema.safeParse(batch).success).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['a list', [request]],
    ['501 lines', withManifest({ lines: Array(BATCH_LIMIT + 1).fill(line) })],
    ['501 events', { ...request, events: Array(BATCH_LIMIT + 1).fill(event) }],
    ['a seq of 0', withManifest({ lines: [[0, line[1], digest]] })],
    ['a seq as text', withManifest({ lines: [['1', line[1], digest]] })],
    ['half a line', withManifest({ lines: [[1, line[1]]] })],
    ['a hash in hexadecimal', withManifest({ lines: [[1, line[1], 'ab'.repeat(32)]] })],
    ['an id of 65 characters', withManifest({ lines: [[1, 'a'.repeat(65), digest]] })],
    ['a device of 65 characters', withManifest({ device: 'a'.repeat(65) })],
    ['a head below zero', withManifest({ head: { seq: -1, hash: null } })],
    ['no head (B11)', withManifest({ head: undefined })],
    ['a negative waiting count', withManifest({ waiting: -1 })],
    ['a payload that is not text', { ...request, events: [{ ...event, payload: {} }] }],
    ['an event without its disclosures', { ...request, events: [{ seq: 1, payload: '{}' }] }],
  ])('is not understood: %s', (_, batch) => {
    expect(syncRequestSchema.safeParse(batch).success).toBe(false);
  });
});

describe('an answer', () => {
  it('is understood, also with fields of a newer back end', () => {
    expect(syncResponseSchema.parse({ ...response, newer: true })).toEqual(response);
  });

  it.each([
    ['a captive portal’s JSON', { status: 'login' }],
    ['an unknown outcome', { ...response, outcomes: [{ seq: 1, hash: digest, outcome: 'lost' }] }],
    ['an outcome that echoes no hash (B4)', { ...response, outcomes: [{ seq: 1, outcome: 'accepted' }] }],
    ['an unknown change', { ...response, changes: [{ ...response.changes[0], change: 'granted' }] }],
    ['an unknown device status', { ...response, deviceStatus: 'gone' }],
    ['expected 0', { ...response, expected: 0 }],
  ])('is not understood: %s', (_, answer) => {
    expect(syncResponseSchema.safeParse(answer).success).toBe(false);
  });
});

describe('an acknowledgement', () => {
  it('names a device, whole hashes and an instant', () => {
    const acknowledgement = { device: 'tablet-a', hashes: [digest], receivedAt: 1 };
    expect(acknowledgementSchema.safeParse(acknowledgement).success).toBe(true);
    expect(acknowledgementSchema.safeParse({ ...acknowledgement, hashes: [digest.slice(1)] }).success).toBe(false);
    expect(acknowledgementSchema.safeParse({ ...acknowledgement, receivedAt: '1' }).success).toBe(false);
  });
});

describe('an enrolment', () => {
  it.each([
    ['abc', true],
    ['', false],
    ['a'.repeat(129), false],
  ])('with the code "%s" is understood: %s', (code, understood) => {
    expect(enrolmentRequestSchema.safeParse({ code }).success).toBe(understood);
  });
});
