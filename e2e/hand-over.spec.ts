// The shopper's own phone, from the code on the tablet. What is decoded here is the screen as a camera sees it: smaller,
// larger, aslant, out of focus.
import type { Page } from '@playwright/test';
import { isHandOverBy, peekHandOver } from '#protocol/hand-over.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import type { BackEnd } from './support/back-end.ts';
import { openCamera, type View } from './support/camera.ts';
import { button, enrol, heading } from './support/tablet.ts';
import { expect, test } from './support/test.ts';

const screens = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
];

const views: Readonly<Record<string, View>> = {
  'as it is': {},
  'at half its size': { scale: 0.5 },
  'half as large again': { scale: 1.5 },
  'rotated by 5°': { turn: 5 },
  blurred: { blur: 1.5 },
  'rotated by 5° and blurred': { turn: 5, blur: 1 },
};

test('the code of an offline tablet is read from any screen, however it is held, and is the tablet’s own', async ({
  page,
  context,
  backEnd,
  browser,
}) => {
  await enrol(page, await backEnd.enrolmentLink());
  await context.setOffline(true);
  await page.reload();
  await button(page, 'Répondre sur mon téléphone').tap();
  await expect(heading(page)).toHaveText('Répondez sur votre téléphone');
  const camera = await openCamera(browser);
  const read = new Map<string, string | null>();
  for (const screen of screens) {
    await page.setViewportSize(screen);
    await page.getByRole('img', { name: /^Code QR/ }).waitFor();
    expect(await modulePixels(page)).toBeGreaterThanOrEqual(5);
    const photo = await page.screenshot();
    for (const [name, view] of Object.entries(views))
      read.set(`${screen.width} × ${screen.height}, ${name}`, await camera.read(photo, view));
  }
  const url = read.get('1280 × 800, as it is') ?? '';
  expect([...read].filter(([, text]) => text !== url)).toEqual([]);
  expect(new URL(url).origin).toBe(backEnd.origin);

  const link = new URL(url).pathname.replace(/^\/q\//, '');
  const { key, device } = tabletOf(backEnd);
  expect(await isHandOverBy(link, key)).toBe(true);
  expect(peekHandOver(link)).toMatchObject({ iss: device, store: 'nantes', till: 'caisse-1', locale: 'fr' });
  await camera.close();
});

test('another showing is another code, and another language another link of the same', async ({
  page,
  backEnd,
  browser,
}) => {
  await enrol(page, await backEnd.enrolmentLink());
  const camera = await openCamera(browser);
  const show = async () => {
    await page.getByRole('img', { name: /QR/ }).waitFor();
    const url = await camera.read(await page.screenshot(), {});
    return peekHandOver(new URL(url ?? '').pathname.split('/')[2] ?? '');
  };
  await button(page, 'Répondre sur mon téléphone').tap();
  await expect(page.getByText(`Tapez ${new URL(backEnd.origin).host}/q/nantes`)).toBeVisible();
  const first = await show();
  await page.getByRole('button', { name: /^Changer de langue/ }).tap();
  await expect(heading(page)).toHaveText('Answer on your phone');
  await expect(async () => expect(await show()).toEqual({ ...first, locale: 'en' })).toPass();
  await button(page, 'Go back').tap();
  await button(page, 'Répondre sur mon téléphone').tap();
  await expect(heading(page)).toHaveText('Répondez sur votre téléphone');
  expect((await show())?.jti).not.toBe(first?.jti);
  await camera.close();
});

/** Of the code's modules, in CSS pixels. */
function modulePixels(page: Page): Promise<number> {
  return page
    .getByRole('img', { name: /^Code QR/ })
    .evaluate((code: SVGSVGElement) => code.getBoundingClientRect().width / code.viewBox.baseVal.width);
}

function tabletOf(backEnd: BackEnd): { readonly device: string; readonly key: PublicKey } {
  const [row] = backEnd.query<{ id: string; public_key: string }>('select id, public_key from devices');
  if (!row) throw new Error('no tablet is enrolled');
  return { device: row.id, key: JSON.parse(row.public_key) };
}
