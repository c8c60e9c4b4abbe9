// The close of day: while answers wait, when all is in order, and with one that the back end holds apart.
import { expect } from '@playwright/test';
import { onRoll } from '../support/screen-sizes.ts';
import { answerAll, answerQuestions, button, chip } from '../support/tablet.ts';
import { type Chapter, handOf } from './walk.ts';

export const closing: Chapter = {
  name: 'close of day',
  async walk(walk) {
    const { page, context, look } = walk;
    const { words, tap, begin, enrol, open, expectScreen, givePassphrase, finishAnswer, end } = handOf(walk);
    const count = async () => {
      await tap(words.welcome.team);
      await open(words.team.close);
      await givePassphrase();
      await tap(words.close.ask.action);
    };
    const goHome = async () => {
      await tap(words.close.done);
      await tap(words.team.home);
    };
    await enrol();
    await context.setOffline(true);
    await begin(words.welcome.start);
    await answerAll(page, words.answer.no);
    await finishAnswer();
    await end();

    await tap(words.welcome.team);
    await open(words.team.close);
    await expectScreen(words.close.ask.title);
    await look('close, its passphrase');
    await tap(words.close.ask.action);
    await expect(page.getByText(words.enrol.problem.empty)).toBeVisible();
    await look('close, refused');
    await givePassphrase();
    await tap(words.close.ask.action);
    await expectScreen(words.close.here.title);
    await look('counted, one waiting');
    await tap(words.close.close);
    await expect(page.getByText(words.close.closed(1))).toBeVisible();
    await look('closed');
    await look('closed, on paper', page, onRoll);
    await tap(words.close.save);
    await expect(page.getByText(words.close.saved)).toBeVisible();
    await look('closed and saved');
    await goHome();

    await context.setOffline(false);
    await expect(chip(page)).toHaveText(words.status.ready, { timeout: 60_000 });
    await count();
    await expectScreen(words.close.clear.title);
    await look('counted, all in order');
    await tap(words.close.close);
    await expect(page.getByText(words.close.closed(2))).toBeVisible();
    await goHome();

    // held apart by the back end: not signed by this tablet
    await page.evaluate(() => {
      const { sign } = SubtleCrypto.prototype;
      SubtleCrypto.prototype.sign = async function (algorithm, key, data) {
        const signature = await sign.call(this, algorithm, key, data);
        const [header = ''] = new TextDecoder().decode(data as ArrayBuffer).split('.');
        if (atob(header).includes('consent-event')) new Uint8Array(signature)[0] = 0;
        return signature;
      };
    });
    await begin(words.welcome.start);
    await answerQuestions(page, [words.answer.no, words.answer.yes, words.answer.no]);
    await finishAnswer('0612345678');
    await end();
    await expect(chip(page)).toContainText(words.status.check, { timeout: 60_000 });
    await look('welcome, to check');
    await tap(words.welcome.team);
    await expectScreen(words.team.headline.check(1));
    await look('team, to check');
    await tap(words.team.home);
    await page.reload();
    await count();
    await expect(button(page, words.close.see)).toBeVisible();
    await look('counted, one to check');
    await tap(words.close.see);
    await expectScreen(words.close.apart.title);
    await look('held apart');
    await tap(words.close.back);
    await tap(words.close.previous);
    await expectScreen(words.close.history.title);
    await look('past closes');
  },
};
