// What does not fit a screen: what a person would see or miss with a finger, measured.
import type { Page } from '@playwright/test';
import type { ScreenSize } from './screen-sizes.ts';

/** Pixels of a target: anywhere, and where people answer. Ten keys in a row are narrower on a phone; zoomed, a pixel is two. */
const tablet = { least: 44, answers: 64, key: 44 };
const phone = { least: 44, answers: 52, key: 32 };
const zoom = { least: 22, answers: 32, key: 22 };

/** A shopper's screen is whole on a tablet; what the team reads may be longer. */
const shoppersScreen = '.screen, .welcome, .thanks, .hand-over';

/** E.g. `"Confirmer" is cut`. Scrolls, and scrolls back. */
export async function findMisfits(page: Page, { width, height, isPaper }: ScreenSize): Promise<string[]> {
  await settle(page);
  const targets = width >= 600 ? tablet : height < 600 ? zoom : phone;
  const whole = isPaper ? 'body' : targets === tablet ? shoppersScreen : null;
  const tooHigh = await page.evaluate((selector) => {
    const over = document.documentElement.scrollHeight - innerHeight;
    return selector && document.querySelector(selector) && over > 0 ? [`${over} px too high`] : [];
  }, whole);
  return isPaper ? tooHigh : [...tooHigh, ...(await findUnfitControls(page, targets))];
}

/** What has just come takes no touch, and may be faint. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

function findUnfitControls(page: Page, targets: typeof tablet): Promise<string[]> {
  return page.evaluate(({ least, answers, key }) => {
    const found: string[] = [];
    const nameOf = (element: Element) =>
      `"${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40) || element.className}"`;
    const { documentElement: root } = document;
    if (root.scrollWidth > innerWidth) found.push(`${root.scrollWidth} px wide`);

    // a link inside a sentence is as high as its line
    const controls = [
      ...document.querySelectorAll<HTMLElement>('button, a[href], .pair-half, .half, input.field, textarea, summary'),
    ].filter((one) => one.checkVisibility() && !one.closest('[inert]') && getComputedStyle(one).display !== 'inline');
    for (const control of controls) {
      control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
      // a training is drawn a little smaller, for its bar
      const scale = control.currentCSSZoom;
      const needed = (control.matches('.pair-half, .half, .action') ? answers : least) * scale;
      const isKey = control.closest('.keyboard-counter') !== null;
      if (height < needed - 0.5 || width < (isKey ? key * scale : needed) - 0.5)
        found.push(`${nameOf(control)} is ${Math.round(width)} × ${Math.round(height)}`);
      if (left < -0.5 || right > innerWidth + 0.5 || top < -0.5 || (bottom > innerHeight + 0.5 && height < innerHeight))
        found.push(`${nameOf(control)} is out of reach`);
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (!hit || !(control.contains(hit) || hit.contains(control))) found.push(`${nameOf(control)} is covered`);
      if (control.scrollWidth > control.clientWidth + 1 && control.tagName !== 'INPUT')
        found.push(`${nameOf(control)} is cut`);
    }

    for (const group of document.querySelectorAll('.pair')) {
      const halves = [...group.querySelectorAll('.pair-half, .half')].map((half) => half.getBoundingClientRect());
      const [yes, no] = halves;
      if (yes && no && (Math.abs(yes.width - no.width) > 1 || Math.abs(yes.height - no.height) > 1))
        found.push(`${nameOf(group)} has unequal halves`);
    }

    for (const label of document.querySelectorAll('h1, h2, button, .pair-half, .half, a.button')) {
      if (!label.checkVisibility()) continue;
      const texts = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode())
        for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          if (range.getClientRects().length > 1) found.push(`"${word}" is broken`);
        }
    }
    scrollTo(0, 0);
    return found;
  }, targets);
}
