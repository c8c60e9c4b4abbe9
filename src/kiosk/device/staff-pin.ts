// The team's code: it keeps shoppers out of the team's screens, and guards nothing secret. A few digits are no match for somebody
// who has copied the storage; what they are a match for is a finger on the glass, whose tries are counted. Loaded only when
// somebody types one.
import { type Instant, MINUTE, SECOND } from '#domain/instant.ts';
import { fromBase64Url, toBase64Url } from '#protocol/digest.ts';
import type { SetPinResult, UnlockResult } from '../kiosk.ts';
import type { ClosingKey } from './closing-key.ts';
import { openClosingKey } from './closing-key.ts';

export interface StaffPin {
  readonly salt: string;
  /** PBKDF2 with SHA-512. */
  readonly hash: string;
  readonly iterations: number;
  /** Wrong tries since the last right one, each counted before it was judged. */
  readonly failed: number;
  readonly triedAt: Instant;
}

/** Where it is kept; undefined while there is none. */
export interface PinStorage {
  getStaffPin(): Promise<StaffPin | undefined>;
  putStaffPin(pin: StaffPin | undefined): Promise<void>;
}

/** What OWASP asks for with SHA-512. */
const ITERATIONS = 210_000;
const FORM = /^\d{4,8}$/;

const FREE_TRIES = 3;
const FIRST_WAIT = 30 * SECOND;
const LONGEST_WAIT = 15 * MINUTE;

/** Milliseconds until the next try after that many wrong ones: half a minute, one, two, four … */
export function waitAfter(failed: number): number {
  return failed < FREE_TRIES ? 0 : Math.min(FIRST_WAIT * 2 ** (failed - FREE_TRIES), LONGEST_WAIT);
}

export async function tryPin(storage: PinStorage, typed: string, now: Instant): Promise<UnlockResult> {
  const pin = await storage.getStaffPin();
  if (!pin) return { outcome: 'open' };
  const wait = remainingWait(pin, now);
  if (wait > 0) {
    // the clock was set back: the wait begins anew, by the clock that there is now
    if (now < pin.triedAt) await storage.putStaffPin({ ...pin, triedAt: now });
    return { outcome: 'wait', wait };
  }
  const tried = { ...pin, failed: pin.failed + 1, triedAt: now };
  await storage.putStaffPin(tried);
  if ((await hashPin(typed, pin)) !== pin.hash) return { outcome: 'wrong', wait: waitAfter(tried.failed) };
  await storage.putStaffPin({ ...pin, failed: 0 });
  return { outcome: 'open' };
}

function remainingWait({ failed, triedAt }: StaffPin, now: Instant): number {
  const wait = waitAfter(failed);
  return Math.min(Math.max(triedAt + wait - now, 0), wait);
}

/**
 * @param typed null: from now on there is none
 * @param iterations fewer only in tests
 */
export async function setPin(
  storage: PinStorage,
  closing: ClosingKey,
  passphrase: string,
  typed: string | null,
  randomBytes: (count: number) => Uint8Array<ArrayBuffer>,
  iterations = ITERATIONS,
): Promise<SetPinResult> {
  if (typed !== null && !FORM.test(typed)) return 'not-set';
  if (!(await openClosingKey(closing, passphrase))) return 'wrong-passphrase';
  if (typed === null) await storage.putStaffPin(undefined);
  else {
    const salt = toBase64Url(randomBytes(16));
    const hash = await hashPin(typed, { salt, iterations });
    await storage.putStaffPin({ salt, hash, iterations, failed: 0, triedAt: 0 });
  }
  return 'set';
}

async function hashPin(typed: string, { salt, iterations }: Pick<StaffPin, 'salt' | 'iterations'>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(typed), 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-512', salt: fromBase64Url(salt), iterations };
  return toBase64Url(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)));
}
