// The team's screens: how the tablet is, the day's file, what a manager does rarely, the door, a training.
import { expect } from '@playwright/test';
import { PASSPHRASE } from '../support/back-end.ts';
import { answerAll, answerQuestions, button, chip } from '../support/tablet.ts';
import { type Chapter, handOf } from './walk.ts';

const PIN = '4071';

export const team: Chapter = {
  name: 'team',
  async walk(walk) {
    const { page, context, look } = walk;
    const { words, tap, begin, enrol, open, expectScreen, field, givePassphrase, finishAnswer, end } = handOf(walk);
    const { headline, manager, managed, dayFile, change, rescue, replace } = words.team;
    const [backToTeam, home] = [() => tap(words.team.team), () => tap(words.team.home)];
    await enrol();
    await tap(words.welcome.team);
    await expectScreen(headline.ready);
    await look('team');
    await open(manager);
    await expectScreen(managed.title);
    await look('manager');
    await open(change.title);
    await page.getByLabel(change.current, { exact: true }).waitFor();
    await look('change of passphrase');
    await page.getByLabel(change.current, { exact: true }).fill('une autre phrase que celle-ci');
    await page.getByLabel(change.next, { exact: true }).fill('tulipe barrage cinq violon');
    await page.getByLabel(words.enrol.passphrase.again, { exact: true }).fill('tulipe barrage cinq violon');
    await tap(change.action);
    await expect(page.getByText(words.enrol.problem.wrong)).toBeVisible();
    await look('change of passphrase, refused');
    await page.getByLabel(change.current, { exact: true }).fill(PASSPHRASE);
    await page.getByLabel(change.next, { exact: true }).fill(PASSPHRASE);
    await page.getByLabel(words.enrol.passphrase.again, { exact: true }).fill(PASSPHRASE);
    await tap(change.action);
    await expectScreen(change.changed.title);
    await look('change of passphrase, done');
    await backToTeam();
    await open(manager);
    await open(rescue.title);
    await tap(rescue.action);
    await expect(page.getByRole('status').filter({ hasText: 'journal-' })).toBeVisible();
    await look('rescue export');
    await backToTeam();
    await open(manager);
    await open(replace.title);
    await expectScreen(replace.title);
    await look('replacing the tablet');
    await tap(replace.action);
    await field.waitFor();
    await look('replacing the tablet, its code');
    await backToTeam();
    await home();

    await context.setOffline(true);
    await tap(words.welcome.team);
    await open(words.team.sync);
    await expectScreen(headline.offline);
    await look('team, offline');
    await home();
    await begin(words.welcome.start);
    await answerQuestions(page, [words.answer.no, words.answer.yes, words.answer.no]);
    await finishAnswer('0612345678');
    await end();
    await tap(words.welcome.team);
    await expectScreen(headline.waiting(1));
    await look('team, one waiting');
    await open(manager);
    await open(replace.title);
    await expectScreen(replace.title);
    await look('replacing the tablet, one waiting');
    await backToTeam();
    await open(words.team.file);
    await page.getByLabel(words.enrol.passphrase.label, { exact: true }).waitFor();
    await look('day’s file');
    await open(dayFile.formats.csv.title);
    await expect(page.getByText(words.enrol.problem.empty)).toBeVisible();
    await look('day’s file, refused');
    await givePassphrase();
    await open(dayFile.formats.csv.title);
    await open(dayFile.save.title);
    await expect(page.getByText(dayFile.saved)).toBeVisible();
    await look('day’s file, saved');
    await backToTeam();
    await home();

    await page.clock.install();
    await page.reload();
    for (const [state, hours, title] of [
      ['amber', 25, headline.waiting(2)],
      ['red', 49, headline.late],
    ] as const) {
      await page.clock.fastForward(hours * 3_600_000);
      await tap(words.welcome.team);
      await expectScreen(title);
      await look(`team, ${state}`);
      await home();
    }
  },
};

export const door: Chapter = {
  name: 'door and training',
  async walk(walk) {
    const { page, look } = walk;
    const { words, tap, begin, enrol, open, expectScreen, givePassphrase } = handOf(walk);
    const typePin = async (pin: string) => {
      for (const digit of pin) await tap(digit);
      await tap(words.door.open);
    };
    /** However busy the machine is: a finger may take longer there. */
    const tapShortly = async () => {
      await button(page, words.welcome.team).dispatchEvent('click', { detail: 1 });
      await expect(button(page, words.welcome.hold)).toBeVisible();
    };
    const setPin = async (pin: string) => {
      await givePassphrase();
      await page.getByLabel(words.door.set.next, { exact: true }).fill(pin);
      await tap(words.door.set.action);
    };
    await enrol();
    await tap(words.welcome.team);
    await expect(page.getByText(words.team.pinMissing)).toBeVisible();
    await open(words.team.manager);
    await open(words.door.set.title);
    await setPin('407');
    await expect(page.getByText(words.door.set.form)).toBeVisible();
    await look('setting the code, refused');
    await setPin(PIN);
    await expect(page.getByText(words.door.set.done.text)).toBeVisible();
    await look('the code is set');

    await page.reload();
    await expect(chip(page)).toHaveText(words.status.ready);
    await tapShortly();
    await look('welcome, a tap too short');
    await page.reload();
    await expect(chip(page)).toHaveText(words.status.ready);
    await button(page, words.welcome.team).hover();
    await page.mouse.down();
    await expectScreen(words.door.title);
    await page.mouse.up();
    await look('the door');
    for (const wrong of ['1', '2', '3', PIN]) await typePin(wrong);
    await expect(page.getByText(words.door.wait(1))).toBeVisible();
    await look('the door, after too many tries');
    await tap(words.door.forgotten);
    await setPin(PIN);
    await expect(page.getByText(words.door.set.done.text)).toBeVisible();
    await tap(words.team.team);
    await expect(page.getByText(words.team.pinSet)).toBeVisible();

    await open(words.team.tablet.title);
    await expect(page.getByText(words.team.tablet.install[0] as string)).toBeVisible();
    await look('this tablet');
    await open(words.team.tablet.train.title);
    await expect(page.getByText(words.training.banner)).toBeVisible();
    await look('training, welcome');
    await tap(words.team.spoken);
    await expect(page.getByText(words.questions.spoken)).toBeVisible();
    await look('training, spoken consent');
    await tap(words.bar.leave);
    await begin(words.welcome.start);
    await answerAll(page, words.answer.yes);
    await look('training, questions');
    await tap(words.action.next);
    await expectScreen(words.email.title);
    await look('training, e-mail');
    await tap(words.bar.leave);
    await begin(words.welcome.stop);
    await expectScreen(words.stop.title);
    await look('training, stop');
    await tap(words.training.end);
    await expect(page.getByText(words.training.banner)).toBeHidden();
    await tapShortly();
    await tap(words.welcome.hold);
    await expectScreen(words.door.title);
    await typePin(PIN);
    await expect(page.getByText(words.team.pinSet)).toBeVisible();
  },
};
