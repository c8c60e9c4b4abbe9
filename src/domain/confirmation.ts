// Double opt-in: how a confirmation acts on the yes it confirms, and how long a request may wait.
import type { Grant } from './consent-state.ts';
import { type Custody, correctedInstant } from './custody.ts';
import { DAY, type Instant } from './instant.ts';
import type { ShopConfig } from './shop-config.ts';

type Policy = ShopConfig['confirmation'];

/**
 * D2: a confirmation has no time of its own. It makes the grant effective at the *grant's* time, so that a click at 11:00
 * cannot outlive a withdrawal of 10:30 that arrives at 18:00.
 */
export function custodyOfConfirmed(grant: Grant): Custody {
  return grant.custody;
}

/**
 * D4: a request that is older than the shop allows when it arrives is recorded as expired and sends nothing. What waits here
 * for a limit has arrived, and grows no older.
 */
export function isTooOldOnArrival(
  request: { readonly capturedAt: Instant; readonly skew: number; readonly custody: Custody },
  policy: Policy,
): boolean {
  const asked = correctedInstant(request.capturedAt, request.skew, request.custody);
  return request.custody.latest - asked > policy.maximumRequestAgeDays * DAY;
}

/** D4: expiry counts from the sending of the mail. */
export function confirmationExpiry(sentAt: Instant, policy: Policy): Instant {
  return sentAt + policy.expiresAfterDays * DAY;
}

const DEFAULT_WAIT_DAYS = 30;

/** How many days an address waits for its next confirmation mail after "it wasn't me" (D4). */
export function waitDaysAfterDisavowal({ waitAfterDisavowalDays = DEFAULT_WAIT_DAYS }: Policy): number {
  return waitAfterDisavowalDays;
}

/** When that wait is over. */
export function disavowalEnd(disavowedAt: Instant, policy: Policy): Instant {
  return disavowedAt + waitDaysAfterDisavowal(policy) * DAY;
}

/**
 * When the next mail may leave under one limit: at once, or when the oldest of the last `max` mails leaves the window.
 * @param sent instants of earlier mails, any order
 */
export function nextMailAt(now: Instant, sent: readonly Instant[], max: number, window: number): Instant {
  const recent = sent.filter((at) => at > now - window).sort((a, b) => b - a);
  const oldestThatCounts = recent[max - 1];
  return oldestThatCounts === undefined ? now : oldestThatCounts + window;
}
