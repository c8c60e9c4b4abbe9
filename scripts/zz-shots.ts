import { writeFile, mkdir } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { startSmtpInbox } from '#server/mailer/testing/smtp-inbox.ts';
import { startBackEnd } from '../e2e/support/back-end.ts';
import { button, enrol, tabletOptions } from '../e2e/support/tablet.ts';
import { chromiumArguments, chromiumPath } from './chromium.ts';

await mkdir('/tmp/post-shots', { recursive: true });
await writeFile('/tmp/post-shots/shop.json', JSON.stringify(bookshopOfAllKinds));
const inbox = await startSmtpInbox();
const backEnd = await startBackEnd({ SMTP_URL: inbox.url, SHOP_CONFIG: '/tmp/post-shots/shop.json' });
const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumArguments] });
try {
  const context = await browser.newContext(tabletOptions);
  const page = await context.newPage();
  await enrol(page, await backEnd.enrolmentLink());
  let n = 0;
  const take = async (name: string) => {
    n += 1;
    for (const [w, h, s] of [[1024, 768, 'land'], [768, 1024, 'port'], [512, 384, '200-land'], [384, 512, '200-port']] as const) {
      await page.setViewportSize({ width: w, height: h });
      await page.screenshot({ path: `/tmp/post-shots/${String(n).padStart(2, '0')}-${name}-${s}.png`, fullPage: s.startsWith('200') });
    }
    await page.setViewportSize({ width: 1024, height: 768 });
  };
  for (const [lang, w] of [
    ['Français', { no: 'Non', ok: 'D’accord', next: 'Continuer', same: /La même réponse/, stop: /J’avais dit oui/ }],
    ['English', { no: 'No', ok: 'That’s fine', next: 'Continue', same: /Same answer/, stop: /said yes/ }],
  ] as const) {
    await page.getByRole('button', { name: lang === 'English' ? 'English' : 'Commencer' }).first().tap();
    await page.getByRole('radiogroup', { name: w.same }).getByText(w.no, { exact: true }).tap();
    await button(page, w.next).tap();
    await page.waitForTimeout(400);
    await page.getByText(w.no, { exact: true }).first().tap();
    await button(page, w.next).tap().catch(() => {});
    await page.waitForTimeout(400);
    await page.getByText(w.ok, { exact: true }).first().tap();
    await take(`told-${lang}`);
    await button(page, w.next).tap();
    await page.waitForTimeout(800);
    await take(`postal-${lang}`);
    const keys = page.locator('.postal-keyboard');
    const type = async (text: string) => {
      for (const c of text) await (c === ' ' ? keys.locator('[data-skbtn="{space}"]') : keys.locator(`[data-skbtn="${c}"]`)).tap();
      await keys.locator('[data-skbtn="{tab}"]').tap();
    };
    await type('CAMILLE MOREL');
    await type("12 RUE DE L'ÉGLISE");
    await button(page, w.next).tap({ force: true });
    await take(`postal-problem-${lang}`);
    await page.getByRole('textbox').nth(3).tap();
    await type('44000');
    await type('NANTES');
    await take(`postal-filled-${lang}`);
    await button(page, w.next).tap();
    await page.waitForTimeout(400);
    await take(`review-${lang}`);
    await page.getByRole('button', { name: lang === 'English' ? 'Confirm' : 'Confirmer' }).tap();
    await page.waitForTimeout(1200);
    await take(`thanks-${lang}`);
    await page.getByRole('button', { name: lang === 'English' ? 'Finish' : 'Terminer' }).tap();
    await page.waitForTimeout(600);
    if (lang === 'English') await page.getByRole('button', { name: lang }).first().tap().then(() => page.getByRole('button', { name: 'Leave' }).tap()).catch(() => {});
    await page.getByRole('button', { name: w.stop }).first().tap();
    await page.waitForTimeout(600);
    await take(`stop-${lang}`);
    await page.getByText(lang === 'English' ? 'Post' : 'Courrier', { exact: true }).tap();
    await page.waitForTimeout(400);
    await take(`stop-post-${lang}`);
    await page.getByRole('button', { name: lang === 'English' ? 'Leave' : 'Quitter' }).or(page.getByRole('button', { name: lang === 'English' ? 'Back' : 'Retour' })).first().tap();
    await page.waitForTimeout(600);
  }
} catch (error) {
  console.error(error);
} finally {
  await browser.close();
  await backEnd.end();
  await inbox.stop();
}
