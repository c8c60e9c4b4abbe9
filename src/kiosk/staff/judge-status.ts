// What the tablet's state means for the team: one verdict for the chip and the sentence, from the facts alone.
import { NOTABLE_SKEW } from '#domain/custody.ts';
import { HOUR } from '#domain/instant.ts';
import type { KioskStatus } from '#kiosk/kiosk.ts';
import type { StatusKind } from '#ui/status-chip.tsx';

/** How long an answer may wait for the network before it is amber, then red. */
const AMBER = 24 * HOUR;
const RED = 72 * HOUR;

/** `starting`: the back end has not been asked yet, and what waits may not have been counted. */
export type Verdict = 'starting' | 'stopped' | 'check' | 'late' | 'sending' | 'waiting' | 'offline' | 'ready';

export interface Judgement {
  readonly chip: StatusKind;
  readonly verdict: Verdict;
  readonly oldestAge: number | null;
  readonly oldest: 'fine' | 'amber' | 'red';
  readonly clock: 'right' | 'fast' | 'slow' | 'unknown';
}

/** @param now epoch milliseconds */
export function judgeStatus(status: KioskStatus, now: number): Judgement {
  const oldestAge = status.oldestWaitingAt === null ? null : Math.max(now - status.oldestWaitingAt, 0);
  const oldest = oldestAge === null || oldestAge < AMBER ? 'fine' : oldestAge < RED ? 'amber' : 'red';
  const verdict = verdictOf(status, oldest === 'red');
  return {
    chip: chipOf(verdict, status.online),
    verdict,
    oldestAge,
    oldest,
    clock: clockOf(status.skew),
  };
}

function chipOf(verdict: Verdict, online: boolean | null): StatusKind {
  if (verdict === 'stopped' || verdict === 'check' || verdict === 'late') return 'check';
  if (online === null) return 'starting';
  return online ? 'ready' : 'offline';
}

function verdictOf(status: KioskStatus, late: boolean): Verdict {
  if (status.stopped !== null) return 'stopped';
  if (status.toCheck > 0) return 'check';
  if (late) return 'late';
  if (status.online === null) return 'starting';
  if (status.waiting > 0) return status.online === true ? 'sending' : 'waiting';
  return status.online ? 'ready' : 'offline';
}

/** The back end's clock is ahead: this one is slow. */
function clockOf(skew: number | null): Judgement['clock'] {
  if (skew === null) return 'unknown';
  if (Math.abs(skew) <= NOTABLE_SKEW) return 'right';
  return skew > 0 ? 'slow' : 'fast';
}
