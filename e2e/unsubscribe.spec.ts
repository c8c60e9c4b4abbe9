// The unsubscribe link in a message of the shop's: scanners open it, a mail program posts to it, a person presses its button.
import { AxeBuilder } from '@axe-core/playwright';
import { phoneOptions } from './support/phone.ts';
import { acceptEmail, button, confirm, enrol, expectThanks, heading } from './support/tablet.ts';
import { expect, test, watchForFailures } from './support/test.ts';

const EMAIL = 'camille@exemple.fr';

test('a scanner ends nothing; the button does, without script and by keyboard, and so does the mail program', async ({
  backEnd,
  inbox,
  page,
  browser,
  request,
}) => {
  await enrol(page, await backEnd.enrolmentLink());
  await acceptEmail(page, EMAIL);
  await confirm(page);
  await expectThanks(page);
  await expect.poll(() => inbox.mails).toHaveLength(1);
  await page.close(); // so that no heartbeat of the tablet moves anything
  const printed = await backEnd.admin('unsubscribe-url', EMAIL, 'marketing', 'email');
  const [link = '', oneClick = ''] = printed.match(/https?:\/\/[^\s>]+/g) ?? [];
  const statuses = () => backEnd.query<{ status: string }>("select status from grants where channel = 'email'");
  await expect
    .poll(() => backEnd.query("select state from jobs where kind = 'confirmation.send'"))
    .toEqual([{ state: 'done' }]);
  const before = backEnd.dump();

  await test.step('opened in every way', async () => {
    for (const url of [link, oneClick])
      for (const method of ['HEAD', 'GET']) expect((await request.fetch(url, { method })).status()).toBe(200);
    const scanner = await browser.newPage();
    for (const url of [link, oneClick]) await scanner.goto(url);
    await scanner.close();
    const foreign = await browser.newPage({ locale: phoneOptions.locale });
    await foreign.setContent(`<form method="post" action="${link}"><button>Go</button></form>`);
    await button(foreign, 'Go').click();
    await expect(heading(foreign)).toHaveText('Réponse non reçue');
    await foreign.close();
    expect(backEnd.dump()).toEqual(before);
  });

  await test.step('fits a small phone with large letters, and has no barrier that axe can find', async () => {
    const phone = await browser.newContext(phoneOptions);
    const failures = watchForFailures(phone);
    const opened = await phone.newPage();
    await opened.goto(link);
    const { violations } = await new AxeBuilder({ page: opened }).analyze();
    expect(violations).toEqual([]);
    await opened.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await opened.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(failures).toEqual([]);
    await phone.close();
  });

  await test.step('pressed', async () => {
    const phone = await browser.newContext({ ...phoneOptions, javaScriptEnabled: false });
    const opened = await phone.newPage();
    await opened.goto(link);
    await button(opened, 'Arrêter les e\u2011mails').press('Enter');
    await expect(heading(opened)).toHaveText('C’est arrêté');
    expect(statuses()).toEqual([{ status: 'withdrawn' }]);
    await opened.goto(link);
    await expect(heading(opened)).toHaveText('C’est déjà arrêté');
    await phone.close();
  });

  await test.step('posted by a mail program', async () => {
    const facts = () => backEnd.query("select hash from events where type = 'withdrawal'");
    expect(facts()).toHaveLength(1);
    const all = (await backEnd.admin('unsubscribe-url', EMAIL)).match(/https?:\/\/[^\s>]+\/one-click/)?.[0] ?? '';
    const response = await request.post(all, { form: { 'List-Unsubscribe': 'One-Click' } });
    expect(response.status()).toBe(200);
    expect(facts()).toHaveLength(2);
  });
});
