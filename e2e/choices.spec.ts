// A person's own choices, months later, on their own phone: fewer topics, less often, texts besides, a freeze, and the end of
// all of it. Without scripts, by keyboard alone, on a narrow phone and with text twice the size.
import type { Locator, Page } from '@playwright/test';
import { confirmLinkIn, expectFits, phoneOptions } from './support/phone.ts';
import { acceptEmail, button, confirm, enrol, expectThanks, heading } from './support/tablet.ts';
import { expect, test, watchForFailures } from './support/test.ts';

test('topics, frequency, texts, a freeze and the end of all, by keyboard and without scripts', async ({
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

  const phone = await browser.newContext({ ...phoneOptions, javaScriptEnabled: false });
  const failures = watchForFailures(phone);
  const page = await phone.newPage();
  const { keyboard } = page;
  await page.goto(confirmLinkIn(inbox.mails[0]));
  await button(page, 'Confirmer').press('Enter');
  await button(page, 'Voir mes choix').press('Enter');
  await expect(heading(page)).toHaveText('Mes choix');

  const grants = () =>
    backEnd.query("select channel, status from grants where status in ('given', 'restricted') order by channel");
  const email = page.getByRole('group', { name: 'peut-elle vous écrire par e‑mail' });
  const sms = textsOn(page);
  /** From where the focus is, as a person without a mouse gets there. */
  async function tabTo(target: Locator): Promise<void> {
    for (let i = 0; i < 60; i += 1) {
      await keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error('the keyboard does not get there');
  }
  const save = () => keyboard.press('Enter'); // from within the form, which never stops everything

  await test.step('fewer topics and less often', async () => {
    await expectFits(page);
    await tabTo(page.getByLabel('Offres'));
    await keyboard.press('Space');
    await tabTo(page.getByRole('radio', { name: 'Deux fois par mois' }));
    await keyboard.press('ArrowDown');
    await save();
    await expect(page.getByRole('status')).toHaveText('C’est enregistré');
    await expect(page.getByLabel('Offres')).not.toBeChecked();
    await expect(page.getByRole('radio', { name: 'Une fois par mois' })).toBeChecked();
    await expect(page.getByRole('list').first()).toContainText('Moins de sujets par e‑mail : sans Offres.');
    expect(backEnd.query('select frequency_max, frequency_per from caps')).toEqual([
      { frequency_max: 1, frequency_per: 'month' },
    ]);
    expect(backEnd.query('select topics from stops')).toEqual([{ topics: '["offers"]' }]);
  });

  await test.step('texts besides, which asks for a topic and a number, and says so', async () => {
    await expect(page.getByLabel('Votre numéro')).toBeHidden();
    await tabTo(sms.getByRole('radio', { name: 'Non' }));
    await keyboard.press('ArrowLeft');
    await expect(page.getByLabel('Votre numéro')).toBeVisible();
    await save();
    const problem = page.getByRole('alert');
    await expect(problem).toBeFocused();
    await expectFits(page);
    await tabTo(problem.getByRole('link').first());
    await keyboard.press('Enter');
    await expect(page.getByLabel('Dédicaces')).toBeFocused();
    await keyboard.press('Space');
    await tabTo(page.getByLabel('Votre numéro'));
    await keyboard.type('06 12 34 56 78');
    await save();
    await expect(page.getByRole('status')).toHaveText('C’est enregistré');
    await expect(page.locator('body')).not.toContainText('34 56');
    expect(grants()).toEqual([
      { channel: 'email', status: 'given' },
      { channel: 'sms', status: 'given' },
    ]);
    expect(await backEnd.readContacts()).toEqual(['+33612345678', 'camille@exemple.fr']);
  });

  await test.step('a freeze, and everything as it was when it is lifted', async () => {
    await tabTo(button(page, 'Geler mes données'));
    await keyboard.press('Enter');
    await expect(page.getByRole('status')).toHaveText('Vos données sont gelées');
    await expectFits(page);
    expect(grants()).toEqual([
      { channel: 'email', status: 'restricted' },
      { channel: 'sms', status: 'restricted' },
    ]);
    await tabTo(button(page, 'Lever le gel'));
    await keyboard.press('Enter');
    await expect(page.getByRole('status')).toHaveText('Le gel est levé');
    await expect(email.getByRole('radio', { name: 'Oui' })).toBeChecked();
    await expect(page.getByLabel('Offres')).not.toBeChecked();
  });

  await test.step('a page that has stood open brings nothing back', async () => {
    const old = await phone.newPage();
    await old.goto(page.url());
    await tabTo(email.getByRole('radio', { name: 'Oui' }));
    await keyboard.press('ArrowRight');
    await save();
    await expect(page.getByRole('status')).toHaveText('C’est enregistré');
    await old.getByLabel('Offres').check();
    await button(old, 'Enregistrer').press('Enter');
    await expect(old.getByRole('alert')).toBeFocused();
    await expect(heading(old)).toHaveText('Mes choix');
    expect(grants()).toEqual([{ channel: 'sms', status: 'given' }]);
    await old.close();
  });

  await test.step('and one tap stops the rest', async () => {
    await tabTo(button(page, 'Tout arrêter'));
    await keyboard.press('Enter');
    await expect(page.getByRole('status')).toHaveText('Tout est arrêté');
    expect(grants()).toEqual([]);
  });
  expect(inbox.mails.filter(({ text }) => text?.includes('/confirm/'))).toHaveLength(1);
  expect(failures.filter((text) => !text.includes('422'))).toEqual([]);
  await phone.close();
});

const textsOn = (page: Page) => page.getByRole('group', { name: 'peut-elle vous envoyer des SMS' });
