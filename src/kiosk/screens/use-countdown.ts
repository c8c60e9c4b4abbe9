import { useEffect, useEffectEvent, useState } from 'react';
import { startStopwatch } from '../session/stopwatch.ts';

const SECOND = 1000;

/** Seconds left until `onEnd`, counted against the clock, so that a tablet that slept is not late. */
export function useCountdown(seconds: number, onEnd: () => void, now: () => number = Date.now): number {
  const [left, setLeft] = useState(seconds);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    const standing = startStopwatch(now);
    const timer = setInterval(() => {
      const rest = Math.ceil(seconds - standing.elapsed() / SECOND);
      if (rest <= 0) end();
      else setLeft(rest);
    }, SECOND / 4);
    return () => clearInterval(timer);
  }, [seconds, now]);
  return left;
}
