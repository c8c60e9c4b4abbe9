// The close of day: counted without a network, adds up, all in order once everything is sent, on paper and at the back end too.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { DayClosed } from '#domain/consent-event.ts';
import type { Language } from '#domain/shop-config.ts';
import { closeWords } from '#i18n/kiosk/close-words.ts';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { teamWords } from '#i18n/kiosk/team-words.ts';
import { welcomeWords } from '#i18n/kiosk/welcome-words.ts';
import { kioskWords } from '#i18n/kiosk/words.ts';
import { readSignedText } from '#protocol/signature.ts';
import { readShopConfig, sampleShopConfig } from '#server/shop-config-file.ts';
import { PASSPHRASE } from './support/back-end.ts';
import {
  acceptEmail,
  acceptSms,
  answerAll,
  answerQuestions,
  button,
  chip,
  confirm,
  enrol,
  expectThanks,
  finish,
  goOn,
  heading,
  refuse,
  start,
  typePhone,
} from './support/tablet.ts';
import { test as base, expect } from './support/test.ts';

const test = base.extend<{ readonly spoken: Language }>({
  spoken: ['fr', { option: true }],
  /** The sample shop, speaking `spoken` first, as its team does. */
  shopConfig: async ({ spoken }, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'shop-'));
    const path = join(directory, 'shop.json');
    const shop = await readShopConfig(sampleShopConfig);
    await writeFile(path, JSON.stringify({ ...shop, languages: spoken === 'fr' ? ['fr', 'en'] : ['en', 'fr'] }));
    await use(path);
    await rm(directory, { recursive: true });
  },
  locale: async ({ spoken }, use) => use(spoken === 'fr' ? 'fr-FR' : 'en-GB'),
});

/** What stands on the slip beside this label. */
const slip = (page: Page, label: string): Locator =>
  page
    .locator('.slip-line')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd');

async function expectSlip(page: Page, lines: Readonly<Record<string, string | number>>): Promise<void> {
  for (const [label, value] of Object.entries(lines)) await expect(slip(page, label)).toHaveText(String(value));
}

async function save(page: Page): Promise<void> {
  await confirm(page);
  await expectThanks(page);
  await finish(page);
}

/** From the welcome screen to the count. */
async function count(page: Page): Promise<void> {
  await button(page, 'Équipe').tap();
  await page.getByRole('button', { name: /^Clôturer la journée/ }).tap();
  await page.getByLabel('Phrase de clôture', { exact: true }).fill(PASSPHRASE);
  await button(page, 'Compter').tap();
  await expect(page.getByText('Avant clôture')).toBeVisible();
}

test('a day is closed without a network, and all is in order once it is back', async ({ page, context, backEnd }) => {
  test.slow(); // five people, two closes
  await enrol(page, await backEnd.enrolmentLink());

  await test.step('a first answer is sent, four people come while the network is away', async () => {
    await refuse(page);
    await save(page);
    await expect.poll(() => backEnd.query("select 1 from events where type = 'answers-given'")).toHaveLength(1);
    await context.setOffline(true);
    await acceptEmail(page, 'camille@exemple.fr');
    await save(page);
    await acceptSms(page, '0612345678');
    await save(page);
    await start(page);
    await answerQuestions(page, ['Non', 'Oui', 'Oui']);
    await goOn(page);
    await typePhone(page, '0612345679');
    await goOn(page);
    await save(page);
    await refuse(page);
    await save(page);
    await expect(chip(page)).toContainText('4 en attente');
  });

  await test.step('the count says that all is here, and adds up', async () => {
    await count(page);
    await expect(heading(page)).toHaveText('Tout est là.');
    await expect(page.getByText('Quatre écritures attendent le réseau.')).toBeVisible();
    await expectSlip(page, {
      ...{ Personnes: 5, 'dont au moins un oui': 3, 'dont que des non': 2, Retraits: 0 },
      ...{ 'Oui à l’e‑mail': 1, 'à confirmer': 1, 'Oui aux SMS': 2, 'Oui aux appels': 1 },
      ...{ Envoyées: 1, 'En attente': 4, 'À vérifier': 0, Écritures: 5, Perdues: 0 },
      ...{ Registre: 'intact', Numéros: '1 à 5' },
    });
  });

  await test.step('it is closed as it stands', async () => {
    await button(page, 'Clôturer').tap();
    await expect(page.getByText('Clôture n° 1, signée par la tablette.')).toBeVisible();
    await expect(heading(page)).toHaveText('Tout est là.');
    await expect(slip(page, 'Empreinte')).toHaveText(/^([0-9a-f]{4} ?){3}$/);
    await button(page, 'Terminer').tap();
    await button(page, 'Accueil').tap();
  });

  await test.step('back online the back end has the day and its close', async () => {
    await context.setOffline(false);
    await expect(chip(page)).toHaveText('Prêt');
    const [row] = backEnd.query<{ jws: string }>("select jws from events where type = 'day-closed'");
    const { report } = JSON.parse(readSignedText(row?.jws ?? '') ?? '') as DayClosed;
    expect(report).toMatchObject({ number: 1, records: { sent: 1, waiting: 4 }, answers: { taken: 5, accepted: 3 } });
    expect(await backEnd.admin('ledger', 'verify')).not.toContain('BAD');
  });

  await test.step('the next close finds everything sent', async () => {
    await count(page);
    await expect(heading(page)).toHaveText('Tout est en ordre.');
    await expectSlip(page, { Personnes: 0, 'Lectures, clôtures': 1, Envoyées: 1, Écritures: 1, Numéros: '6 à 6' });
    await button(page, 'Clôturer').tap();
    await expect(page.getByText('Clôture n° 2, signée par la tablette.')).toBeVisible();
  });

  await test.step('and head office sees both, with the fingerprints that stand on paper', async () => {
    const fingerprint = (await slip(page, 'Empreinte').textContent()) ?? '';
    await expect.poll(() => backEnd.query("select 1 from events where type = 'day-closed'")).toHaveLength(2);
    const said = await backEnd.admin('closes', 'list', '--store', 'nantes');
    expect(said).toContain(fingerprint);
    expect(said).toContain('all clear');
    expect(said).not.toContain('Missing');
  });

  await test.step('the first can be printed again: the slip alone on a receipt, the day by hour too on a sheet', async () => {
    await leaveTo(page);
    await button(page, 'Clôtures passées').tap();
    await page.getByRole('button', { name: /^N° 1/ }).tap();
    await expect(heading(page)).toHaveText('Tout est là.');
    await page.emulateMedia({ media: 'print' });
    const { width, height } = page.viewportSize() ?? { width: 1024, height: 768 };
    await page.setViewportSize({ width: 302, height }); // 80 mm
    await expect(page.locator('.slip')).toBeVisible();
    await expectSlip(page, { Personnes: 5, Écritures: 5, Registre: 'intact' });
    for (const hidden of [heading(page), page.locator('.ink-bar'), page.locator('.chart'), button(page, 'Imprimer')])
      await expect(hidden).toBeHidden();
    await page.setViewportSize({ width: 794, height: 1123 }); // A4
    for (const shown of [page.locator('.slip'), heading(page), page.locator('.chart')])
      await expect(shown).toBeVisible();
    for (const hidden of [page.locator('.ink-bar'), button(page, 'Imprimer')]) await expect(hidden).toBeHidden();
    for (const size of [{ width: '80mm', height: '210mm' }, { format: 'A4' }])
      expect((await page.pdf(size)).toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width, height });
  });
});

