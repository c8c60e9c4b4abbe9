// What every spec starts from: a back end of its own, a mail server, and pages that must not break in silence.
import { type BrowserContext, test as base, expect } from '@playwright/test';
import { type SmtpInbox, startSmtpInbox } from '#server/mailer/testing/smtp-inbox.ts';
import { type BackEnd, startBackEnd } from './back-end.ts';
import { writeShopFile } from './shop-file.ts';
import { tabletOptions } from './tablet.ts';

export interface Options {
  /** `mailbox`: no mail server is named, so mails go to files, readable at /mailbox. */
  readonly mailTo: 'smtp' | 'mailbox';
}

export interface Fixtures {
  /** Path of a shop config: the sample shop's. */
  readonly shopConfig: string;
  readonly inbox: SmtpInbox;
  readonly backEnd: BackEnd;
}

export const test = base.extend<Options & Fixtures>({
  mailTo: ['smtp', { option: true }],
  viewport: tabletOptions.viewport,
  hasTouch: tabletOptions.hasTouch,
  locale: tabletOptions.locale,
  timezoneId: tabletOptions.timezoneId,
  contextOptions: { reducedMotion: tabletOptions.reducedMotion },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern
  shopConfig: async ({}, use) => {
    const file = await writeShopFile('fr');
    await use(file.path);
    await file.remove();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  inbox: async ({}, use) => {
    const inbox = await startSmtpInbox();
    await use(inbox);
    await inbox.stop();
  },

  backEnd: async ({ inbox, mailTo, shopConfig }, use) => {
    const backEnd = await startBackEnd({ SMTP_URL: mailTo === 'smtp' ? inbox.url : '', SHOP_CONFIG: shopConfig });
    await use(backEnd);
    await backEnd.end();
  },

  context: async ({ context }, use) => {
    const failures = watchForFailures(context);
    await use(context);
    expect(failures).toEqual([]);
  },
});

export { expect };

/** What breaks in a page without anybody seeing it: errors nobody caught, refusals by the Content-Security-Policy. */
export function watchForFailures(context: BrowserContext): readonly string[] {
  const failures: string[] = [];
  context.on('weberror', (error) => failures.push(String(error.error())));
  // a request that fails without a network is no failure of the page, nor that Playwright may not run in a mail's frame
  const expected = /^Failed to load resource|^Blocked script execution in .* sandboxed/;
  context.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) failures.push(message.text());
  });
  return failures;
}
