// `npm run check:browsers`: the way of a consent in Firefox and in WebKit, which the end-to-end tests, in Chromium, do not see. Apart from
// `npm test`, because the two take 500 MB. Installs nothing, says what is missing. Needs a build.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DayRow } from '#domain/day-row.ts';
import { PASSPHRASE, startBackEnd } from '../e2e/support/back-end.ts';
import { type Driver, eventually } from './browsers/driver.ts';
import { driveFirefox } from './browsers/firefox.ts';
import { drivePage } from './browsers/page.ts';
import { driveWebKit } from './browsers/webkit.ts';

const {
  FIREFOX = '/usr/bin/firefox-esr',
  WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver',
  XVFB = '/usr/bin/Xvfb',
} = process.env;

const browsers = [
  { needs: { FIREFOX }, drive: () => driveFirefox(FIREFOX) },
  { needs: { WEBKIT_DRIVER, XVFB }, drive: () => driveWebKit(WEBKIT_DRIVER, XVFB) },
];

for (const { needs, drive } of browsers) {
  const missing = Object.entries(needs).filter(([, path]) => !existsSync(path));
  for (const [name, path] of missing) console.error(`${path} is missing. Say where it is: ${name}=/path/to/it`);
  const isGood = missing.length === 0 && (await check(await drive()));
  if (!isGood) process.exitCode = 1;
}
if (process.exitCode) console.error('\nOn Debian: sudo apt-get install firefox-esr webkit2gtk-driver xvfb');

/** A browser to its end; what it saw is printed. */
async function check(driver: Driver): Promise<boolean> {
  console.log(`\n${driver.version}`);
  const backEnd = await startBackEnd();
  try {
    await walk(driver, backEnd);
    return true;
  } catch (error) {
    const picture = join(tmpdir(), `check-browsers-${driver.version.replace(/\W/g, '-')}.png`);
    await writeFile(picture, await drivePage(driver).screenshot());
    console.error(`  BAD: ${error}\n  ${picture}`);
    return false;
  } finally {
    await driver.end();
    await backEnd.end();
  }
}

async function walk(driver: Driver, backEnd: Awaited<ReturnType<typeof startBackEnd>>): Promise<void> {
  const page = drivePage(driver);
  const begin = performance.now();
  const say = (what: string) =>
    console.log(`  ${((performance.now() - begin) / 1000).toFixed(1).padStart(5)} s  ${what}`);
  const held = () => backEnd.query<{ seq: number }>("select seq from events where type = 'answers-given' order by seq");
  const answer = async (...answers: readonly number[]) => {
    await page.tap('Commencer');
    // row by row, a yes and a no for each question
    for (const [row, choice] of answers.entries()) await page.tap(choice ? 'Oui' : 'Non', row);
  };

  await page.resize(1024, 768);
  await page.open(await backEnd.enrolmentLink());
  await page.see('Prêt');
  await page.run(async () => void (await navigator.serviceWorker.ready));
  say('enrolled: keys made and kept, the app kept');

  await answer(1, 0, 0);
  await page.tap('Continuer');
  for (const key of [...'camille@exemple', '.fr']) await page.tap(key);
  await page.tap('Continuer');
  await page.tap('Confirmer');
  await page.see('Encore un pas');
  await page.tap('Terminer');
  await page.see('Prêt');
  await eventually(async () => isEqual(held().length, 1));
  say('a yes by e-mail, on the keyboard of the screen, stored and sent');

  await backEnd.stop();
  await page.reload();
  await page.see('Hors ligne');
  await answer(0, 0, 0);
  await page.tap('Confirmer');
  await page.see('C’est noté');
  await page.tap('Terminer');
  await page.reload();
  await page.see('Hors ligne, 1 en attente');
  say('opened without a server, a no stored, still there after a reload');

  await backEnd.start();
  await page.see('Prêt');
  isEqual(
    held()
      .map(({ seq }) => seq)
      .join(),
    '1,2',
  );
  say('sent once the server is back, each once');

  await page.openWindow(`${backEnd.origin}/kiosk/`);
  await page.tap(/^(L’utiliser ici|Use it here)$/);
  await page.see('Prêt');
  say('a second window says so, and takes over');

  await page.tap('Équipe');
  await page.tap(/^Fichier du jour/);
  await page.type(PASSPHRASE);
  await page.tap(/^JSON Lines/);
  await page.tap(/^Enregistrer/);
  const file = await eventually(() => findDownload(driver, /\.jsonl$/));
  const rows = file
    .trim()
    .split('\n')
    .map((line): DayRow => JSON.parse(line));
  isEqual(
    rows
      .map(({ email }) => email)
      .join(' ')
      .trim(),
    'camille@exemple.fr',
  );
  say(`the day’s file opened by the passphrase and saved: ${rows.length} rows`);

  await page.open(`${backEnd.origin}/mailbox`);
  await page.tap(/Confirmez votre adresse/);
  const link = await page.run(() => document.querySelector<HTMLAnchorElement>('a[href*="/confirm/"]')?.href);
  await page.resize(400, 800);
  await page.open(link ?? '');
  await page.tap('Confirmer');
  await page.see('C’est confirmé');
  await page.tap('Voir mes choix');
  await page.tap('Non');
  await page.tap('Enregistrer');
  await page.see('C’est enregistré');
  isEqual(
    backEnd
      .query<{ status: string }>('select status from grants')
      .map(({ status }) => status)
      .join(),
    'withdrawn',
  );
  say('confirmed from the mail on a narrow page, and withdrawn there');
}

async function findDownload({ downloads }: Driver, name: RegExp): Promise<string> {
  const found = (await readdir(downloads)).find((one) => name.test(one));
  const text = found && (await readFile(join(downloads, found), 'utf8'));
  if (!text) throw new Error('nothing was saved');
  return text;
}

function isEqual<T>(given: T, wanted: T): void {
  if (given !== wanted) throw new Error(`${given} instead of ${wanted}`);
}
