// Somebody comes to the till and wants it to end: from the welcome screen, offline too. journeys.spec.ts counts the taps.
import type { Page } from '@playwright/test';
import { stopWords } from '#i18n/kiosk/stop-words.ts';
import { welcomeWords } from '#i18n/kiosk/welcome-words.ts';
import { acceptSms, button, chip, confirm, enrol, finish } from './support/tablet.ts';
import { expect, test } from './support/test.ts';
import { createSearch } from './support/traces.ts';

const words = stopWords.fr;

test.beforeEach(async ({ page, backEnd }) => {
  await enrol(page, await backEnd.enrolmentLink());
});

test('what is stopped offline takes effect when the tablet is back, and is read by nobody', async ({
  page,
  context,
  backEnd,
}) => {
  const statuses = () => backEnd.query<{ status: string }>('select status from grants').map(({ status }) => status);
  await acceptSms(page, '0639981234');
  await confirm(page);
  await finish(page);
  await expect.poll(statuses).toEqual(['given']);

  await context.setOffline(true);
  await beginStop(page);
  await page.getByText(words.channels.sms, { exact: true }).tap();
  await page.getByRole('textbox').focus();
  await page.keyboard.insertText('06 39 98 12 34');
  await button(page, words.action).tap();
  await expect(page.getByText(/^Nous arrêtons les SMS/)).toBeVisible();
  await finish(page);
  await expect(chip(page)).toHaveText(/1 en attente/);
  expect(
    createSearch(['39981234', '39 98 12 34'])(Buffer.from(await page.evaluate(() => document.body.outerHTML))),
  ).toEqual([]);

  await context.setOffline(false);
  await expect.poll(statuses, { timeout: 30_000 }).toEqual(['withdrawn']);
  const stops = backEnd.query<{ jws: string }>("select jws from events where type = 'withdrawal'");
  expect(stops).toHaveLength(1);
  const [, payload = ''] = (stops[0]?.jws ?? '').split('.');
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    collector: 'shopper',
    scope: { purpose: 'marketing', channel: 'sms' },
  });
});

async function beginStop(page: Page): Promise<void> {
  await button(page, welcomeWords.fr.welcome.stop).tap();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title);
}
