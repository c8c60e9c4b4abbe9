// A shopper's visit at the sample shop: three questions, what they need, and every way to end.
import { expect } from '@playwright/test';
import { failCaptures, holdCaptures, watchStorage } from '../support/storage.ts';
import { answerAll, answerQuestions, button, chip } from '../support/tablet.ts';
import { type Chapter, handOf } from './walk.ts';

export const visit: Chapter = {
  name: 'visit',
  async walk(walk) {
    const { page, context, look } = walk;
    const { words, tap, begin, enrol, expectScreen, field, type, finishAnswer, end } = handOf(walk);
    const { yes, no } = words.answer;
    await watchStorage(page);
    await enrol();

    await begin(words.welcome.start);
    await expectScreen(/…$/);
    await look('questions');
    await tap(words.questions.more);
    await button(page, words.notice.back).waitFor();
    await look('notice');
    await tap(words.notice.back);
    await answerQuestions(page, [yes, yes, no]);
    await look('questions, answered');
    await tap(words.action.next);
    await expectScreen(words.email.title);
    await look('e-mail');
    await type('camille@gmial.com');
    await expect(button(page, words.email.correct)).toBeVisible();
    await look('e-mail, a suggestion');
    await field.fill('camille@');
    await field.press('Enter');
    await expect(page.getByText(words.email.invalid)).toBeVisible();
    await look('e-mail, refused');
    await field.fill('camille.de-la-fontaine@librairie-exemple.fr');
    await look('e-mail, a long one');
    await tap(words.action.next);
    await expectScreen(words.phone.title);
    await look('phone');
    await field.press('Enter');
    await expect(page.getByText(words.phone.empty)).toBeVisible();
    await look('phone, refused');
    await type('0612345678');
    await look('phone, typed');
    await tap(words.action.next);
    await expectScreen(words.review.title);
    await look('review');

    await failCaptures(page, 'quota', Number.POSITIVE_INFINITY);
    await tap(words.action.confirm);
    await expectScreen(words.notSaved.title);
    await look('not saved');
    await failCaptures(page, 'quota', 0);
    await holdCaptures(page, true);
    await tap(words.notSaved.retry);
    await expect(page.getByText(words.saving)).toBeVisible();
    await look('saving');
    await holdCaptures(page, false);
    await expectScreen(words.thanks.step.join(' '));
    await page.getByRole('img', { name: words.thanks.code }).waitFor();
    await look('thanks, a step and a code');
    await end();

    await begin(words.welcome.start);
    await answerQuestions(page, [yes, no, no]);
    await finishAnswer('ana@exemple.fr');
    await expectScreen(words.thanks.step.join(' '));
    await look('thanks, a step');
    await end();

    await begin(words.welcome.start);
    await answerQuestions(page, [no, yes, yes]);
    await finishAnswer('0612345678');
    await expectScreen(words.thanks.noted.join(' '));
    await page.getByRole('img', { name: words.thanks.code }).waitFor();
    await look('thanks, noted');
    await end();

    await begin(words.welcome.start);
    await answerAll(page, no);
    await look('questions, no to all');
    await finishAnswer();
    await expectScreen(words.thanks.noted.join(' '));
    await look('thanks, refused');
    await end();

    await context.setOffline(true);
    await begin(words.welcome.start);
    await answerQuestions(page, [yes, no, no]);
    await finishAnswer('camille@exemple.fr');
    await expectScreen(words.thanks.step.join(' '));
    await look('thanks, a step, offline');
    await end();
    await begin(words.welcome.start);
    await answerQuestions(page, [yes, yes, no]);
    await finishAnswer('camille@exemple.fr', '0612345678');
    await expectScreen(words.thanks.step.join(' '));
    await look('thanks, a step and noted, offline');
    await end();
    await expect(chip(page)).toHaveText(words.status.offline(2));
    await look('welcome, offline');

    await begin(words.welcome.stop);
    await expectScreen(words.stop.title);
    await look('stop');
    await type('ana@');
    await tap(words.stop.action);
    await expect(page.getByText(words.stop.invalid.either)).toBeVisible();
    await look('stop, refused');
    await type('exemple.fr');
    await tap(words.stop.action);
    await expectScreen(words.thanks.noted.join(' '));
    await look('thanks, stopped');
    await end();

    await begin(words.welcome.start);
    await page.clock.setFixedTime(Date.now() + 31_000);
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await look('idle');
  },
};
