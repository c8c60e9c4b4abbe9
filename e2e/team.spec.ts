// The team's own screens, in each language and both ways round, against axe's rules: the tablet, its code, a training.
import { doorWords } from '#i18n/kiosk/door-words.ts';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { stopWords } from '#i18n/kiosk/stop-words.ts';
import { teamWords } from '#i18n/kiosk/team-words.ts';
import { trainingWords } from '#i18n/kiosk/training-words.ts';
import { welcomeWords } from '#i18n/kiosk/welcome-words.ts';
import { kioskWords } from '#i18n/kiosk/words.ts';
import { PASSPHRASE } from './support/back-end.ts';
import { findBarriers, test } from './support/spoken.ts';
import { answerAll, button, chip, heading, tabletOptions } from './support/tablet.ts';
import { expect } from './support/test.ts';

const PIN = '4071';

for (const spoken of ['fr', 'en'] as const)
  test.describe(spoken, () => {
    test.use({ spoken });
    const [team, door, training] = [teamWords[spoken], doorWords[spoken], trainingWords[spoken]];
    const [kiosk, { welcome, status }] = [kioskWords[spoken], welcomeWords[spoken]];

    test('the team keeps its place by a code, and practises; nothing there has a barrier', async ({
      page,
      backEnd,
    }) => {
      test.slow(); // a dozen screens, each twice, under every rule
      const found: string[] = [];
      const { width, height } = tabletOptions.viewport;
      const look = async (screen: string) => {
        found.push(...(await findBarriers(page)).map((barrier) => `${screen}: ${barrier}`));
        await page.setViewportSize({ width: height, height: width });
        found.push(...(await findBarriers(page)).map((barrier) => `${screen}, upright: ${barrier}`));
        await page.setViewportSize({ width, height });
      };
      const open = (title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) }).tap();
      const typePin = async (pin: string) => {
        for (const digit of pin) await button(page, digit).tap();
        await button(page, door.open).tap();
      };

      await page.goto(await backEnd.enrolmentLink());
      await expect(chip(page)).toHaveText(status.ready);
      await button(page, welcome.team).tap();
      await expect(page.getByText(team.pinMissing)).toBeVisible();
      await open(team.manager);
      await look('manager');
      await open(door.set.title);
      await page.getByLabel(enrolWords[spoken].passphrase.label, { exact: true }).fill(PASSPHRASE);
      await page.getByLabel(door.set.next, { exact: true }).fill('407');
      await button(page, door.set.action).tap();
      await expect(page.getByText(door.set.form)).toBeVisible();
      await look('setting the code, refused');
      await page.getByLabel(door.set.next, { exact: true }).fill(PIN);
      await button(page, door.set.action).tap();
      await expect(page.getByText(door.set.done.text)).toBeVisible();
      await look('the code is set');

      await page.reload();
      await expect(chip(page)).toHaveText(status.ready);
      await button(page, welcome.team).tap();
      await expect(button(page, welcome.hold)).toBeVisible();
      await look('welcome, a tap too short');
      await page.reload();
      await expect(chip(page)).toHaveText(status.ready);
      await button(page, welcome.team).hover();
      await page.mouse.down();
      await expect(heading(page)).toHaveText(door.title);
      await page.mouse.up();
      await look('the door');
      for (const wrong of ['1', '2', '3', PIN]) await typePin(wrong);
      await expect(page.getByText(door.wait(1))).toBeVisible();
      await look('the door, after too many tries');
      await button(page, door.forgotten).tap();
      await page.getByLabel(enrolWords[spoken].passphrase.label, { exact: true }).fill(PASSPHRASE);
      await page.getByLabel(door.set.next, { exact: true }).fill(PIN);
      await button(page, door.set.action).tap();
      await expect(page.getByText(door.set.done.text)).toBeVisible();
      await button(page, team.team).tap();
      await expect(page.getByText(team.pinSet)).toBeVisible();
      await look('team');
      await open(team.tablet.title);
      await expect(page.getByText(team.tablet.install[0] as string)).toBeVisible();
      await look('this tablet');

      await open(team.tablet.train.title);
      await expect(page.getByText(training.banner)).toBeVisible();
      await look('training, welcome');
      await button(page, welcome.start).tap();
      await answerAll(page, kiosk.answer.yes);
      await look('training, questions');
      await button(page, kiosk.action.next).tap();
      await expect(heading(page)).toHaveText(kiosk.email.title);
      await look('training, e-mail');
      await button(page, kiosk.bar.leave).tap();
      await button(page, welcome.stop).tap();
      await expect(heading(page)).toHaveText(stopWords[spoken].title);
      await look('training, stop');
      await button(page, training.end).tap();
      await expect(page.getByText(training.banner)).toBeHidden();
      await button(page, welcome.team).tap();
      await button(page, welcome.hold).tap();
      await expect(heading(page)).toHaveText(door.title);
      await typePin(PIN);
      await expect(page.getByText(team.pinSet)).toBeVisible();
      expect(found).toEqual([]);
    });
  });
