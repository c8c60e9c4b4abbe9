// An untouched screen is cleared. Counted against the clock, not in ticks: a tablet that slept wakes up to a clean screen.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { startStopwatch } from './stopwatch.ts';

const SECOND = 1000;
export const IDLE_AFTER = 30;
/** Who reads here while they answer on their phone touches nothing. */
export const IDLE_AFTER_HAND_OVER = 165;
export const WARNING = 15;

/**
 * @param after seconds without a touch until the warning
 * @param now epoch milliseconds
 * @returns the seconds left once the warning stands, else null; and what continues the visit
 */
export function useIdle(active: boolean, onEnd: () => void, after = IDLE_AFTER, now: () => number = Date.now) {
  const [left, setLeft] = useState<number | null>(null);
  const untouched = useRef(startStopwatch(now));
  const end = useEffectEvent(onEnd);

  const stay = useCallback(() => {
    untouched.current.restart();
    setLeft(null);
  }, []);

  useEffect(() => {
    if (!active) return;
    stay();
    const tick = () => {
      const seconds = Math.ceil(after + WARNING - untouched.current.elapsed() / SECOND);
      if (seconds <= 0) end();
      else if (seconds <= WARNING) setLeft(seconds);
    };
    // once the warning stands, only its own buttons and its scrim answer
    const touch = () => {
      if (untouched.current.elapsed() < after * SECOND) untouched.current.restart();
    };
    const timer = setInterval(tick, SECOND / 4);
    document.addEventListener('visibilitychange', tick);
    window.addEventListener('pointerdown', touch, true);
    window.addEventListener('keydown', touch, true);
    return () => {
      setLeft(null);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
      window.removeEventListener('pointerdown', touch, true);
      window.removeEventListener('keydown', touch, true);
    };
  }, [active, after, stay]);

  return { left, stay };
}