/** From a close that was just made to the count of the next. */
async function leaveTo(page: Page): Promise<void> {
  await button(page, 'Terminer').tap();
  await button(page, 'Accueil').tap();
  await count(page);
}

for (const spoken of ['fr', 'en'] as const)
  test.describe(spoken, () => {
    test.use({ spoken });

    test('no screen of the close has a barrier that axe can find, lying or upright', async ({
      page,
      context,
      backEnd,
    }) => {
      test.slow(); // six screens, each twice under every rule
      const words = closeWords[spoken];
      const { status, welcome } = welcomeWords[spoken];
      const { answer, action } = kioskWords[spoken];
      const found: string[] = [];
      const look = async (screen: string) => {
        for (const place of ['lying', 'upright']) {
          const options = { rules: { 'target-size': { enabled: true } } };
          const { violations } = await new AxeBuilder({ page }).options(options).analyze();
          for (const { id, nodes } of violations)
            found.push(`${screen}, ${place}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' · ')}`);
          const { width, height } = page.viewportSize() ?? { width: 1024, height: 768 };
          await page.setViewportSize({ width: height, height: width });
        }
      };
      await page.goto(await backEnd.enrolmentLink());
      await expect(chip(page)).toHaveText(status.ready);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await context.setOffline(true);
      await button(page, welcome.start).tap();
      await answerAll(page, answer.no);
      await button(page, action.confirm).tap();
      await expectThanks(page);
      await button(page, action.finish).tap();

      await button(page, welcome.team).tap();
      await page.getByRole('button', { name: new RegExp(`^${teamWords[spoken].close}`) }).tap();
      await expect(heading(page)).toHaveText(words.ask.title);
      await look('passphrase');
      await button(page, words.ask.action).tap();
      await expect(page.getByText(enrolWords[spoken].problem.empty)).toBeVisible();
      await look('passphrase, refused');
      await page.getByLabel(enrolWords[spoken].passphrase.label, { exact: true }).fill(PASSPHRASE);
      await button(page, words.ask.action).tap();
      await expect(heading(page)).toHaveText(words.here.title);
      await look('counted');
      await button(page, words.close).tap();
      await expect(page.getByText(words.closed(1))).toBeVisible();
      await look('closed');
      await button(page, words.save).tap();
      await expect(page.getByText(words.saved)).toBeVisible();
      await look('closed and saved');
      await button(page, words.done).tap();
      await page.getByRole('button', { name: new RegExp(`^${teamWords[spoken].close}`) }).tap();
      await page.getByLabel(enrolWords[spoken].passphrase.label, { exact: true }).fill(PASSPHRASE);
      await button(page, words.ask.action).tap();
      await button(page, words.previous).tap();
      await expect(heading(page)).toHaveText(words.history.title);
      await look('past closes');
      expect(found).toEqual([]);
    });
  });
