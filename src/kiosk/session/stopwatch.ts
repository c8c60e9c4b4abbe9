// How long ago something was. By the clock, not in ticks, so that a tablet that slept knows; and a clock that is set back
// begins again at most once, instead of adding hours.

export interface Stopwatch {
  restart(): void;
  /** Milliseconds; never less than none. */
  elapsed(): number;
}

/** @param now epoch milliseconds */
export function startStopwatch(now: () => number = Date.now): Stopwatch {
  let startedAt = now();
  return {
    restart() {
      startedAt = now();
    },
    elapsed() {
      startedAt = Math.min(startedAt, now());
      return now() - startedAt;
    },
  };
}
