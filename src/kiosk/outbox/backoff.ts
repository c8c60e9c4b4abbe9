// How long to wait after failures: exponential with full jitter, so that a shop's tablets do not knock in step when
// their network comes back.
import { MINUTE, SECOND } from '#domain/instant.ts';

const FIRST = SECOND;
const LONGEST = 5 * MINUTE;

/**
 * Milliseconds to wait.
 * @param failures in a row, at least 1
 * @param random [0, 1)
 * @param retryAfter what the back end asked for: never less than that, but no proxy can silence a tablet for hours
 */
export function backoff(failures: number, random: number, retryAfter: number | null): number {
  const jittered = random * Math.min(LONGEST, FIRST * 2 ** (failures - 1));
  return Math.max(jittered, Math.min(retryAfter ?? 0, 12 * LONGEST));
}
