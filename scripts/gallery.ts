// `npm run gallery`: every state of the tablet in each language and on each size of screen, as
// pictures side by side, for people to look at. Walks as the end-to-end tests do. Needs a build; writes to .gallery.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { type Language, languages } from '#domain/shop-config.ts';
import { intlLocales } from '#i18n/language.ts';
import { startSmtpInbox } from '#server/mailer/testing/smtp-inbox.ts';
import { chapters } from '../e2e/states/chapters.ts';
import type { Chapter } from '../e2e/states/walk.ts';
import { startBackEnd } from '../e2e/support/back-end.ts';
import { findMisfits } from '../e2e/support/misfits.ts';
import { atEachSize, onTablet } from '../e2e/support/screen-sizes.ts';
import { writeShopFile } from '../e2e/support/shop-file.ts';
import { tabletOptions } from '../e2e/support/tablet.ts';
import { chromiumArguments, chromiumPath } from './chromium.ts';

interface Picture {
  readonly chapter: string;
  readonly language: Language;
  readonly state: string;
  readonly size: string;
  readonly file: string;
  readonly misfits: readonly string[];
}

/** `npm run gallery -- visit fr`: that chapter, in that language, alone; of several words, in quotes. */
const [wanted, ...spoken] = process.argv.slice(2);
const folder = new URL('../.gallery/', import.meta.url);
const pictures: Picture[] = [];

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumArguments] });
try {
  for (const chapter of chapters.filter(({ name }) => !wanted || wanted === 'all' || name === wanted))
    for (const language of languages.filter((one) => spoken.length === 0 || spoken.includes(one)))
      await photograph(browser, chapter, language).catch((error: unknown) => {
        console.error(`${chapter.name} (${language}) ends early: ${error}`);
        process.exitCode = 1;
      });
} finally {
  await browser.close();
  await writeFile(new URL('index.html', folder), renderIndex());
  for (const { state, language, size, misfits } of pictures)
    for (const misfit of misfits) console.log(`${state} (${language}), ${size}: ${misfit}`);
  console.log(`${pictures.length} pictures: ${fileURLToPath(new URL('index.html', folder))}`);
}

async function photograph(on: Browser, chapter: Chapter, spoken: Language): Promise<void> {
  const inbox = await startSmtpInbox();
  const shop = await writeShopFile(spoken, chapter.shop);
  const backEnd = await startBackEnd({ SMTP_URL: inbox.url, SHOP_CONFIG: shop.path });
  const context = await on.newContext({ ...tabletOptions, locale: intlLocales[spoken] });
  const page = await context.newPage();
  const look = async (state: string, at = page, { pictured, isWhole } = chapter.looks ?? onTablet) =>
    atEachSize(at, pictured, async (size) => {
      const misfits = await findMisfits(at, size);
      const file = `${[chapter.name, state, spoken, size.name].join(' ').replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`;
      await at.evaluate(() => document.fonts.ready);
      const path = fileURLToPath(new URL(file, folder));
      // what keeps to the foot of a screen is then at the foot of the page
      if (isWhole)
        await at.setViewportSize({ ...size, height: await at.evaluate(() => document.documentElement.scrollHeight) });
      await at.screenshot({ path, animations: 'disabled', caret: 'hide' });
      pictures.push({ chapter: chapter.name, language: spoken, state, size: size.name, file, misfits });
    });
  try {
    await chapter.walk({ page, context, backEnd, spoken, look });
  } finally {
    await context.close();
    await backEnd.end();
    await shop.remove();
    await inbox.stop();
  }
}

/** A row for each state and language: the sizes side by side. */
function renderIndex(): string {
  const rows = Map.groupBy(pictures, ({ chapter, state, language }) => `${chapter}: ${state} (${language})`);
  const row = ([title, taken]: readonly [string, readonly Picture[]]) =>
    `<h2>${title}</h2><div>${taken.map(({ file, size, misfits }) => `<figure><a href="${file}"><img src="${file}" alt="${title}, ${size}" loading="lazy"></a><figcaption>${[size, ...misfits].join('<br>')}</figcaption></figure>`).join('')}</div>`;
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title>
<style>body{font:16px/1.4 system-ui;margin:24px;background:#777;color:#fff}div{display:flex;gap:16px;overflow-x:auto;align-items:flex-start}figure{margin:0}img{height:420px;display:block}h2{font-size:18px;margin:32px 0 8px}</style>
${[...rows].map(row).join('\n')}
`;
}
