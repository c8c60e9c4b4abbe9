// The close of day: counted without a network, adds up, all in order once everything is sent, on paper and at the back end too.
import type { Locator, Page } from '@playwright/test';
import type { DayClosed } from '#domain/consent-event.ts';
import { readSignedText } from '#protocol/signature.ts';
import { PASSPHRASE } from './support/back-end.ts';
import {
  acceptEmail,
  acceptSms,
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
import { expect, test } from './support/test.ts';

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
