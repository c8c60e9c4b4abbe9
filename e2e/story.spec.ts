// The story the product is for: answers taken without a network, kept through closed pages and a closed browser, and
// delivered exactly once; the mail followed on a phone; the manager's file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../scripts/chromium.ts';
import { PASSPHRASE } from './support/back-end.ts';
import { confirmLinkIn, phoneOptions } from './support/phone.ts';
import {
  acceptEmail,
  acceptSms,
  button,
  chip,
  confirm,
  downloadDayFile,
  enrol,
  expectThanks,
  finish,
  heading,
  refuse,
  syncNow,
  tabletOptions,
} from './support/tablet.ts';
import { expect, test, watchForFailures } from './support/test.ts';

let profile: string;
let tablet: BrowserContext;

test.beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'tablet-'));
  await turnOn();
});

test.afterEach(async () => {
  await tablet.close();
  await rm(profile, { recursive: true });
});

test('three answers taken offline are delivered once, one is confirmed from its mailbox, all are in the file', async ({
  backEnd,
  inbox,
  browser,
}) => {
  const [page] = tablet.pages() as [Page];
  await enrol(page, await backEnd.enrolmentLink());
  await page.reload();
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

  await test.step('the network goes, and with it the server', async () => {
    await tablet.setOffline(true);
    await backEnd.stop();
    await acceptSms(page, '0612345678');
    await confirm(page);
    await expectThanks(page);
  });

  const reopened = await test.step('the page is closed and opened again', async () => {
    const next = await tablet.newPage();
    await page.close();
    const response = await next.goto(`${backEnd.origin}/kiosk/`);
    expect(response?.fromServiceWorker()).toBe(true);
    await expect(chip(next)).toHaveText('Hors ligne, 1 en attente');
    await acceptEmail(next, 'camille@exemple.fr');
    await confirm(next);
    await expect(heading(next)).toHaveText('Encore un pas');
    await finish(next);
    return next;
  });

  const last = await test.step('the browser is closed and started again', async () => {
    await reopened.close();
    await tablet.close();
    await turnOn();
    await tablet.setOffline(true);
    const [next] = tablet.pages() as [Page];
    await next.goto(`${backEnd.origin}/kiosk/`);
    await expect(chip(next)).toHaveText('Hors ligne, 2 en attente');
    await refuse(next);
    await confirm(next);
    await expectThanks(next);
    await finish(next);
    await expect(chip(next)).toHaveText('Hors ligne, 3 en attente');
    return next;
  });

  await test.step('the network is back: three events, one mail', async () => {
    await backEnd.start();
    await tablet.setOffline(false);
    await expect(chip(last)).toHaveText('Prêt');
    await button(last, 'Équipe').tap();
    await expect(heading(last)).toHaveText('Tout est envoyé.');
    await expect(last.getByText('Aucune').first()).toBeVisible();
    const events = backEnd.query("select seq, status from events where type = 'answers-given' order by seq");
    expect(events).toEqual([1, 2, 3].map((seq) => ({ seq, status: 'accepted' })));
    await expect.poll(() => inbox.recipients).toEqual([['camille@exemple.fr']]);
  });

  await test.step('the owner of the mailbox confirms on a phone', async () => {
    const phone = await browser.newContext(phoneOptions);
    const failures = watchForFailures(phone);
    const mailed = await phone.newPage();
    await mailed.goto(confirmLinkIn(inbox.mails[0]));
    await button(mailed, 'Confirmer').tap();
    await expect(heading(mailed)).toHaveText('C’est confirmé');
    expect(backEnd.query("select kind from resolutions where question = 'email-news'")).toEqual([
      { kind: 'confirmed' },
    ]);
    expect(failures).toEqual([]);
    await phone.close();
  });

  await test.step('the file of the day has all of it', async () => {
    const rows = () => downloadDayFile(last, PASSPHRASE);
    expect(await rows()).toHaveLength(9);
    await syncNow(last);
    await expect
      .poll(async () => (await rows()).filter(({ answer }) => answer === 'yes'))
      .toMatchObject([
        { seq: 1, question: 'sms-events', phone: '+33612345678', status: 'synced' },
        { seq: 2, question: 'email-news', email: 'camille@exemple.fr', status: 'confirmed' },
      ]);
    expect((await rows()).filter(({ seq }) => seq === 3)).toMatchObject([
      { answer: 'no', email: '', phone: '' },
      { answer: 'no', email: '', phone: '' },
      { answer: 'no', email: '', phone: '' },
    ]);
  });
  expect(inbox.mails).toHaveLength(1);
});

async function turnOn(): Promise<void> {
  const launch = { executablePath: chromiumPath, args: [...chromiumArguments] };
  tablet = await chromium.launchPersistentContext(profile, { ...launch, ...tabletOptions, acceptDownloads: true });
}
