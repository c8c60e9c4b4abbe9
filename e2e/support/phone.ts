// The shopper's own phone: the mail, and the pages behind its links.
import { type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { ParsedMail } from 'mailparser';

export const phoneOptions = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
  locale: 'fr-FR',
  timezoneId: 'Europe/Paris',
} satisfies BrowserContextOptions;

/** Every link of the mail, in either part, once. */
export function linksIn(mail: ParsedMail | undefined): readonly string[] {
  const parts = `${mail?.text ?? ''}\n${mail?.html || ''}`;
  return [...new Set(parts.match(/https?:\/\/[^\s"'<>]+/g))];
}

export function confirmLinkIn(mail: ParsedMail | undefined): string {
  const link = linksIn(mail).find((url) => url.includes('/confirm/'));
  if (!link) throw new Error('no confirmation link in the mail');
  return link;
}

/** No page scrolls sideways at 360 px, nor with text twice the size (WCAG 1.4.4, 1.4.10). */
export async function expectFits(page: Page): Promise<void> {
  for (const size of ['', '200%']) {
    const width = await page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
      return document.documentElement.scrollWidth;
    }, size);
    expect(width).toBeLessThanOrEqual(phoneOptions.viewport.width);
  }
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
}

/** Where the Tab key stops from the top of the page on, of what it should stop at; and where the focus is hidden, or not marked. */
export async function listTabStops(page: Page) {
  const focusable = await page.evaluate(() => {
    const isFirstOfGroup = (one: HTMLInputElement) => {
      const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')];
      const mine = group.filter(({ name }) => name === one.name);
      const chosen = mine.find(({ checked }) => checked);
      // without one chosen, the browser stops at the first
      return one === (chosen ?? mine[0]);
    };
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, summary, textarea, iframe, input:not([type=hidden])',
    );
    const list = [...all].filter(
      (one) =>
        one.checkVisibility() && (one.getAttribute('type') !== 'radio' || isFirstOfGroup(one as HTMLInputElement)),
    );
    list.forEach((one, index) => {
      one.dataset.stop = `${index}`;
    });
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    getSelection()?.removeAllRanges();
    return list.map((_, index) => index);
  });
  const reached: number[] = [];
  const unseen: string[] = [];
  await page.mouse.click(1, 1); // so that the next Tab starts at the top
  for (const expected of focusable) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const marked = focused.closest('label') ?? focused;
      const styles = [focused, marked, focused.nextElementSibling ?? focused].map((one) => getComputedStyle(one));
      // what is in a frame marks its own
      const isMarked = focused.tagName === 'IFRAME' || styles.some(({ boxShadow }) => boxShadow !== 'none');
      const { left, top, width, height } = focused.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      const isCovered = !hit || !(marked.contains(hit) || hit.contains(focused));
      return {
        index: Number(focused.dataset.stop ?? -1),
        text: focused.outerHTML.slice(0, 100),
        isSeen: isMarked && !isCovered,
      };
    });
    reached.push(stop.index);
    if (!stop.isSeen) unseen.push(stop.text);
    if (stop.index !== expected) break;
  }
  return { focusable, reached, unseen };
}
