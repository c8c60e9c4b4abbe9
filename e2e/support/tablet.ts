// What a cashier and a shopper do on the tablet, by what they see and touch.
import { readFile } from 'node:fs/promises';
import { type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test';
import type { DayRow } from '#domain/day-row.ts';

export const tabletOptions = {
  viewport: { width: 1024, height: 768 },
  hasTouch: true,
  locale: 'fr-FR',
  timezoneId: 'Europe/Paris',
  reducedMotion: 'reduce',
} satisfies BrowserContextOptions;

/** Opens the one-time link, and waits until the worker keeps the app for a start without a network. */
export async function enrol(page: Page, link: string): Promise<void> {
  await page.goto(link);
  // keys are made and a first exchange is had: seconds on a busy machine
  await expect(chip(page)).toHaveText('Prêt', { timeout: 20_000 });
  await page.evaluate(() => navigator.serviceWorker.ready);
}

export const chip = (page: Page): Locator => page.locator('.chip');

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

export async function start(page: Page): Promise<void> {
  await button(page, 'Commencer').tap();
}

/** On the sheet of three questions, with the words of the answers. */
export async function answerQuestions(
  page: Page,
  answers: readonly [email: string, sms: string, phone: string],
): Promise<void> {
  for (const [i, answer] of answers.entries())
    await page.locator('.question-row').nth(i).getByText(answer, { exact: true }).tap();
}

/** To the same question at the foot of the sheet. */
export async function answerAll(page: Page, answer: string): Promise<void> {
  await page.locator('.question-same').getByText(answer, { exact: true }).tap();
}

export async function goOn(page: Page): Promise<void> {
  await button(page, 'Continuer').tap();
}

/** On the tablet's own keyboard, key by key. */
export async function typeEmail(page: Page, address: string): Promise<void> {
  await expect(heading(page)).toHaveText('Votre adresse e-mail');
  await typeOnKeyboard(page, address);
}

export async function typeOnKeyboard(page: Page, address: string): Promise<void> {
  const keyboard = page.getByRole('region', { name: 'Clavier' });
  for (const key of address.match(/\.fr$|./gu) ?? [])
    await keyboard.getByRole('button', { name: key, exact: true }).tap();
  await expect(page.getByRole('textbox')).toHaveValue(address);
}

export async function typePhone(page: Page, number: string): Promise<void> {
  await expect(heading(page)).toHaveText('Votre numéro de téléphone');
  const pad = page.getByRole('region', { name: 'Pavé numérique' });
  for (const digit of number) await pad.getByRole('button', { name: digit, exact: true }).tap();
}

export async function confirm(page: Page): Promise<void> {
  await button(page, 'Confirmer').tap();
}

export async function finish(page: Page): Promise<void> {
  await button(page, 'Terminer').tap();
  await expect(button(page, 'Commencer')).toBeVisible();
}

/** Up to the button that saves: no to all. */
export async function refuse(page: Page): Promise<void> {
  await start(page);
  await answerAll(page, 'Non');
}

/** Up to the review: yes to e-mail, which asks for a confirmation from the mailbox. */
export async function acceptEmail(page: Page, address: string): Promise<void> {
  await start(page);
  await answerQuestions(page, ['Oui', 'Non', 'Non']);
  await goOn(page);
  await typeEmail(page, address);
  await goOn(page);
}

/** Up to the review: yes to SMS, which counts at once. */
export async function acceptSms(page: Page, number: string): Promise<void> {
  await start(page);
  await answerQuestions(page, ['Non', 'Oui', 'Non']);
  await goOn(page);
  await typePhone(page, number);
  await goOn(page);
}

export async function expectThanks(page: Page): Promise<void> {
  await expect(page.locator('.thanks')).toBeVisible();
}

/** On the team's screen. */
export async function syncNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Envoyer maintenant/ }).tap();
}

/** From the team's screen and back: the day's file, as JSON Lines. */
export async function downloadDayFile(page: Page, passphrase: string): Promise<DayRow[]> {
  await page.getByRole('button', { name: /^Fichier du jour/ }).tap();
  await page.getByLabel('Phrase de clôture', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: /^JSON Lines/ }).tap();
  const download = (end: string) => page.waitForEvent('download', (one) => one.suggestedFilename().endsWith(end));
  // its manifest comes after it, and would else be taken for what is saved next
  const downloading = Promise.all([download('.jsonl'), download('.jsonl.manifest.txt')]);
  await page.getByRole('button', { name: /^Enregistrer/ }).tap();
  const [file] = await downloading;
  const text = await readFile(await file.path(), 'utf8');
  await button(page, 'Équipe').tap();
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
