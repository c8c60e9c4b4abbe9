// A person's own page, months later: without scripts, by keyboard where there is something to type, on a narrow phone and
// with text twice the size.
import { readFile } from 'node:fs/promises';
import { confirmLinkIn, expectFits, linksIn, phoneOptions } from './support/phone.ts';
import { acceptEmail, button, confirm, enrol, expectThanks, heading } from './support/tablet.ts';
import { expect, test, watchForFailures } from './support/test.ts';

test('a new link opens one’s data, an objection, and an erasure for good', async ({
  backEnd,
  inbox,
  page: tablet,
  browser,
}) => {
  await enrol(tablet, await backEnd.enrolmentLink());
  await acceptEmail(tablet, 'camille@exemple.fr');
  await confirm(tablet);
  await expectThanks(tablet);
  await expect.poll(() => inbox.mails).toHaveLength(1);
  await tablet.close(); // so that no heartbeat of it moves anything

  const phone = await browser.newContext({ ...phoneOptions, javaScriptEnabled: false });
  const failures = watchForFailures(phone);
  const page = await phone.newPage();
  const { keyboard } = page;
  await page.goto(confirmLinkIn(inbox.mails[0]));
  await button(page, 'Confirmer').tap();
  await expect(heading(page)).toHaveText('C’est confirmé');
  await page.goto(`${backEnd.origin}/preferences/lost`);
  await page.getByRole('link', { name: 'Recevoir un nouveau lien' }).tap();

  await test.step('by keyboard: a slip is named, has the focus, and leads to the field', async () => {
    const field = page.getByLabel('Adresse e‑mail');
    await field.focus();
    await keyboard.type('camille@');
    await keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeFocused();
    await expectFits(page);
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expect(field).toBeFocused();
    await field.press('End');
    await keyboard.type('exemple.fr');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expect(heading(page)).toHaveText('Regardez votre boîte');
    await expectFits(page);
  });

  await expect.poll(() => inbox.mails).toHaveLength(2);
  const mail = inbox.mails[1];
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  const link = linksIn(mail).find((url) => url.includes('/preferences/')) ?? '';

  await test.step('looking at it, and taking it away, changes nothing', async () => {
    // the mail is here before the back end knows that it was taken
    await expect.poll(() => backEnd.query("select id from jobs where state <> 'done'")).toEqual([]);
    const before = backEnd.dump();
    await page.goto(link);
    await expectFits(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger mes données' }).tap();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('mes-donnees.json');
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
      contactPoint: { value: 'camille@exemple.fr' },
    });
    await page.getByRole('link', { name: 'Mon reçu' }).tap();
    await expect(heading(page)).toHaveText('Mon reçu');
    await expectFits(page);
    await page.getByRole('link', { name: 'Revenir à mes choix' }).tap();
    await page.getByRole('link', { name: 'Tout effacer' }).tap();
    await expect(heading(page)).toHaveText('Tout effacer');
    await expectFits(page);
    await page.getByRole('link', { name: 'Ne rien effacer' }).tap();
    expect(backEnd.dump()).toEqual(before);
  });

  await test.step('one tap objects', async () => {
    await button(page, 'M’opposer à toute prospection').tap();
    await expect(page.getByRole('status')).toHaveText('Opposition notée');
    expect(backEnd.query('select kind, purpose from stops')).toEqual([{ kind: 'objection', purpose: null }]);
  });

  await test.step('and the address is gone', async () => {
    await page.getByRole('link', { name: 'Tout effacer' }).tap();
    await button(page, 'Effacer mon adresse').tap();
    await expect(heading(page)).toHaveText('C’est effacé');
    await expectFits(page);
    expect(await backEnd.readContacts()).toEqual([]);
    expect((await page.goto(link))?.status()).toBe(404);
  });
  expect(failures).toEqual([]);
  await phone.close();
});
