// Taps and seconds of a journey: what it costs the person who makes it. Tests assert the taps; journey-reporter.ts prints both.
import { type Page, test } from '@playwright/test';

export const JOURNEY = 'journey';

export interface Journey {
  /** Besides the keys of a keyboard. */
  readonly taps: number;
  readonly keys: number;
}

/** @param name as it is printed at the end of the run */
export async function measureJourney(page: Page, name: string, act: () => Promise<void>): Promise<Journey> {
  await page.evaluate(() => {
    window.journey = { taps: 0, keys: 0 };
    window.countTouch ??= (() => {
      const count = ({ target }: Event) => {
        window.journey[(target as Element).closest('.hg-button, .pad, .pin-pad') ? 'keys' : 'taps'] += 1;
      };
      addEventListener('pointerdown', count, true);
      return count;
    })();
  });
  const startedAt = performance.now();
  await act();
  const seconds = (performance.now() - startedAt) / 1000;
  const { taps, keys } = await page.evaluate(() => window.journey);
  const typing = keys > 0 ? ` + ${keys} keys` : '';
  const description = `${name}: ${taps} ${taps === 1 ? 'tap' : 'taps'}${typing}, ${seconds.toFixed(1)} s`;
  test.info().annotations.push({ type: JOURNEY, description });
  return { taps, keys };
}

declare global {
  interface Window {
    journey: { taps: number; keys: number };
    countTouch?: (event: Event) => void;
  }
}
