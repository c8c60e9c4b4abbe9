// "Thank you" means that the answer is on the disk: not before, and not when it is not (A2).
import type { Page } from '@playwright/test';
import { captureLog, type Fault, failCaptures, holdCaptures, readJournal, watchStorage } from './support/storage.ts';
import { acceptEmail, button, chip, confirm, enrol, expectThanks, finish, heading, refuse } from './support/tablet.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page, backEnd }) => {
  await watchStorage(page);
  await enrol(page, await backEnd.enrolmentLink());
});

test('an answer is put with strict durability, and thanked for after complete', async ({ page }) => {
  await refuse(page);
  await holdCaptures(page, true);
  await confirm(page);
  await expect(heading(page)).toHaveText('Nous enregistrons votre réponse sur cette tablette.');
  await expect.poll(async () => (await captureLog(page)).happened).toEqual(['put']);
  await expect(page.locator('.thanks')).toHaveCount(0);
  await holdCaptures(page, false);
  await expectThanks(page);
  expect(await captureLog(page)).toMatchObject({ durabilities: ['strict'], happened: ['put', 'complete', 'thanks'] });
});

/** And the code that the team reads out. */
const codes: Record<Fault, string> = { quota: 'S-FULL', abort: 'S-ABORT', closed: 'S-CLOSED', lost: 'S-CONNECTION' };

for (const [fault, code] of Object.entries(codes) as [Fault, string][]) {
  test(`storage that fails by "${fault}" once keeps the answer, twice says so and keeps the form`, async ({
    page,
    backEnd,
  }) => {
    await page.context().setOffline(true);
    await refuse(page);
    await failCaptures(page, fault, 1);
    await confirm(page);
    await expectThanks(page);
    expect((await captureLog(page)).happened.slice(-3)).toEqual(['put', 'complete', 'thanks']);
    await finish(page);
    expect(await readJournal(page)).toHaveLength(1);

    await acceptEmail(page, 'camille@exemple.fr');
    await failCaptures(page, fault, Number.POSITIVE_INFINITY);
    await confirm(page);
    await expect(heading(page)).toHaveText('Pas enregistré');
    await expect(page.getByText(code)).toBeVisible();
    expect(await readJournal(page)).toHaveLength(1);
    expect((await captureLog(page)).happened.at(-1)).toBe('not saved');

    await failCaptures(page, fault, 0);
    await button(page, 'Réessayer').tap();
    await expect(heading(page)).toHaveText('Encore un pas');
    await finish(page);
    expect((await readJournal(page)).map(({ seq }) => seq)).toEqual([1, 2]);

    await page.context().setOffline(false);
    await expect(chip(page)).toHaveText('Prêt');
    await expect.poll(() => backEnd.query("select 1 from events where type = 'answers-given'")).toHaveLength(2);
    expect(await backEnd.readContacts()).toEqual(['camille@exemple.fr']);
  });
}

test('a page that dies right after the thank-you has kept the answer', async ({ page, context, backEnd }) => {
  await context.setOffline(true);
  await refuse(page);
  await confirm(page);
  await expectThanks(page);
  await crash(page);

  const next = await context.newPage();
  await next.goto(`${backEnd.origin}/kiosk/`);
  await expect(chip(next)).toHaveText('Hors ligne, 1 en attente');
  expect(await readJournal(next)).toHaveLength(1);
});

test('a page that dies just before leaves at most one answer after another try', async ({ page, context, backEnd }) => {
  await context.setOffline(true);
  await refuse(page);
  await holdCaptures(page, true);
  await confirm(page);
  await expect.poll(async () => (await captureLog(page)).happened).toEqual(['put']);
  await crash(page);

  const next = await context.newPage();
  await next.goto(`${backEnd.origin}/kiosk/`);
  await refuse(next);
  await confirm(next);
  await expectThanks(next);
  expect((await readJournal(next)).map(({ seq }) => seq)).toEqual([1]);
});

test('a tablet that cannot open its journal says so; a fresh start throws the app away and keeps the answers', async ({
  page,
  context,
  backEnd,
}) => {
  await context.setOffline(true);
  await refuse(page);
  await confirm(page);
  await expectThanks(page);
  await finish(page);

  const broken = await context.newPage();
  await broken.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...database) {
      if (localStorage.getItem('mended')) return open.apply(this, database);
      throw new DOMException('Connection to Indexed Database server lost. Refresh the page', 'UnknownError');
    };
  });
  await page.close();
  await broken.goto(`${backEnd.origin}/kiosk/`);
  await expect(heading(broken)).toHaveText('N’utilisez pas cette tablette');

  await context.setOffline(false);
  await broken.evaluate(async () => {
    localStorage.setItem('mended', 'yes');
    await (await caches.open('left over')).put('/kiosk/old', new Response('old'));
  });
  await button(broken, 'Réessayer').tap();
  await expect(chip(broken)).toHaveText('Prêt');
  expect(await broken.evaluate(() => caches.has('left over'))).toBe(false);
  expect(await readJournal(broken)).toHaveLength(1);
});

/** The renderer is gone at once: no handler of the page runs. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const devTools = await page.context().newCDPSession(page);
  devTools.send('Page.crash').catch(() => {}); // nobody is left to answer
  await crashed;
}
