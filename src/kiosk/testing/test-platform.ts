// A platform whose clock a test moves by hand, and whose randomness repeats.
import type { Instant } from '#domain/instant.ts';
import type { Platform } from '../device/platform.ts';

export interface TestPlatform extends Platform {
  /** Moves the clock and runs what falls due, in order. */
  advance(milliseconds: number): void;
  /** Sets the clock without running anything, backwards too: what a person or the network does to a tablet's clock. */
  setClock(now: Instant): void;
  /** How long each timer that is still waiting has to go. */
  timers(): number[];
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export interface TestPlatformOptions {
  readonly seed?: number;
  readonly now?: Instant;
  /** Minutes east of UTC. */
  readonly utcOffset?: number;
}

export function createTestPlatform(options: TestPlatformOptions = {}): TestPlatform {
  const { seed = 1, utcOffset = 60 } = options;
  const random = createRandom(seed);
  let now = options.now ?? Date.parse('2026-11-21T10:00:00Z');
  // timers run on a clock of their own, which nobody can set
  let elapsed = 0;
  const timers = new Set<Timer>();
  const byte = () => Math.floor(random() * 256);
  const hex = (bytes: number) => Array.from({ length: bytes }, () => byte().toString(16).padStart(2, '0')).join('');

  return {
    now: () => now,
    utcOffset: () => utcOffset,
    after(milliseconds, run) {
      const timer = { at: elapsed + milliseconds, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    randomBytes: (count) => Uint8Array.from({ length: count }, byte),
    newId: () => `${hex(4)}-${hex(2)}-4${hex(2).slice(1)}-8${hex(2).slice(1)}-${hex(6)}`,
    random,
    advance(milliseconds) {
      const end = elapsed + milliseconds;
      for (;;) {
        const due = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        const at = due?.at ?? end;
        now += at - elapsed;
        elapsed = at;
        if (!due) return;
        timers.delete(due);
        due.run();
      }
    },
    setClock(instant) {
      now = instant;
    },
    timers: () => [...timers].map((timer) => timer.at - elapsed).sort((a, b) => a - b),
  };
}

/** mulberry32: small, and good enough for tests. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
