// What the tablet's screens are looked at on.
import type { Page } from '@playwright/test';

export interface ScreenSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export const lying: ScreenSize = { name: '1024×768', width: 1024, height: 768 };
export const upright: ScreenSize = { name: '768×1024', width: 768, height: 1024 };

/** A phone in the hand of the team is the last. */
export const screenSizes: readonly ScreenSize[] = [
  lying,
  upright,
  { name: '1280×800', width: 1280, height: 800 },
  { name: '800×1280', width: 800, height: 1280 },
  { name: '390×844', width: 390, height: 844 },
];

/** A tablet at a zoom of 200 %, either way round (WCAG 1.4.4). */
export const zoomed: readonly ScreenSize[] = [
  { name: '1024×768 at 200 %', width: 512, height: 384 },
  { name: '768×1024 at 200 %', width: 384, height: 512 },
];

/** Shows the page at each of the sizes, and leaves it as it was. */
export async function atEachSize(
  page: Page,
  sizes: readonly ScreenSize[],
  act: (size: ScreenSize) => Promise<void>,
): Promise<void> {
  const before = page.viewportSize() ?? lying;
  for (const size of sizes) {
    await page.setViewportSize(size);
    await act(size);
  }
  await page.setViewportSize(before);
}
