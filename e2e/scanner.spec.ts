// Mail scanners open every link, with HEAD and with whole browsers, and run scripts. None of it is a person's answer (E3).
import type { APIRequestContext, Browser } from '@playwright/test';
import type { ParsedMail } from 'mailparser';
import { confirmLinkIn, linksIn, phoneOptions } from './support/phone.ts';
import { acceptEmail, button, confirm, enrol, expectThanks, heading } from './support/tablet.ts';
import { expect, test, watchForFailures } from './support/test.ts';

test('opening every link of the first mail in every way changes nothing; the button confirms', async ({
  backEnd,
  inbox,
  page,
  browser,
  request,
}) => {
  await enrol(page, await backEnd.enrolmentLink());
  await acceptEmail(page, 'camille@exemple.fr');
  await confirm(page);
  await expectThanks(page);
  await expect
    .poll(() => backEnd.query("select state from jobs where kind = 'confirmation.send'"))
    .toEqual([{ state: 'done' }]);
  await page.close(); // so that no heartbeat of the tablet moves anything

  const before = backEnd.dump();
  const links = linksIn(inbox.mails[0]);
  expect(links.map((link) => new URL(link).pathname.split('/')[1])).toEqual(['confirm', 'notices']);
  for (const link of links) await scan(request, link);
  await look(browser, links);
  expect(backEnd.dump()).toEqual(before);

  const link = confirmLinkIn(inbox.mails[0]);
  await test.step("a form of somebody else's page is refused", async () => {
    const phone = await browser.newContext(phoneOptions);
    const foreign = await phone.newPage();
    await foreign.setContent(
      `<form method="post" action="${link}"><button name="action" value="confirm">Go</button></form>`,
    );
    await button(foreign, 'Go').tap();
    await expect(heading(foreign)).toHaveText('Réponse non reçue');
    expect(backEnd.dump()).toEqual(before);
    await phone.close();
  });

  for (const javaScriptEnabled of [false, true]) {
    const phone = await browser.newContext({ ...phoneOptions, javaScriptEnabled });
    const failures = watchForFailures(phone);
    const mailed = await phone.newPage();
    await mailed.goto(link);
    if (!javaScriptEnabled) {
      await button(mailed, 'Confirmer').tap();
      await expect(heading(mailed)).toHaveText('C’est confirmé');
      expect(backEnd.query('select kind from resolutions')).toEqual([{ kind: 'confirmed' }]);
    } else await expect(heading(mailed)).toHaveText('C’est déjà confirmé');
    expect(failures).toEqual([]);
    await phone.close();
  }
});

test('nor does any link of the mails that come later', async ({ backEnd, inbox, page, browser, request }) => {
  await enrol(page, await backEnd.enrolmentLink());
  await acceptEmail(page, 'camille@exemple.fr');
  await confirm(page);
  await expectThanks(page);
  await expect.poll(() => inbox.mails).toHaveLength(1);
  await page.close(); // so that no heartbeat of the tablet moves anything
  const phone = await browser.newContext({ ...phoneOptions, javaScriptEnabled: false });
  const mine = await phone.newPage();

  async function scanAll(mail: ParsedMail | undefined, expected: readonly string[]): Promise<void> {
    await expect.poll(() => backEnd.query("select id from jobs where state <> 'done'")).toEqual([]);
    const before = backEnd.dump();
    const links = [...linksIn(mail), ...headerLinksIn(mail)];
    expect(links.map((link) => new URL(link).pathname.split('/')[1])).toEqual(expected);
    for (const link of links) await scan(request, link);
    await look(browser, links);
    expect(backEnd.dump()).toEqual(before);
  }

  await test.step('of the first one: neither the text’s nor the header’s', () =>
    scanAll(inbox.mails[0], ['confirm', 'notices', 'unsubscribe']));

  await mine.goto(confirmLinkIn(inbox.mails[0]));
  await button(mine, 'Confirmer').tap();
  await expect(heading(mine)).toHaveText('C’est confirmé');
  await mine.goto(`${backEnd.origin}/preferences`);
  await mine.getByRole('textbox').fill('camille@exemple.fr');
  await button(mine, 'Envoyer le lien').tap();
  await expect.poll(() => inbox.mails).toHaveLength(2);
  await test.step('of the one with a new link', () =>
    scanAll(inbox.mails[1], ['preferences', 'notices', 'unsubscribe']));
  expect(backEnd.query('select status from grants')).toEqual([{ status: 'given' }]);

  await mine.goto(linksIn(inbox.mails[1]).find((url) => url.includes('/preferences/')) ?? '');
  await button(mine, 'Tout arrêter').tap();
  await expect.poll(() => inbox.mails).toHaveLength(3);
  await test.step('of the one that acknowledges a withdrawal, which leaves nothing to unsubscribe from', () =>
    scanAll(inbox.mails[2], ['preferences', 'notices']));
  await phone.close();
});

/** Of `List-Unsubscribe` (RFC 2369, 8058). */
function headerLinksIn(mail: ParsedMail | undefined): readonly string[] {
  const { unsubscribe } = (mail?.headers.get('list') ?? {}) as { unsubscribe?: { url?: string } };
  return unsubscribe?.url ? [unsubscribe.url] : [];
}

async function scan(request: APIRequestContext, link: string): Promise<void> {
  for (const method of ['HEAD', 'GET', 'HEAD', 'GET']) {
    const response = await request.fetch(link, { method });
    expect(response.status()).toBe(200);
    expect(response.headers()['content-security-policy']).toContain("default-src 'none'");
  }
}

/** As a scanner's browser does: the whole page and what it loads, with its scripts or without. */
async function look(browser: Browser, links: readonly string[]): Promise<void> {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    for (const link of [...links, ...links]) await page.goto(link);
    await context.close();
  }
}
