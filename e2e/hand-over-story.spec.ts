// The safest way to say yes, from an offline tablet's code to the preference page: two browsers that meet only through a
// screenshot, a mail server and the back end.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { businessDayAt } from '#domain/business-day.ts';
import { PASSPHRASE } from './support/back-end.ts';
import { openCamera } from './support/camera.ts';
import { confirmLinkIn, phoneOptions } from './support/phone.ts';
import { timeZone } from './support/shop-file.ts';
import {
  acceptSms,
  button,
  chip,
  confirm,
  downloadDayFile,
  enrol,
  expectThanks,
  finish,
  heading,
} from './support/tablet.ts';
import { expect, test, watchForFailures } from './support/test.ts';

const EMAIL = 'camille@exemple.fr';
const NUMBER = '06 39 98 12 34';

test('a shopper answers on their own phone while the tablet is offline, and the tablet hears that it is done', async ({
  page,
  context,
  backEnd,
  inbox,
  browser,
}) => {
  await enrol(page, await backEnd.enrolmentLink());
  await context.setOffline(true);
  await page.reload();
  const phone = await browser.newContext({ ...phoneOptions, javaScriptEnabled: false });
  const failures = watchForFailures(phone);
  const mine = await phone.newPage();

  const code = await test.step('the phone scans the tablet’s screen', async () => {
    await button(page, 'Répondre sur mon téléphone').tap();
    await page.getByRole('img', { name: /^Code QR/ }).waitFor();
    const camera = await openCamera(browser);
    const url = await camera.read(await page.screenshot(), {});
    await camera.close();
    return url ?? '';
  });

  await test.step('it shows the same questions, with nothing preset, and asks for what is needed', async () => {
    await mine.goto(code);
    await expect(heading(mine)).toHaveText('La Librairie du Canal peut-elle…');
    await expect(mine.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(mine.getByLabel('Votre adresse')).toBeHidden();
    await button(mine, 'Confirmer').tap();
    await expect(mine.getByRole('alert')).toBeFocused();
    await say(mine, ['Oui', 'Oui', 'Non']);
    await mine.getByLabel('Votre adresse').fill(EMAIL);
    await button(mine, 'Confirmer').tap();
    await expect(mine.getByRole('alert')).toContainText('Donnez un numéro complet');
    await mine.getByLabel('Votre numéro').fill(NUMBER);
    await button(mine, 'Confirmer').tap();
    await expect(heading(mine)).toHaveText('Encore un pas');
  });

  await test.step('whoever else scans it learns nothing', async () => {
    const other = await browser.newContext(phoneOptions);
    const theirs = await other.newPage();
    await theirs.goto(code);
    await expect(heading(theirs)).toHaveText('Ce code a déjà servi');
    expect(await theirs.content()).not.toMatch(/camille|3998|•/);
    await other.close();
  });

  await test.step('the mailbox confirms, and the person ends the SMS', async () => {
    await expect.poll(() => inbox.recipients).toEqual([[EMAIL]]);
    await mine.goto(confirmLinkIn(inbox.mails[0]));
    await button(mine, 'Confirmer').tap();
    await expect(heading(mine)).toHaveText('C’est confirmé');
    await button(mine, 'Voir mes choix').tap();
    await stopSms(mine);
    const given = () => backEnd.query('select question, status from grants order by question');
    expect(given()).toEqual([
      { question: 'email-news', status: 'given' },
      { question: 'sms-events', status: 'withdrawn' },
    ]);
  });

  await test.step('the tablet hears that the visit is complete, and nothing else', async () => {
    await context.setOffline(false);
    await expect(heading(page)).toHaveText('C’est noté sur votre téléphone', { timeout: 60_000 });
    expect(await page.content()).not.toMatch(/camille|3998/);
    await expect(button(page, 'Commencer')).toBeVisible({ timeout: 60_000 });
    await button(page, 'Équipe').tap();
    await expect(page.getByText('1 aujourd’hui')).toBeVisible();
  });

  await test.step('the tablet’s file holds what was answered on it, and the ledger all of it', async () => {
    await button(page, 'Accueil').tap();
    await acceptSms(page, '0612345678');
    await confirm(page);
    await expectThanks(page);
    await finish(page);
    await expect(chip(page)).toHaveText('Prêt');
    await button(page, 'Équipe').tap();
    const rows = await downloadDayFile(page, PASSPHRASE);
    expect(rows.filter(({ answer }) => answer === 'yes')).toMatchObject([
      { question: 'sms-events', phone: '+33612345678', status: 'synced' },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/camille|3998/);
    expect(await backEnd.admin('ledger', 'verify')).toContain('store:nantes');
    const file = join(backEnd.dataDirectory, 'day.jsonl');
    const today = businessDayAt(Date.now(), timeZone);
    await backEnd.admin('export', 'day', today, '--form', 'jsonl', '--out', file);
    const all = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(all.filter(({ answer }) => answer === 'yes')).toMatchObject([
      { collector: 'shopper', question: 'sms-events', phone: '+33612345678', status: 'synced' },
      { collector: 'own-phone', question: 'email-news', email: EMAIL, status: 'confirmed' },
      { collector: 'own-phone', question: 'sms-events', phone: '+33639981234', status: 'withdrawn' },
    ]);
  });

  await expect
    .poll(() => inbox.mails.map(({ subject }) => subject))
    .toEqual(['Confirmez votre adresse – Librairie du Canal', 'C’est arrêté – Librairie du Canal']);
  expect(failures).toEqual([]);
  await phone.close();
});

test('a counter card is read by a camera, and by keyboard alone somebody answers it', async ({
  backEnd,
  inbox,
  browser,
}) => {
  const phone = await browser.newContext({ ...phoneOptions, viewport: { width: 700, height: 900 } });
  const page = await phone.newPage();
  await page.goto(`${backEnd.origin}/q/nantes/card`);
  const camera = await openCamera(browser);
  const url = await camera.read(await page.screenshot(), { turn: 5, blur: 1 });
  await camera.close();
  expect(url).toBe(`${backEnd.origin}/q/nantes`);
  await page.goto(url ?? '');
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type(EMAIL);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Encore un pas');
  await expect.poll(() => inbox.recipients).toEqual([[EMAIL]]);
  await phone.close();
});

/** To the questions on the page, in their order. */
async function say(page: Page, answers: readonly string[]): Promise<void> {
  for (const [i, answer] of answers.entries())
    await page.getByRole('group').nth(i).getByRole('radio', { name: answer }).tap();
}

/** On the person's own page. */
async function stopSms(page: Page): Promise<void> {
  const sms = page.getByRole('group', { name: 'peut-elle vous envoyer des SMS' });
  await sms.getByRole('radio', { name: 'Non' }).check();
  await button(page, 'Enregistrer').tap();
  await expect(page.getByRole('status')).toBeVisible();
}
