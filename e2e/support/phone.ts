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
