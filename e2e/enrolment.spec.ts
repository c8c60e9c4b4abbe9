// The life of a tablet: the operator's code typed inside the app, answers, retired and empty, enrolled again.
import type { Page } from '@playwright/test';
import { type BackEnd, PASSPHRASE } from './support/back-end.ts';
import { readJournal } from './support/storage.ts';
import { button, chip, confirm, downloadDayFile, expectThanks, finish, heading, refuse } from './support/tablet.ts';
import { expect, test } from './support/test.ts';

test('a typed code makes a tablet a device, until it is retired; then it is empty and can be one again', async ({
  page,
  backEnd,
}) => {
  await test.step('a link that does not do leaves nothing of itself in the address bar', async () => {
    await page.goto(`${backEnd.origin}/kiosk/#enrol=zzzzzzzz&passphrase=${encodeURIComponent(PASSPHRASE)}`);
    await expect(page.getByRole('alert')).toContainText('Ce code ne marche pas');
    await expect(page).toHaveURL(`${backEnd.origin}/kiosk/`);
  });

  await test.step('a code that nobody has given out is refused', async () => {
    await typeCode(page, 'zzzz zzzz');
    await choosePassphrase(page, PASSPHRASE);
    await expect(heading(page)).toHaveText('Le code d’inscription');
    await expect(page.getByRole('alert')).toContainText('Ce code ne marche pas');
  });

  await test.step('a passphrase that a thief would guess is refused', async () => {
    await typeCode(page, (await newCode(backEnd)).toLowerCase());
    await choosePassphrase(page, 'librairie2026');
    await expect(page.getByText('Un voleur de la tablette la devinerait')).toBeVisible();
  });

  await test.step('the right ones enrol it, at its till', async () => {
    await choosePassphrase(page, PASSPHRASE);
    await expect(chip(page)).toHaveText('Prêt');
    await refuse(page);
    await confirm(page);
    await expectThanks(page);
    await finish(page);
    await button(page, 'Équipe').tap();
    await expect(page.getByText('Caisse 2')).toBeVisible();
    expect(await downloadDayFile(page, PASSPHRASE)).toHaveLength(3);
    // three answers of one event, and the reading of them
    await expect
      .poll(() => backEnd.query("select type from events where chain not like 'store:%' order by seq"))
      .toEqual([{ type: 'answers-given' }, { type: 'day-exported' }]);
    expect(backEnd.query("select action from audit where actor like 'device:%'")).toEqual([{ action: 'day-exported' }]);
  });

  await test.step('retired, it hands over what it has and wipes itself', async () => {
    const [device] = backEnd.query<{ id: string }>("select id from devices where status = 'active'");
    await backEnd.admin('device', 'retire', device?.id ?? '');
    await page.getByRole('button', { name: /^Envoyer maintenant/ }).tap();
    await expect(heading(page)).toHaveText('Tablette retirée');
    await expect.poll(() => readJournal(page)).toEqual([]);
    await page.reload();
    await expect(heading(page)).toHaveText('Le code d’inscription');
  });

  await test.step('and is another device with the next code', async () => {
    await typeCode(page, await newCode(backEnd));
    await choosePassphrase(page, PASSPHRASE);
    await expect(chip(page)).toHaveText('Prêt');
    expect(backEnd.query('select status from devices order by enrolled_at')).toEqual([
      { status: 'retired' },
      { status: 'active' },
    ]);
    expect(await backEnd.admin('ledger', 'verify')).not.toContain('BAD');
  });
});

async function newCode(backEnd: BackEnd): Promise<string> {
  const said = await backEnd.admin('device', 'add', 'nantes', 'caisse-2');
  return /^ {2}(\S{4}-\S{4})$/m.exec(said)?.[1] ?? '';
}

async function typeCode(page: Page, code: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Code' });
  await field.fill('');
  await field.pressSequentially(code);
  await button(page, 'Continuer').tap();
}

async function choosePassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Phrase de clôture', { exact: true }).fill(passphrase);
  await page.getByLabel('La même, encore une fois', { exact: true }).fill(passphrase);
  await button(page, 'Inscrire la tablette').tap();
}
