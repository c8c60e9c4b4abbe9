// A new version never comes between a shopper and the form: it waits for the welcome screen, and what waits in the
// journal waits on.
import type { BrowserContext, Page } from '@playwright/test';
import { type Deployment, startDeployment } from './support/deployment.ts';
import {
  answerAll,
  answerQuestions,
  button,
  chip,
  confirm,
  enrol,
  expectThanks,
  finish,
  heading,
  refuse,
  start,
} from './support/tablet.ts';
import { expect, test } from './support/test.ts';

const OTHER_TAB = 'Déjà ouvert ailleurs';

let deployment: Deployment;

test.beforeEach(async ({ backEnd }) => {
  deployment = await startDeployment(backEnd.origin);
});

test.afterEach(() => deployment.end());

test('a new version waits while a form is open, and is taken on the welcome screen with nothing lost', async ({
  page,
  backEnd,
}) => {
  await enrol(page, (await backEnd.enrolmentLink()).replace(backEnd.origin, deployment.origin));
  await backEnd.stop();
  await refuse(page);
  await confirm(page);
  await expectThanks(page);
  await finish(page);
  await expect(chip(page)).toHaveText('Hors ligne, 1 en attente');

  await start(page);
  await answerQuestions(page, ['Non', 'Non', 'Non']);
  await mark(page);
  await bringNext(page);
  await confirm(page);
  await expectThanks(page);
  expect(await isWaiting(page)).toBe(true);
  expect(await isSamePage(page)).toBe(true);

  const reloaded = page.waitForEvent('load');
  await finish(page);
  await reloaded;
  await expect(chip(page)).toHaveText('Hors ligne, 2 en attente');
  await expectNext(page);

  await backEnd.start();
  await page.reload();
  await expect
    .poll(() => backEnd.query("select seq from events where type = 'answers-given' order by seq"))
    .toEqual([{ seq: 1 }, { seq: 2 }]);
});

test('who begins while a new version takes over is not interrupted, unlike a tab that is not the kiosk', async ({
  page,
  context,
  backEnd,
}) => {
  await enrol(page, (await backEnd.enrolmentLink()).replace(backEnd.origin, deployment.origin));
  const second = await openSecond(context);
  await page.bringToFront();
  await refuse(page);
  await bringNext(page);
  await confirm(page);
  await expectThanks(page);
  await mark(page);
  const secondReloaded = second.waitForEvent('load');
  await page.evaluate(async () => {
    const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    for (const name of ['Terminer', 'Commencer']) {
      const find = () => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
      while (!find()) await new Promise((resolve) => setTimeout(resolve));
      find()?.click();
    }
    await taken;
  });
  await secondReloaded;
  await expect(heading(second)).toHaveText(OTHER_TAB);
  await answerAll(page, 'Non');
  await confirm(page);
  await expectThanks(page);
  expect(await isSamePage(page)).toBe(true);

  const reloaded = page.waitForEvent('load');
  await finish(page);
  await reloaded;
  await expectNext(page);
});

test('a new version that is ready as the welcome screen appears does not wait for another visit', async ({
  page,
  backEnd,
}) => {
  await enrol(page, (await backEnd.enrolmentLink()).replace(backEnd.origin, deployment.origin));
  await refuse(page);
  await deployment.deployNext();
  await confirm(page);
  await expectThanks(page);
  const reloaded = page.waitForEvent('load');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        const finish = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Terminer');
        if (installing.state === 'installed') finish?.click();
      });
    });
    void registration.update();
  });
  await reloaded;
  await expectNext(page);
});

test('with a second tab open, the kiosk stays where it was, and the other tab has the new version too', async ({
  page,
  context,
  backEnd,
}) => {
  await enrol(page, (await backEnd.enrolmentLink()).replace(backEnd.origin, deployment.origin));
  const second = await openSecond(context);
  await page.bringToFront();
  await refuse(page);
  await bringNext(page);
  await confirm(page);
  await expectThanks(page);

  const reloaded = second.waitForEvent('load');
  await button(page, 'Terminer').tap();
  await reloaded;
  await expect(heading(second)).toHaveText(OTHER_TAB);
  await expectNext(page);
});

async function openSecond(context: BrowserContext): Promise<Page> {
  const second = await context.newPage();
  await second.goto(`${deployment.origin}/kiosk/`);
  await expect(heading(second)).toHaveText(OTHER_TAB);
  return second;
}

/** The next version is there, and waits. */
async function bringNext(page: Page): Promise<void> {
  await deployment.deployNext();
  // what the bridge does every hour
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect.poll(() => isWaiting(page)).toBe(true);
}

const isWaiting = (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);

const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isSamePage: true }));

const isSamePage = (page: Page): Promise<boolean> => page.evaluate(() => 'isSamePage' in window);

async function expectNext(page: Page): Promise<void> {
  await button(page, 'Équipe').tap();
  await expect(page.getByText('99.0.0, notice 2')).toBeVisible();
}
