import { chromium } from '@playwright/test';
import { startBackEnd } from './e2e/support/back-end.ts';
import { chromiumArguments, chromiumPath } from './scripts/chromium.ts';
const backEnd = await startBackEnd({ SMTP_URL: '', ...(process.env.SHOP && {SHOP_CONFIG: process.env.SHOP}) });
const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumArguments] });
const out = '/tmp/ht-shots';
try {
  const ctx = await browser.newContext({ viewport: { width: 1024, height: 768 }, hasTouch: true, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });
  const page = await ctx.newPage();
  await page.goto(await backEnd.enrolmentLink());
  await page.getByText('Prêt').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const sizes = [[1280,800],[1024,768],[768,1024],[800,1280],[640,400],[512,384],[384,512],[400,640]];
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((r) => { const o = indexedDB.open('consent-kiosk'); o.onsuccess = () => r(o.result); });
    const s = db.transaction('device', 'readwrite').objectStore('device');
    await new Promise((r) => { const g = s.get('identity'); g.onsuccess = () => { s.put({ ...g.result, publicUrl: 'https://consentements.librairieducanal.example' }, 'identity').onsuccess = r; }; });
    db.close();
  });
  await page.reload();
  await page.getByText('Prêt').waitFor();
  const shoot = async (name: string) => {
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width: width!, height: height! });
      await page.waitForTimeout(150);
      const small = width! < 700 && height! < 700;
      await page.screenshot({ path: `${out}/${name}-${width}x${height}.png`, fullPage: small });
      const o = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
      if (o[0]! > 0 || (!small && o[1]! > 0)) console.log(name, width, height, 'overflow', o);
    }
  };
  const only = process.argv.slice(2);
  const want = (n: string) => only.length === 0 || only.includes(n);
  if (want('welcome')) await shoot('welcome');
  await page.getByRole('button', { name: 'Répondre sur mon téléphone' }).tap();
  await page.getByRole('img').waitFor();
  if (want('fr')) await shoot('hand-over-fr');
  await page.getByRole('button', { name: /English/ }).tap();
  await page.waitForTimeout(300);
  if (want('en')) await shoot('hand-over-en');
  await ctx.setOffline(true);
  if (want('offline')) { await page.waitForTimeout(6000); await shoot('hand-over-offline'); }
} finally { await browser.close(); await backEnd.end(); }
