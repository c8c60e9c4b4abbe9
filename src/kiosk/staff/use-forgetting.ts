// What was typed must not wait for the next person: it goes after two minutes without a touch. Counted against the clock,
// not in ticks, so that a tablet that slept has forgotten when it wakes.
import { useEffect, useEffectEvent, useState } from 'react';
import { MINUTE } from '#domain/instant.ts';
import { startStopwatch } from '../session/stopwatch.ts';

export const FORGET_AFTER = 2 * MINUTE;
/** The team's screens close, and the welcome screen stands there for the next shopper. */
export const LEAVE_AFTER = 3 * MINUTE;

/**
 * @param after milliseconds without a touch
 * @param now epoch milliseconds
 * @returns whether it has been forgotten, until something is touched
 */
export function useForgetting(forget: () => void, after = FORGET_AFTER, now: () => number = Date.now): boolean {
  const [forgotten, setForgotten] = useState(false);
  const end = useEffectEvent(forget);
  useEffect(() => {
    const untouched = startStopwatch(now);
    let done = false;
    const check = () => {
      if (done || untouched.elapsed() < after) return;
      done = true;
      end();
      setForgotten(true);
    };
    const touch = () => {
      check();
      untouched.restart();
      if (!done) return;
      done = false;
      setForgotten(false);
    };
    const timer = setInterval(check, 1000);
    document.addEventListener('visibilitychange', check);
    window.addEventListener('pointerdown', touch, true);
    window.addEventListener('keydown', touch, true);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
      window.removeEventListener('pointerdown', touch, true);
      window.removeEventListener('keydown', touch, true);
    };
  }, [after, now]);
  return forgotten;
}
