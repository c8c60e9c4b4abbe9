// What a shopper may do to the form, and what the next one must not find.
import type { Page } from '@playwright/test';
import { PASSPHRASE } from './support/back-end.ts';
import { readJournal } from './support/storage.ts';
import {
  acceptEmail,
  answerQuestions,
  button,
  confirm,
  enrol,
  expectThanks,
  finish,
  goOn,
  heading,
  refuse,
  start,
} from './support/tablet.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page, backEnd }) => {
  await enrol(page, await backEnd.enrolmentLink());
});

test('a missing answer is named, and asked for where it is missing', async ({ page }) => {
  await start(page);
  await tapWaiting(page, 'Encore 3 réponses');
  await expect(page.locator('.question-row').nth(0).getByRole('radio', { name: 'Oui' })).toBeFocused();
  await page.locator('.question-row').nth(0).getByText('Non', { exact: true }).tap();
  await tapWaiting(page, 'Encore 2 réponses');
  await expect(page.locator('.question-row').nth(1).getByRole('radio', { name: 'Oui' })).toBeFocused();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);
});

test('what is no address is refused in words, stays in the field and is never saved', async ({ page }) => {
  await toEmailScreen(page);
  const field = page.getByRole('textbox', { name: 'Votre adresse e-mail' });
  await tapWaiting(page, 'Continuer');
  await expect(field).toHaveAccessibleDescription('Tapez votre adresse e-mail.');

  const notAddresses = [
    `${'a'.repeat(10_000)}@exemple.fr`,
    '=cmd()@exemple.fr',
    'camille@exemple',
    '\u202Ecamille@exemple.fr',
    'camille@exemple.fr, ana@exemple.fr',
    '😀',
  ];
  for (const text of notAddresses) {
    await paste(page, text);
    const kept = await field.inputValue();
    expect(text.startsWith(kept) && kept.length > 0).toBe(true);
    await tapWaiting(page, 'Continuer');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/^Cette adresse/);
    await expect(field).toHaveValue(kept);
  }
  await paste(page, notAddresses[0] as string);
  await tapWaiting(page, 'Continuer');
  await expect(field).toHaveAccessibleDescription('Cette adresse est trop longue.');
  expect(await readJournal(page)).toEqual([]);
});

test('what is no number is refused in words', async ({ page }) => {
  await start(page);
  await answerQuestions(page, ['Non', 'Non', 'Oui']);
  await goOn(page);
  const field = page.getByRole('textbox', { name: 'Votre numéro de téléphone' });
  for (const [text, action, problem] of [
    ['', 'Continuer', 'Tapez votre numéro de téléphone.'],
    ['06123', 'Encore 5 chiffres', 'Ce numéro n’existe pas sous cette forme.'],
    ['=1+1', /^Encore/, 'Ce numéro n’existe pas sous cette forme.'],
    ['😀', 'Continuer', 'Tapez votre numéro de téléphone.'],
  ] as const) {
    await paste(page, text);
    await tapWaiting(page, action);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(problem);
  }
  expect(await readJournal(page)).toEqual([]);
});

test('an address in any script, or one that Excel would run, is kept as typed', async ({ page, backEnd }) => {
  const addresses = ['=1+1@exemple.fr', 'camille@bücher.example', 'مريم@مثال.إختبار', 'camille😀@exemple.fr'];
  for (const address of addresses) {
    await toEmailScreen(page);
    await paste(page, address);
    await goOn(page);
    await expect(page.locator('.review-value').first()).toHaveText(address);
    await confirm(page);
    await expectThanks(page);
    await finish(page);
  }
  await expect.poll(() => backEnd.readContacts()).toEqual(addresses.sort());

  await button(page, 'Équipe').tap();
  await page.getByRole('button', { name: /^Fichier du jour/ }).tap();
  await page.getByLabel('Phrase de clôture', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: /^Pour Excel/ }).tap();
  // the manifest comes after it
  const downloading = page.waitForEvent('download', (download) => download.suggestedFilename().endsWith('.csv'));
  await page.getByRole('button', { name: /^Enregistrer/ }).tap();
  const excel = await (await (await downloading).createReadStream()).setEncoding('utf8').toArray();
  expect(excel.join('')).toContain(";'=1+1@exemple.fr;");
});

test('two taps on Confirm leave one answer', async ({ page, backEnd }) => {
  await refuse(page);
  await tapTwice(page);
  await expectThanks(page);
  await finish(page);
  await acceptEmail(page, 'camille@exemple.fr');
  await tapTwice(page);
  await expectThanks(page);
  expect((await readJournal(page)).map(({ seq }) => seq)).toEqual([1, 2]);
  await expect.poll(() => backEnd.query("select seq from events where type = 'answers-given'")).toHaveLength(2);
});

test('nothing of a shopper is left for the next', async ({ page }) => {
  const historyBefore = await page.evaluate(() => history.length);
  await acceptEmail(page, 'camille@exemple.fr');
  await confirm(page);
  await expectThanks(page);
  expect(await traces(page)).not.toContain('camille');
  await finish(page);
  expect(await traces(page)).not.toContain('camille');
  expect(await page.evaluate(() => history.length)).toBe(historyBefore);

  await toEmailScreen(page);
  await expect(page.getByRole('textbox')).toHaveValue('');
});

test('a form that nobody touches is announced and cleared', async ({ page }) => {
  const begunAt = Date.now();
  await page.clock.setFixedTime(begunAt);
  await toEmailScreen(page);
  await paste(page, 'camille@exemple.fr');
  await page.clock.setFixedTime(begunAt + 31_000);
  await expect(page.getByRole('alertdialog', { name: /^Toujours là/ })).toBeVisible();
  await button(page, 'Je continue').tap();
  await expect(page.getByRole('textbox')).toHaveValue('camille@exemple.fr');

  await page.clock.setFixedTime(begunAt + 31_000 + 46_000);
  await expect(button(page, 'Commencer')).toBeVisible();
  expect(await traces(page)).not.toContain('camille');
  await toEmailScreen(page);
  await expect(page.getByRole('textbox')).toHaveValue('');
  expect(await readJournal(page)).toEqual([]);
});

async function toEmailScreen(page: Page): Promise<void> {
  await start(page);
  await answerQuestions(page, ['Oui', 'Non', 'Non']);
  await goOn(page);
  await expect(heading(page)).toHaveText('Votre adresse e-mail');
}

/** An action that waits for something is marked so, and answers all the same. */
async function tapWaiting(page: Page, name: string | RegExp): Promise<void> {
  const action = page.getByRole('button', { name, disabled: true });
  // a new screen takes no touch, and force does not wait for it
  await expect(page.locator('.arriving')).toHaveCSS('pointer-events', 'auto');
  await action.tap({ force: true });
}

/** In place of what stands in the field, as a paste or an input method does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill('');
  await page.getByRole('textbox').focus();
  await page.keyboard.insertText(text);
}

/** Faster than the screen can change. */
async function tapTwice(page: Page): Promise<void> {
  await button(page, 'Confirmer').evaluate((element: HTMLButtonElement) => {
    element.click();
    element.click();
  });
}

/** Where a browser could keep what was typed, but for the journal. */
async function traces(page: Page): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map(({ value }) => value),
      location.href,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
      ),
    ]),
  );
}
