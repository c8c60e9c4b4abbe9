import { describe, expect, it } from 'vitest';
import type { KioskStatus } from '../kiosk.ts';
import { createFakeKiosk } from '../testing/fake-kiosk.ts';
import { judgeStatus } from './judge-status.ts';

const HOUR = 3_600_000;
const NOW = 1000 * HOUR;
const judge = (some: Partial<KioskStatus>) => judgeStatus(createFakeKiosk({ status: some }).getStatus(), NOW);
const waitingFor = (hours: number) => ({ waiting: 1, oldestWaitingAt: NOW - hours * HOUR });

describe('judgeStatus', () => {
  it.each<[Partial<KioskStatus>, string, string]>([
    [{}, 'ready', 'ready'],
    [{ online: null }, 'starting', 'starting'],
    [{ online: null, ...waitingFor(1) }, 'starting', 'starting'],
    [{ online: null, ...waitingFor(72) }, 'check', 'late'],
    [{ online: false }, 'offline', 'offline'],
    [{ online: false, ...waitingFor(1) }, 'offline', 'waiting'],
    [{ online: true, ...waitingFor(0) }, 'ready', 'sending'],
    [{ online: false, ...waitingFor(72) }, 'check', 'late'],
    [{ toCheck: 1, ...waitingFor(72) }, 'check', 'check'],
    [{ stopped: 'device', toCheck: 1 }, 'check', 'stopped'],
  ])('%j is %s, %s', (some, chip, verdict) => {
    expect(judge(some)).toMatchObject({ chip, verdict });
  });

  it.each([
    [23.9, 'fine'],
    [24, 'amber'],
    [71.9, 'amber'],
    [72, 'red'],
  ])('an answer that waits for %d hours is %s', (hours, oldest) => {
    expect(judge(waitingFor(hours)).oldest).toBe(oldest);
  });

  it.each([
    [null, 'unknown'],
    [120_000, 'right'],
    [120_001, 'slow'],
    [-120_001, 'fast'],
  ])('a back end %j ms ahead means that this clock is %s', (skew, clock) => {
    expect(judge({ skew }).clock).toBe(clock);
  });

  it('takes a clock that was set back for no wait at all', () => {
    expect(judge(waitingFor(-5)).oldestAge).toBe(0);
  });
});
