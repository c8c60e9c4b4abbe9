// Before and beside the questions: a tablet that opens, that is nobody's yet, that must not be used.
import { expect } from '@playwright/test';
import { intlLocales } from '#i18n/language.ts';
import { type BackEnd, PASSPHRASE } from '../support/back-end.ts';
import { button, chip, heading, tabletOptions } from '../support/tablet.ts';
import { type Chapter, handOf, type Walk } from './walk.ts';

export const opening: Chapter = {
  name: 'opening',
  async walk(walk) {
    const { page, context, backEnd, look } = walk;
    const { words, tap, open, enrol, expectScreen, field, givePassphrase } = handOf(walk);
    await lookAtFailures(walk);

    const typeCode = async (code: string) => {
      await field.fill(code);
      await tap(words.enrol.code.action);
    };
    await page.goto(`${backEnd.origin}/kiosk/`);
    await expectScreen(words.enrol.code.title);
    await look('enrolment, the code');
    await field.fill('zzzz');
    await button(page, words.enrol.code.action).tap({ force: true });
    await expect(page.getByText(words.enrol.code.missing(4))).toBeVisible();
    await look('enrolment, half a code');
    await typeCode('zzzz zzzz');
    await expectScreen(words.enrol.passphrase.title);
    await look('enrolment, the passphrase');
    await givePassphrase();
    await page.getByLabel(words.enrol.passphrase.again, { exact: true }).fill(`${PASSPHRASE} bis`);
    await tap(words.enrol.passphrase.action);
    await expect(page.getByText(words.enrol.problem.differ)).toBeVisible();
    await look('enrolment, two passphrases');
    await page.getByLabel(words.enrol.passphrase.again, { exact: true }).fill(PASSPHRASE);
    await tap(words.enrol.passphrase.action);
    await expect(page.getByText(words.enrol.failure.code)).toBeVisible();
    await look('enrolment, refused');

    await enrol();
    await look('welcome');
    const other = await context.newPage();
    await other.goto(`${backEnd.origin}/kiosk/`);
    await expect(heading(other)).toHaveText(words.stopped.reasons['other-tab'].title);
    await look('other tab', other);
    await other.close();

    const [device] = backEnd.query<{ id: string }>('select id from devices order by enrolled_at desc');
    await backEnd.admin('device', 'retire', device?.id ?? '');
    await tap(words.welcome.team);
    await open(words.team.sync);
    await expectScreen(words.stopped.retired.title);
    await look('retired');

    await page.reload();
    await enrol(await anotherLink(backEnd));
    const [again] = backEnd.query<{ id: string }>('select id from devices order by enrolled_at desc');
    await backEnd.admin('device', 'lost', again?.id ?? '');
    await tap(words.welcome.team);
    await open(words.team.sync);
    await expectScreen(words.team.headline.stopped);
    await look('team, refused');
    await tap(words.team.home);
    await expectScreen(words.stopped.reasons.device.title);
    await look('refused');
  },
};

/** Once the first was used. */
async function anotherLink(backEnd: BackEnd): Promise<string> {
  const said = await backEnd.admin('device', 'add', 'nantes', 'caisse-2');
  const code = /^ {2}(\S{4}-\S{4})$/m.exec(said)?.[1] ?? '';
  return `${backEnd.origin}/kiosk/#enrol=${code}&passphrase=${encodeURIComponent(PASSPHRASE)}`;
}

/** In a browser of its own, where the app's files can be kept away, and where what breaks is what is looked for. */
async function lookAtFailures({ context, backEnd, spoken, look }: Walk): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error('the context has no browser');
  const failing = await browser.newContext({
    ...tabletOptions,
    locale: intlLocales[spoken],
    serviceWorkers: 'block',
  });
  const page = await failing.newPage();
  const { words, tap } = handOf({ page, context: failing, backEnd, spoken, look });

  const old = await failing.newPage();
  await old.addInitScript(() => Reflect.deleteProperty(window, 'CompressionStream'));
  await old.goto(`${backEnd.origin}/kiosk/`);
  await expect(heading(old)).toHaveText(words.stopped.reasons['old-browser'].title);
  await look('an old browser', old);
  await old.close();

  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(/\/engine-[^/]*\.js$/, async (route) => {
    await held;
    await route.abort();
  });
  await page.goto(`${backEnd.origin}/kiosk/`);
  await expect(page.getByText(words.loading)).toBeVisible();
  await look('opening', page);
  letThrough();
  await expect(heading(page)).toHaveText(words.stopped.reasons.storage.title);
  await look('storage is broken', page);

  await page.unroute(/\/engine-[^/]*\.js$/);
  await page.route(/\/team-[^/]*\.js$/, (route) => route.abort());
  await page.goto('about:blank');
  await page.goto(await anotherLink(backEnd));
  await expect(chip(page)).toHaveText(words.status.ready);
  await tap(words.welcome.team);
  await expect(heading(page)).toHaveText(words.broken.title);
  await look('a screen is broken', page);
  await failing.close();
}
