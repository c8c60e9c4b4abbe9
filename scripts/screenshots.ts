// `npm run screenshots`: the pictures of README and docs, taken from the real thing, so that they never show what is not
// there. Walks the same steps as the end-to-end tests. Needs a build.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { startSmtpInbox } from '#server/mailer/testing/smtp-inbox.ts';
import { PASSPHRASE, startBackEnd } from '../e2e/support/back-end.ts';
import { openCamera } from '../e2e/support/camera.ts';
import { confirmLinkIn, phoneOptions } from '../e2e/support/phone.ts';
import {
  answerQuestions,
  button,
  confirm,
  enrol,
  expectThanks,
  finish,
  goOn,
  refuse,
  start,
  tabletOptions,
  typeEmail,
  typePhone,
} from '../e2e/support/tablet.ts';
import { chromiumArguments, chromiumPath } from './chromium.ts';

const images = new URL('../docs/images/', import.meta.url);

await mkdir(images, { recursive: true });
const inbox = await startSmtpInbox();
const backEnd = await startBackEnd({ SMTP_URL: inbox.url });
const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumArguments] });
try {
  await photographTablet(browser);
  await photographPhone(browser);
  await photographProof(browser);
} finally {
  await browser.close();
  await backEnd.end();
  await inbox.stop();
}

async function photographTablet(on: Browser): Promise<void> {
  const tablet = await on.newContext(tabletOptions);
  const page = await tablet.newPage();
  await grantStorage(page);
  await enrol(page, await backEnd.enrolmentLink());
  await take(page, 'welcome');

  await start(page);
  await answerQuestions(page, ['Oui', 'Oui', 'Non']);
  await take(page, 'questions');
  await goOn(page);
  await typeEmail(page, 'camille@exemple.fr');
  await take(page, 'email');
  await goOn(page);
  await typePhone(page, '0612345678');
  await goOn(page);
  await take(page, 'review');
  await confirm(page);
  await expectThanks(page);
  await page.getByRole('img', { name: /^Code QR/ }).waitFor();
  await take(page, 'thank-you');
  await finish(page);

  await refuse(page);
  await take(page, 'no');
  await confirm(page);
  await expectThanks(page);
  await take(page, 'no-thank-you');
  await finish(page);

  await button(page, 'Répondre sur mon téléphone').tap();
  await page.getByRole('img', { name: /^Code QR/ }).waitFor();
  await take(page, 'hand-over');
  await answerOnPhone(on, await page.screenshot());
  await page.getByText('Rien n’est resté sur cette tablette.').waitFor();
  await take(page, 'answered-on-phone');
  await button(page, 'Terminer').tap();

  await button(page, 'Équipe').tap();
  await page.getByRole('heading', { name: 'Tout est envoyé.' }).waitFor();
  await take(page, 'team');
  await page.getByRole('button', { name: /^Fichier du jour/ }).tap();
  await page.getByLabel('Phrase de clôture', { exact: true }).fill(PASSPHRASE);
  await take(page, 'day-file');
  await button(page, 'Équipe').tap();
  await page.getByRole('button', { name: /^Clôturer la journée/ }).tap();
  await page.getByLabel('Phrase de clôture', { exact: true }).fill(PASSPHRASE);
  await button(page, 'Compter').tap();
  await button(page, 'Clôturer').waitFor();
  await take(page, 'count');
  await button(page, 'Clôturer').tap();
  await page.getByText('signée par la tablette').waitFor();
  await take(page, 'close-of-day');
  await button(page, 'Terminer').tap();
  await button(page, 'Accueil').tap();
  await tablet.close();
}

/** Whose camera sees the tablet's screen, and who says no to all. */
async function answerOnPhone(on: Browser, screen: Buffer): Promise<void> {
  const camera = await openCamera(on);
  const url = await camera.read(screen, {});
  await camera.close();
  const phone = await on.newContext(phoneOptions);
  const page = await phone.newPage();
  await page.goto(url ?? '');
  for (const no of await page.locator('[value=no]').all()) await no.check({ force: true });
  await button(page, 'Confirmer').tap();
  await page.getByRole('heading', { name: 'C’est noté' }).waitFor();
  await phone.close();
}

async function photographPhone(on: Browser): Promise<void> {
  const [mail] = inbox.mails;
  const phone = await on.newContext(phoneOptions);
  const page = await phone.newPage();
  await page.goto(`${backEnd.origin}/q/nantes`);
  await page.getByRole('radio', { name: 'Oui' }).tap();
  await page.getByLabel('Votre adresse').fill('camille@exemple.fr');
  await page.evaluate(() => scrollTo(0, 0));
  await take(page, 'own-phone');
  await page.goto('about:blank'); // under the policy of our pages, a mail's own styles are refused
  await page.setContent(mail?.html || '');
  await take(page, 'confirm-mail', { fullPage: true }); // down to its button
  await page.goto(confirmLinkIn(mail));
  await take(page, 'confirm-page');
  await button(page, 'Confirmer').tap();
  await button(page, 'Voir mes choix').tap();
  await page.getByRole('heading', { name: 'Mes choix' }).waitFor();
  await take(page, 'preferences');
  await phone.close();
}

/** Of the mailbox that has just been confirmed, as a data protection officer opens it: from the disk. */
async function photographProof(on: Browser): Promise<void> {
  const zip = join(backEnd.dataDirectory, 'proof.zip');
  await backEnd.admin('proof', 'camille@exemple.fr', zip);
  const files = unzipSync(await readFile(zip));
  const page = await on.newPage({ viewport: { width: 900, height: 1100 } });
  for (const name of ['proof.html', 'verify.html', 'dossier.json'])
    await writeFile(join(backEnd.dataDirectory, name), files[name] as Uint8Array);
  await page.goto(pathToFileURL(join(backEnd.dataDirectory, 'proof.html')).href);
  await take(page, 'proof');
  await page.goto(pathToFileURL(join(backEnd.dataDirectory, 'verify.html')).href);
  await page.locator('input[type=file]').setInputFiles(join(backEnd.dataDirectory, 'dossier.json'));
  await page.getByRole('listitem').first().waitFor();
  await take(page, 'verify');
  await page.close();
}

/** As browsers grant it to an installed app. */
async function grantStorage(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Browser.grantPermissions', { origin: backEnd.origin, permissions: ['durableStorage'] });
}

async function take(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  // no caret: it blinks
  const path = fileURLToPath(new URL(`${name}.png`, images));
  await page.screenshot({ path, fullPage, animations: 'disabled', caret: 'hide' });
}
