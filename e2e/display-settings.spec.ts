// What people set in their system for themselves, on every screen of the tablet: less motion, colours of their own, text of twice
// the size.
import type { Page } from '@playwright/test';
import { chapters } from './states/chapters.ts';
import { findMisfits } from './support/misfits.ts';
import { atEachSize, zoomed } from './support/screen-sizes.ts';
import { test } from './support/spoken.ts';
import { expect } from './support/test.ts';

test.use({ trace: 'off', spoken: 'fr' });

for (const { name, shop, walk } of chapters.filter(({ looks }) => !looks))
  test.describe(name, () => {
    test.use({ shop: shop ?? null });

    test('keeps still, stays legible in forced colours, and fits at 200 %', async ({ page, context, backEnd }) => {
      test.slow(); // some thirty screens
      const found: string[] = [];
      await walk({
        ...{ page, context, backEnd, spoken: 'fr' },
        async look(state, at = page, on) {
          if (on) return; // a paper
          const say = (problems: readonly string[]) => found.push(...problems.map((problem) => `${state}: ${problem}`));
          say(await findMotion(at));
          await at.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
          say(await findLostInForcedColours(at));
          await at.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
          await atEachSize(at, zoomed, async (size) => void say(await findMisfits(at, size)));
        },
      });
      expect(found).toEqual([]);
    });
  });

/** What moves although less motion is asked for, which all specs do. A screen that arrives takes no touch, and moves nothing. */
function findMotion(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')].flatMap((element) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
      const moves =
        (!['none', 'arrive'].includes(animationName) && animationDuration !== '0s') || /[1-9]/.test(transitionDuration);
      return moves ? [`${element.className} moves`] : [];
    }),
  );
}

/** The system takes the grounds away: a choice must still be seen, and where to touch. */
function findLostInForcedColours(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const groundOf = (element: Element) => getComputedStyle(element).backgroundColor;
    const lost: string[] = [];
    const halves = [...document.querySelectorAll('.pair-half')];
    const [chosen, free] = [true, false].map((isChosen) =>
      halves.filter((half) => half.matches(':has(:checked)') === isChosen).map(groundOf),
    ) as [string[], string[]];
    if (chosen.some((ground) => free.includes(ground))) lost.push('what is chosen looks like what is not');
    for (const control of document.querySelectorAll('.action, .pair-half'))
      if (getComputedStyle(control).borderTopWidth === '0px') lost.push(`"${control.textContent}" has no edge`);
    return lost;
  });
}
