// Every page a phone can get, and every mail, in each language, walked once with scripts off: what axe finds; whether it fits
// a small phone, also with text twice the size; whether a keyboard gets everywhere and one sees where it is.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from '@playwright/test';
import type { ParsedMail } from 'mailparser';
import { confirmLinkIn, expectFits, expectWholeWords, linksIn, listTabStops, phoneOptions } from './support/phone.ts';
import { expect, test, watchForFailures } from './support/test.ts';

test.use({ trace: 'off' }); // a picture of each of some hundred keystrokes takes longer than all the rest

/** Colours and order are the same in both: one is seen by day and walked by keyboard, the other is seen in dark mode. */
const walks = [
  ['fr', 'fr-FR', 'light'],
  ['en', 'en-GB', 'dark'],
] as const;

for (const [language, locale, colorScheme] of walks)
  test(`all pages and mails can be read and used by all (${language})`, async ({ backEnd, inbox, browser }) => {
    test.slow(); // some forty pages
    const EMAIL = 'camille@exemple.fr';
    const phone = await browser.newContext({ ...phoneOptions, locale, javaScriptEnabled: false });
    const failures = watchForFailures(phone);
    const page = await phone.newPage();
    const inspector = await openInspector(browser, backEnd.origin, colorScheme);
    const found: string[] = [];
    const look = async (name: string) => {
      await expectFits(page);
      await expectWholeWords(page);
      if (language === 'fr') {
        const { focusable, reached, unseen } = await listTabStops(page);
        if (reached.join() !== focusable.join()) found.push(`${name}: by keyboard ${reached} of ${focusable}`);
        for (const stop of unseen) found.push(`${name}: the focus cannot be seen on ${stop}`);
      }
      for (const barrier of await inspector.inspect(await page.content())) found.push(`${name}: ${barrier}`);
    };
    const open = async (name: string, path: string) => {
      await page.goto(new URL(path, backEnd.origin).href);
      await look(name);
    };
    const go = (target: Locator) => Promise.all([page.waitForEvent('load'), target.press('Enter')]);
    const press = async (name: string, target: Locator) => {
      await go(target);
      await look(name);
    };
    const act = (value: string) => page.locator(`button[value="${value}"]`);
    const send = page.locator('main form .action');
    const mail = async (index: number): Promise<ParsedMail> => {
      await expect.poll(() => inbox.mails.length).toBeGreaterThan(index);
      const received = inbox.mails[index] as ParsedMail;
      for (const barrier of await inspector.inspect(received.html || '', mailRules))
        found.push(`mail ${index}: ${barrier}`);
      return received;
    };
    const card = `/q/nantes?language=${language}`;

    await open('questions', card);
    await press('questions, unanswered', send);
    await page.locator('[value=yes]').first().check({ force: true });
    await page.locator('#email').fill('camille@');
    await press('questions, half an address', send);
    await page.locator('#email').fill(EMAIL);
    await press('one more step', send);
    await open('noted', `/q/nantes/noted?language=${language}`);
    await open('unknown code', '/q/lost');
    await open('counter card', `/q/nantes/card?language=${language}`);
    await open('cut link', '/confirm/lost');
    await open('unknown link', `/confirm/${'x'.repeat(43)}`);
    await open('unknown page of one’s own', `/preferences/${'x'.repeat(43)}`);
    await open('unknown unsubscribe link', '/unsubscribe/lost');
    await open('nothing', '/confirm');

    const asked = await mail(0);
    await open('notice', linksIn(asked).find((url) => url.includes('/notices/')) ?? '');
    await open('confirm', confirmLinkIn(asked));
    await press('confirmed', act('confirm'));
    await open('confirmed before', confirmLinkIn(asked));
    await press('choices', act('preferences'));
    const own = new URL(page.url()).pathname;
    await page.locator('.line [type=checkbox]').last().uncheck();
    await press('choices, saved', act('save'));
    await press('frozen', act('restrict'));
    await press('unfrozen', act('lift'));
    await page.locator('.line').nth(1).locator('[value=yes]').check({ force: true });
    await press('choices, something missing', act('save'));
    await open('receipt', `${own}/receipt`);
    await open('erasure', `${own}/erase`);
    const printed = await backEnd.admin('unsubscribe-url', EMAIL, 'marketing', 'email');
    const unsubscribe = printed.match(/https?:\/\/[^\s>]+/)?.[0] ?? '';
    await open('unsubscribe', unsubscribe);
    await page.goto(new URL(own, backEnd.origin).href);
    await press('all stopped', act('withdraw-all'));
    await press('objected', act('object'));
    await open('unsubscribed', unsubscribe);
    await mail(1); // that it has stopped

    await open('new link', '/preferences');
    await press('new link, refused', send);
    await page.getByRole('textbox').fill(EMAIL);
    await press('new link, sent', send);
    await mail(2);
    await open('erasure', `${own}/erase`);
    await press('erased', act('erase'));
    await open('a link of an erased address', confirmLinkIn(asked));

    await page.goto(`${backEnd.origin}${card}`);
    await page.locator('[value=yes]').first().check({ force: true });
    await page.locator('#email').fill('dominique@exemple.fr');
    await go(send);
    await page.goto(confirmLinkIn(await mail(3)));
    await press('it was not me', act('not-me'));
    expect(found).toEqual([]);
    expect(failures.filter((text) => !/40\d|410|422/.test(text))).toEqual([]);
    await inspector.close();
    await phone.close();
  });

/** A mail is a part of the mailbox's page, which has the landmarks. */
const mailRules = { 'landmark-one-main': { enabled: false }, region: { enabled: false } };

/** axe is a script: it sees the same markup in a browser that runs scripts. */
async function openInspector(browser: Browser, origin: string, colorScheme: 'light' | 'dark') {
  const context = await browser.newContext({ ...phoneOptions, colorScheme });
  const page: Page = await context.newPage();
  let body = '';
  await page.route(`${origin}/inspected`, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  return {
    close: () => context.close(),
    async inspect(html: string, rules: object = {}): Promise<readonly string[]> {
      body = html;
      await page.goto(`${origin}/inspected`);
      const axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true }, ...rules } });
      const { violations } = await axe.analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' · ')}`);
    },
  };
}
