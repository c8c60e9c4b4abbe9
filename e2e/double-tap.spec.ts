// A hand that taps twice at one place, as people do where they expect a double click, has not read the screen that came in
// between. What it says to that screen does not count.
import type { Page } from '@playwright/test';
import { readJournal } from './support/storage.ts';
import {
  acceptSms,
  answerQuestions,
  button,
  confirm,
  enrol,
  expectThanks,
  finish,
  goOn,
  heading,
  refuse,
  start,
  typePhone,
} from './support/tablet.ts';
import { expect, test } from './support/test.ts';

for (const viewport of [
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
  { width: 800, height: 1280 },
])
  test.describe(`on ${viewport.width}×${viewport.height}`, () => {
    test.use({ viewport });

    test('two taps never answer a screen that nobody has seen', async ({ page, backEnd }) => {
      await enrol(page, await backEnd.enrolmentLink());

      await test.step('from the number to the review', async () => {
        await start(page);
        await answerQuestions(page, ['Non', 'Oui', 'Non']);
        await goOn(page);
        await typePhone(page, '0612345678');
        await tapTwice(page, 'Continuer');
        await expectReview(page);
      });

      await test.step('from the questions to the review', async () => {
        await page.getByRole('button', { name: 'Modifier ma réponse' }).first().tap();
        await page.locator('.question-row').nth(2).getByText('Oui', { exact: true }).tap();
        await tapTwice(page, 'Continuer');
        await expectReview(page);
        await confirm(page);
        await expectThanks(page);
        await finish(page);
      });

      await test.step('from a refusal to the thank-you', async () => {
        await refuse(page);
        await tapTwice(page, 'Confirmer');
        await expectThanks(page);
        await finish(page);
      });

      await test.step('from the review to the thank-you', async () => {
        await acceptSms(page, '0612345678');
        await tapTwice(page, 'Confirmer');
        await expectThanks(page);
      });
      expect(await readJournal(page)).toHaveLength(3);
    });
  });

/** Where a finger is, whatever comes to stand there. */
async function tapTwice(page: Page, name: string): Promise<void> {
  await button(page, name).tap({ trial: true });
  const { x, y, width, height } = (await button(page, name).boundingBox()) as { [side: string]: number };
  const place = [Number(x) + Number(width) / 2, Number(y) + Number(height) / 2] as const;
  await page.touchscreen.tap(...place);
  await page.waitForTimeout(120);
  await page.touchscreen.tap(...place);
}

async function expectReview(page: Page): Promise<void> {
  await expect(heading(page)).toHaveText('Vous nous avez dit :');
  await page.waitForTimeout(300); // a tap that counted would have left it by now
  await expect(heading(page)).toHaveText('Vous nous avez dit :');
}
