// What screens, pages, mails and papers are looked at on.
import type { Page } from '@playwright/test';

export interface ScreenSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** In dark mode. */
  readonly isDark?: true;
  /** With the browser's text at twice the size. */
  readonly hasLargeText?: true;
  /** As it comes out of a printer. */
  readonly isPaper?: true;
}

/** What a kind of thing is looked at on: at each run of the tests, and as pictures. */
export interface Looks {
  readonly tested: readonly ScreenSize[];
  readonly pictured: readonly ScreenSize[];
  /** Down to its foot; a screen of the tablet does not scroll. */
  readonly isWhole?: true;
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

export const onTablet: Looks = { tested: [lying, upright], pictured: [...screenSizes, ...zoomed] };

const phone = { width: 360, height: 640 };
const [byDay, byNight] = [
  { name: 'phone', ...phone },
  { name: 'phone, dark', ...phone, isDark: true },
] as const satisfies ScreenSize[];
const large = { name: 'phone, text at 200 %', ...phone, hasLargeText: true } as const;

export const onPhone: Looks = {
  isWhole: true,
  tested: [byDay, { ...large, isDark: true }],
  pictured: [byDay, byNight, large, { name: 'on a desk', width: 900, height: 700 }],
};

export const asMail: Looks = {
  isWhole: true,
  tested: [byDay, { ...byNight, width: 320 }],
  pictured: [
    { name: 'wide', width: 700, height: 800 },
    { name: 'wide, dark', width: 700, height: 800, isDark: true },
    byDay,
    byNight,
  ],
};

/** Its pixels at 96 to the inch, without what a printer leaves free. */
const onPaper = (name: string, width: number, height: number): Looks => {
  const sheet = { name, width, height, isPaper: true } as const;
  return { tested: [sheet], pictured: [sheet], isWhole: true };
};
export const onA5 = onPaper('A5', 559, 794);
export const onA4 = onPaper('A4', 643, 971);
/** As long as it is. */
export const onRoll = onPaper('roll', 272, 1200);

/** Shows the page at each of the sizes, and leaves it as it was. */
export async function atEachSize(
  page: Page,
  sizes: readonly ScreenSize[],
  act: (size: ScreenSize) => Promise<void>,
): Promise<void> {
  const before = page.viewportSize() ?? lying;
  for (const size of sizes) {
    await set(page, size);
    await act(size);
  }
  await set(page, { name: '', ...before });
}

async function set(page: Page, { width, height, isDark, hasLargeText, isPaper }: ScreenSize): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light', media: isPaper ? 'print' : 'screen' });
  await page.evaluate(
    (size) => {
      document.documentElement.style.fontSize = size;
    },
    hasLargeText ? '200%' : '',
  );
}
