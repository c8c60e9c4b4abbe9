// An untouched screen is cleared. Counted against the clock, not in ticks: a tablet that slept wakes up to a clean screen.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';

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
  const touchedAt = useRef(0);
  const end = useEffectEvent(onEnd);

  const stay = useCallback(() => {
    touchedAt.current = now();
    setLeft(null);
  }, [now]);

  useEffect(() => {
    if (!active) return;
    stay();
    const tick = () => {
      const seconds = Math.ceil((touchedAt.current + (after + WARNING) * SECOND - now()) / SECOND);
      if (seconds <= 0) end();
      else if (seconds <= WARNING) setLeft(seconds);
    };
    // once the warning stands, only its own buttons and its scrim answer
    const touch = () => {
      if (touchedAt.current + after * SECOND > now()) touchedAt.current = now();
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
  }, [active, after, now, stay]);

  return { left, stay };
}
