// A new version never comes between a shopper and the form: it waits for the welcome screen, and what waits in the
// journal waits on.
import { type Deployment, startDeployment } from './support/deployment.ts';
import {
  answerQuestions,
  button,
  chip,
  confirm,
  enrol,
  expectThanks,
  finish,
  refuse,
  start,
} from './support/tablet.ts';
import { expect, test } from './support/test.ts';

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
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await deployment.deployNext();
  // what the bridge does every hour
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const isWaiting = () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);
  await expect.poll(isWaiting).toBe(true);
  await confirm(page);
  await expectThanks(page);
  expect(await isWaiting()).toBe(true);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);

  const reloaded = page.waitForEvent('load');
  await finish(page);
  await reloaded;
  await expect(chip(page)).toHaveText('Hors ligne, 2 en attente');
  await button(page, 'Équipe').tap();
  await expect(page.getByText('99.0.0, notice 3')).toBeVisible();

  await backEnd.start();
  await page.reload();
  await expect
    .poll(() => backEnd.query("select seq from events where type = 'answers-given' order by seq"))
    .toEqual([{ seq: 1 }, { seq: 2 }]);
});
