// The browser's clock, timers, randomness and signals. Thin, so that everything behind it can be tested without a browser.
import type { Platform } from './platform.ts';

export const webPlatform: Platform = {
  now: () => Date.now(),
  // JavaScript counts minutes west of UTC; RFC 3339 counts east
  utcOffset: () => -new Date().getTimezoneOffset(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  newId: () => crypto.randomUUID(),
  random: () => Math.random(),
};

/** `online` and visible again: hints that a try may be worth it. */
export function onWake(wake: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const wakeIfVisible = () => document.visibilityState === 'visible' && wake();
  addEventListener('online', wake, { signal });
  document.addEventListener('visibilitychange', wakeIfVisible, { signal });
  return () => listening.abort();
}

/** Asks the browser never to evict the journal. */
export async function persist(): Promise<boolean> {
  return navigator.storage.persist();
}
