// How many taps the journeys take at the sample shop, from the welcome screen: a no costs no more than a yes, and a stop less
// than what it ends. What is typed is counted apart.
import { stopWords } from '#i18n/kiosk/stop-words.ts';
import { welcomeWords } from '#i18n/kiosk/welcome-words.ts';
import { PASSPHRASE } from './support/back-end.ts';
import { measureJourney } from './support/journeys.ts';
import {
  acceptEmail,
  button,
  chip,
  confirm,
  enrol,
  expectThanks,
  finish,
  heading,
  refuse,
  typeOnKeyboard,
} from './support/tablet.ts';
import { expect, test } from './support/test.ts';

test('no to everything takes three taps, a yes to e-mail seven, a stop two', async ({ page, backEnd }) => {
  await enrol(page, await backEnd.enrolmentLink());

  const refusing = await measureJourney(page, 'no to everything', async () => {
    await refuse(page);
    await confirm(page);
    await expectThanks(page);
  });
  expect(refusing).toEqual({ taps: 3, keys: 0 });
  await expect(heading(page)).toHaveText('C’est noté');
  await finish(page);
  await expect(chip(page)).toHaveText('Prêt');

  const giving = await measureJourney(page, 'yes to e-mail, no to the rest', async () => {
    await acceptEmail(page, 'camille@exemple.fr');
    await confirm(page);
    await expectThanks(page);
  });
  expect(giving.taps).toBe(7);
  expect(giving.keys).toBeGreaterThan(0);
  await finish(page);

  const ending = await measureJourney(page, 'stop everything, at the till', async () => {
    await button(page, welcomeWords.fr.welcome.stop).tap();
    await typeOnKeyboard(page, 'camille@exemple.fr');
    await button(page, stopWords.fr.action).tap();
    await expectThanks(page);
  });
  expect(ending).toEqual({ taps: 2, keys: giving.keys });
  await finish(page);

  const handing = await measureJourney(page, 'to the code for one’s own phone', async () => {
    await button(page, welcomeWords.fr.welcome.phone).tap();
    await page.getByRole('img', { name: /^Code QR/ }).waitFor();
  });
  expect(handing.taps).toBe(1);
  await button(page, 'Revenir').tap();

  const closing = await measureJourney(page, 'close of day, besides its passphrase', async () => {
    await button(page, 'Équipe').tap();
    await page.getByRole('button', { name: /^Clôturer la journée/ }).tap();
    await page.getByLabel('Phrase de clôture', { exact: true }).fill(PASSPHRASE);
    await button(page, 'Compter').tap();
    await button(page, 'Clôturer').tap();
    await page.getByText('signée par la tablette').waitFor();
  });
  expect(closing.taps).toBe(4);
});
