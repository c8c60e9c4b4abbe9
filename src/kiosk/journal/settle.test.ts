import { describe, expect, it } from 'vitest';
import { HOUR } from '#domain/instant.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import type { Outcome } from '#protocol/sync.ts';
import { type Sent, type SyncState, settle } from './settle.ts';

const hashOf = (seq: number) => `hash-${seq}`;

const state = (change: Partial<SyncState> = {}): SyncState => ({
  mark: 0,
  apart: [],
  acknowledgement: '',
  skew: 0,
  syncedAt: 0,
  changesHeard: 0,
  milestones: [],
  restoredFrom: null,
  hasLost: false,
  ...change,
});

const sent = (mark: number, seqs: number[], noLongerHeld: Sent['noLongerHeld'] = []): Sent => ({
  mark,
  lines: seqs.map((seq) => [seq, `id-${seq}`, hashOf(seq)]),
  noLongerHeld,
});

const answer = (acknowledged: number[], expected: number, outcomes: Partial<Outcome>[] = [], serverTime = 0) => ({
  answer: {
    serverTime,
    expected,
    configDigest: '',
    deviceStatus: 'active' as const,
    outcomes: outcomes.map((o) => ({ hash: hashOf(o.seq ?? 0), outcome: 'quarantined', ...o }) as Outcome),
    changes: [],
    lastChange: 0,
    keys: { signing: [], sealing: {} as PublicKey },
  },
  acknowledgement: { device: 'tablet-1', request: '', answer: '', hashes: acknowledged.map(hashOf), receivedAt: 7 },
  jws: 'word',
  hash: 'hash-of-word',
  at: 0,
});

describe('settle', () => {
  it('moves the mark through what is acknowledged, and not past the first gap', () => {
    expect(settle(state(), sent(0, [1, 2, 3, 4]), answer([1, 2, 4], 5)).mark).toBe(2);
  });

  it('passes an event that could not be taken, and remembers it', () => {
    const bad = { seq: 2, reason: 'bytes-missing' };
    const settled = settle(state(), sent(0, [1, 2, 3]), answer([1, 3], 4, [bad]));
    expect(settled).toMatchObject({ mark: 3, apart: [{ ...bad, acknowledged: false }] });
  });

  it('believes no quarantine of other bytes', () => {
    const other = { seq: 1, hash: 'another', reason: 'bytes-missing' };
    expect(settle(state(), sent(0, [1]), answer([], 2, [other]))).toMatchObject({ mark: 0, apart: [] });
  });

  it('forgets an exception once it is acknowledged, and keeps counting it while it is held apart', () => {
    const before = state({ mark: 3, apart: [{ seq: 2, reason: 'bytes-missing', acknowledged: false }] });
    expect(settle(before, sent(3, [2]), answer([2], 4)).apart).toEqual([]);
    const apart = [{ seq: 2, reason: 'unpublished', acknowledged: true }];
    expect(settle(before, sent(3, [2]), answer([2], 4, [{ seq: 2, reason: 'unpublished' }])).apart).toEqual(apart);
  });

  it('passes what was declared lost only when the back end has booked it', () => {
    const declared = sent(0, [3], [[1, 2]]);
    expect(settle(state(), declared, answer([], 1)).mark).toBe(0);
    expect(settle(state(), declared, answer([3], 4))).toMatchObject({ mark: 3, hasLost: true });
  });

  it('goes back to where a restored back end waits, and raises the alarm until it has caught up', () => {
    const restored = settle(state({ mark: 9 }), sent(9, []), answer([], 4));
    expect(restored).toMatchObject({ mark: 3, restoredFrom: 9 });
    const half = settle(restored, sent(3, [4, 5, 6]), answer([4, 5, 6], 7));
    expect(half).toMatchObject({ mark: 6, restoredFrom: 9 });
    const whole = settle(half, sent(6, [7, 8, 9]), answer([7, 8, 9], 10));
    expect(whole).toMatchObject({ mark: 9, restoredFrom: null });
  });

  it('does not count as lost what a restored back end had once acknowledged', () => {
    const before = state({ mark: 3, restoredFrom: 5 });
    expect(settle(before, sent(3, [6], [[4, 5]]), answer([6], 7))).toMatchObject({ mark: 6, hasLost: false });
  });

  it('raises no alarm for an answer that was overtaken by another tab’s', () => {
    const settled = settle(state({ mark: 9 }), sent(5, [6]), answer([6], 7));
    expect(settled).toMatchObject({ mark: 9, restoredFrom: null });
  });

  it('notes once an hour how far the mark has come, by the back end’s clock', () => {
    const one = settle(state(), sent(0, [1]), answer([1], 2, [], 1000));
    const two = settle(one, sent(1, [2]), answer([2], 3, [], 2000));
    const three = settle(two, sent(2, [3]), answer([3], 4, [], 1000 + HOUR));
    expect(three.milestones).toEqual([
      { through: 2, at: 1000 },
      { through: 3, at: 1000 + HOUR },
    ]);
  });
});
