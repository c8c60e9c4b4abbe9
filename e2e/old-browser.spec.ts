// A browser that cannot be a kiosk says so, instead of a screen that stays empty.
import { browserWords } from '#i18n/kiosk/browser-words.ts';
import { stoppedWords } from '#i18n/kiosk/stopped-words.ts';
import { heading } from './support/tablet.ts';
import { expect, test } from './support/test.ts';

test('a browser that lacks what a capture needs is told which would do', async ({ page, backEnd }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'CompressionStream'));
  await page.goto(`${backEnd.origin}/kiosk/`);
  await expect(heading(page)).toHaveText(stoppedWords.fr.reasons['old-browser'].title);
  await expect(page.getByText(browserWords.fr.update)).toBeVisible();
});

test.describe('a browser that cannot even read the app’s code', () => {
  test.use({ javaScriptEnabled: false });

  test('is told after a while', async ({ page, backEnd }) => {
    await page.goto(`${backEnd.origin}/kiosk/`);
    const said = page.getByText(browserWords.fr.nothingYet);
    await expect(said).toBeHidden();
    await expect(said).toBeVisible({ timeout: 15_000 });
  });
});
