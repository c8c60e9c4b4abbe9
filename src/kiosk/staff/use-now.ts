import { useEffect, useState } from 'react';

/** The time of day for screens that tell how long ago something was: epoch milliseconds, at most ten seconds old. */
export function useNow(clock: () => number = Date.now): number {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), 10_000);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
