// Proof of time (protocol C). No clock is trusted: what is known of an event is where it stands in its chain and the
// interval between the acknowledgement it carries and its own receipt.
import { type Instant, MINUTE } from './instant.ts';

/** A clock this far off is worth a look (C3), milliseconds; no consent is refused for it (C1). */
export const NOTABLE_SKEW = 2 * MINUTE;

export interface Custody {
  readonly chain: string;
  readonly seq: number;
  /** receivedAt of the acknowledgement whose hash the event carries; null when it carries none that is known. */
  readonly earliest: Instant | null;
  /** receivedAt of the event itself. */
  readonly latest: Instant;
}

/** C2: `a` happened provably after `b`. Neither provable way round is the usual case between two tablets. */
export function isProvablyLater(a: Custody, b: Custody): boolean {
  if (a.chain === b.chain) return a.seq > b.seq;
  return a.earliest !== null && a.earliest > b.latest;
}

/**
 * C3: when a capture happened, for ages and limits only: the device's clock corrected by the last measured skew
 * (milliseconds the back end is ahead), clamped to the proven interval.
 */
export function correctedInstant(deviceInstant: Instant, skew: number, custody: Custody): Instant {
  return Math.min(Math.max(deviceInstant + skew, custody.earliest ?? -Infinity), custody.latest);
}
