// What the rooms below the screens need from the machine: clock, timers and randomness. Injected, so that a test can
// own time; ./web.ts is the browser's.
import type { Instant } from '#domain/instant.ts';

export interface Platform {
  now(): Instant;
  /** Minutes east of UTC, as the device's clock is set. */
  utcOffset(): number;
  /** Runs once after that many milliseconds, unless the returned function is called first. */
  after(milliseconds: number, run: () => void): () => void;
  /** From a cryptographic source. */
  randomBytes(count: number): Uint8Array<ArrayBuffer>;
  newId(): string;
  /** [0, 1), for jitter only. */
  random(): number;
}
