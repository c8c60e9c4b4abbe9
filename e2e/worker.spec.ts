// The service worker keeps the kiosk and nothing else: in the same browser, the pages of phones and mailboxes come from
// the server, or not at all.
import type { Response } from '@playwright/test';
import type { BackEnd } from './support/back-end.ts';
import { acceptEmail, confirm, enrol, expectThanks, finish } from './support/tablet.ts';
import { expect, test } from './support/test.ts';

test.use({ mailTo: 'mailbox' });

test('the worker answers for the kiosk, and never for the mailbox or a confirmation link', async ({
  backEnd,
  context,
  page,
}) => {
  await enrol(page, await backEnd.enrolmentLink());
  const kiosk = await page.reload();
  expect(kiosk?.fromServiceWorker()).toBe(true);
  await acceptEmail(page, 'camille@exemple.fr');
  await confirm(page);
  await expectThanks(page);
  await finish(page);

  const other = await context.newPage();
  const mails = other.getByRole('link', { name: /Confirmez votre adresse/ });
  await expect(async () => {
    await fromServer(backEnd, '/mailbox', () => other.goto(`${backEnd.origin}/mailbox`));
    await expect(mails).toBeVisible({ timeout: 100 });
  }).toPass();
  await mails.tap();
  const link = await other
    .getByRole('link', { name: /\/confirm\// })
    .first()
    .getAttribute('href');
  await fromServer(backEnd, '/confirm/:token', () => other.goto(link ?? ''));

  await backEnd.stop();
  for (const path of ['/mailbox', new URL(link ?? '').pathname])
    await expect(other.goto(backEnd.origin + path)).rejects.toThrow('ERR_CONNECTION_REFUSED');
  expect((await page.reload())?.fromServiceWorker()).toBe(true);
});

/** The answer came from the server, which saw the request. */
async function fromServer(backEnd: BackEnd, route: string, go: () => Promise<Response | null>): Promise<void> {
  const seen = () => backEnd.output().split(`"route":"${route}"`).length;
  const before = seen();
  const response = await go();
  expect(response?.status()).toBe(200);
  expect(response?.fromServiceWorker()).toBe(false);
  // a line comes through a pipe, later than the answer
  await expect.poll(seen).toBe(before + 1);
}
