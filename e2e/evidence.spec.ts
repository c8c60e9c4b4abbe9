// A tablet that is stolen with a full journal: whoever takes its storage apart, or looks into the page's memory, finds
// nobody's address. The manager's passphrase opens all of it.
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../scripts/chromium.ts';
import { PASSPHRASE } from './support/back-end.ts';
import { button, chip, downloadDayFile, enrol, tabletOptions } from './support/tablet.ts';
import { expect, test } from './support/test.ts';
import { createSearch, findInFiles, findInMemory } from './support/traces.ts';

const PEOPLE = 200;

interface Person {
  readonly email: string;
  readonly phone: string;
}

// random, so that nothing else looks like them
const [name, digits] = [randomBytes(4).toString('hex'), String(randomInt(10_000, 100_000))];
const people: readonly Person[] = Array.from({ length: PEOPLE }, (_, i) => ({
  email: `${name}${randomBytes(5).toString('hex')}@exemple.fr`,
  phone: `+336${digits}${String(i).padStart(3, '0')}`,
}));

/** What no byte may show. Of a number the digits that +33… and 0… have in common. */
const traces = people.flatMap(({ email, phone }) => [email.slice(0, email.indexOf('@')), phone.slice(3)]);

test.describe.configure({ timeout: 300_000 });

test('a tablet with 200 answers to send tells a thief nobody, and its manager all', async ({ backEnd }) => {
  const profile = await mkdtemp(join(tmpdir(), 'stolen-tablet-'));
  try {
    let tablet = await turnOn(profile);
    let page = tablet.pages()[0] as Page;

    await test.step('200 people answer while there is no network', async () => {
      await enrol(page, await backEnd.enrolmentLink());
      await tablet.setOffline(true);
      await page.evaluate(drive);
      for (const person of people) {
        await page.evaluate((one) => window.answer(one), person);
        if (person !== people[0]) await page.evaluate(() => window.finish());
        // where there is something to find, it is found
        else await expectFound(tablet, page, person);
      }
      await expect(chip(page)).toContainText('200 en attente');
    });

    await test.step('the page remembers none of them', async () => {
      expect(await findInMemory(await tablet.newCDPSession(page), traces)).toEqual([]);
    });

    await test.step('no byte of the profile shows one of them', async () => {
      await tablet.close();
      expect(await findInFiles(profile, traces)).toEqual([]);
    });

    await backEnd.stop();
    tablet = await turnOn(profile);
    page = tablet.pages()[0] as Page;
    await page.goto(`${backEnd.origin}/kiosk/`);

    await test.step('a wrong passphrase opens nothing, and gives no hint', async () => {
      await button(page, 'Équipe').tap();
      await page.getByRole('button', { name: /^Fichier du jour/ }).tap();
      await page.getByLabel('Phrase de clôture', { exact: true }).fill('pivoine lampion écluse quarante-trois');
      await page.getByRole('button', { name: /^JSON Lines/ }).tap();
      await expect(page.getByLabel('Phrase de clôture', { exact: true })).toHaveAttribute('aria-invalid', 'true');
      await button(page, 'Équipe').tap();
    });

    await test.step('the passphrase opens all 200', async () => {
      const rows = await downloadDayFile(page, PASSPHRASE);
      const read = rows
        .filter(({ answer }) => answer === 'yes')
        .map(({ email, phone }) => email || phone)
        .sort();
      expect(read).toEqual(people.flatMap(({ email, phone }) => [email, phone]).sort());
    });

    const file = await test.step('the sealed journal shows nobody', async () => {
      await page.getByRole('button', { name: /^Responsable/ }).tap();
      await page.getByRole('button', { name: /^Export de secours/ }).tap();
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: /^Enregistrer le fichier/ }).tap();
      const bytes = await readFile(await (await downloading).path());
      expect(createSearch(traces)(bytes)).toEqual([]);
      return bytes;
    });
    await tablet.close();

    await test.step('and brings all 200 to the back end, once', async () => {
      const path = join(backEnd.dataDirectory, 'journal.jsonl');
      await writeFile(path, file);
      for (let time = 1; time <= 2; time += 1) await backEnd.admin('journal', 'import', path);
      expect(await backEnd.readContacts()).toEqual(people.flatMap(({ email, phone }) => [email, phone]).sort());
      expect(backEnd.query("select 1 from events where type = 'answers-given'")).toHaveLength(PEOPLE);
      await rm(path);
      expect(await findInFiles(backEnd.dataDirectory, traces)).toEqual([]);
    });
  } finally {
    await rm(profile, { recursive: true });
  }
});

async function expectFound(tablet: BrowserContext, page: Page, { email }: Person): Promise<void> {
  const found = await findInMemory(await tablet.newCDPSession(page), traces);
  expect(found).toContain(email.slice(0, email.indexOf('@')));
  await page.evaluate(() => window.finish());
}

async function turnOn(profile: string): Promise<BrowserContext> {
  const launch = { executablePath: chromiumPath, args: [...chromiumArguments] };
  return chromium.launchPersistentContext(profile, { ...launch, ...tabletOptions, acceptDownloads: true });
}

declare global {
  interface Window {
    /** Up to the review. */
    answer(person: Person): Promise<void>;
    finish(): Promise<void>;
  }
}

/** Runs in the page: presses and types as fast as the screens follow. */
function drive(): void {
  const until = async <T>(look: () => T | null | undefined | false): Promise<T> => {
    for (;;) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const press = async (name: string) => {
    const find = () =>
      [...document.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent?.trim() === name);
    (await until(find)).click();
  };
  const type = async (heading: string, text: string) => {
    await until(() => document.querySelector('h1')?.textContent?.includes(heading));
    const field = await until(() => document.querySelector('input'));
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    write?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await press('Continuer');
  };
  window.answer = async ({ email, phone }) => {
    await press('Commencer');
    const rows = await until(() => {
      const found = document.querySelectorAll('.question-row');
      return found.length >= 3 && found;
    });
    // of each pair yes comes first
    for (const [i, side] of [0, 0, 1].entries()) rows[i]?.querySelectorAll('input')[side]?.click();
    await press('Continuer');
    await type('adresse e-mail', email);
    await type('numéro de téléphone', phone.replace('+33', '0'));
    await until(() => document.querySelector('.review-value'));
  };
  window.finish = async () => {
    await press('Confirmer');
    await press('Terminer');
    await until(() => document.querySelector('.chip'));
  };
}
