// Every screen of the tablet, in each language, against axe's rules (WCAG 2.2 A and AA, and good practice), as wide as a tablet.
import type { Page } from '@playwright/test';
import { en } from '#i18n/kiosk/en.ts';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { fr } from '#i18n/kiosk/fr.ts';
import { handOverWords } from '#i18n/kiosk/hand-over-words.ts';
import { stopWords } from '#i18n/kiosk/stop-words.ts';
import { stoppedWords } from '#i18n/kiosk/stopped-words.ts';
import { teamWords } from '#i18n/kiosk/team-words.ts';
import { welcomeWords } from '#i18n/kiosk/welcome-words.ts';
import { PASSPHRASE } from './support/back-end.ts';
import { findBarriers, test } from './support/spoken.ts';
import { failCaptures, watchStorage } from './support/storage.ts';
import { answerAll, answerQuestions, button, chip, heading, tabletOptions } from './support/tablet.ts';
import { expect } from './support/test.ts';

for (const spoken of ['fr', 'en'] as const)
  test.describe(spoken, () => {
    test.use({ spoken });
    const words = { fr, en }[spoken];
    const { start, phone: onPhone, team } = welcomeWords[spoken].welcome;

    test('no screen has a barrier that axe can find', async ({ page, context, backEnd }) => {
      test.slow(); // some forty screens, each under every rule
      const [yes, no] = [words.answer.yes, words.answer.no] as const;
      const found: string[] = [];
      const look = async (screen: string, at: Page = page) => {
        found.push(...(await findBarriers(at)).map((barrier) => `${screen}: ${barrier}`));
      };
      const turn = async () => {
        const { width, height } = page.viewportSize() ?? tabletOptions.viewport;
        await page.setViewportSize({ width: height, height: width });
      };
      const expectScreen = (title: string | RegExp) => expect(heading(page)).toHaveText(title);
      const type = async (text: string) => {
        await page.getByRole('textbox').focus();
        await page.keyboard.insertText(text);
      };

      await page.goto(`${backEnd.origin}/kiosk/`);
      await expectScreen(enrolWords[spoken].code.title);
      await look('not enrolled');
      await watchStorage(page);
      await page.goto(await backEnd.enrolmentLink());
      await expect(chip(page)).toHaveText(welcomeWords[spoken].status.ready);
      await look('welcome');
      const other = await context.newPage();
      await other.goto(`${backEnd.origin}/kiosk/`);
      await expect(heading(other)).toHaveText(stoppedWords[spoken].reasons['other-tab'].title);
      await look('other tab', other);
      await other.close();

      await button(page, team).tap();
      await expectScreen(teamWords[spoken].headline.ready);
      await look('team');
      await button(page, teamWords[spoken].home).tap();

      await button(page, onPhone).tap();
      await expectScreen(handOverWords[spoken].title);
      await page.getByRole('img', { name: handOverWords[spoken].code }).waitFor();
      await look('hand-over');
      await turn();
      await look('hand-over, upright');
      await turn();
      await button(page, handOverWords[spoken].back).tap();

      await button(page, start).tap();
      await expectScreen(/…$/);
      await look('questions');
      await button(page, words.questions.more).tap();
      await look('notice');
      await button(page, words.notice.back).tap();
      await answerQuestions(page, [yes, yes, no]);
      await look('questions, answered');
      await button(page, words.action.next).tap();
      await expectScreen(words.email.title);
      await look('e-mail');
      await type('camille@gmial.com');
      await expect(button(page, words.email.correct)).toBeVisible();
      await look('e-mail, a suggestion');
      await page.getByRole('textbox').fill('camille@');
      await page.getByRole('textbox').press('Enter');
      await expect(page.getByText(words.email.invalid)).toBeVisible();
      await look('e-mail, refused');
      await page.getByRole('textbox').fill('camille@exemple.fr');
      await button(page, words.action.next).tap();
      await expectScreen(words.phone.title);
      await look('phone');
      await type('0612345678');
      await button(page, words.action.next).tap();
      await expectScreen(words.review.title);
      await look('review');

      await failCaptures(page, 'quota', Number.POSITIVE_INFINITY);
      await button(page, words.action.confirm).tap();
      await expectScreen(words.notSaved.title);
      await look('not saved');
      await failCaptures(page, 'quota', 0);
      await button(page, words.notSaved.retry).tap();
      await expectScreen(words.thanks.step.join(' '));
      await look('thanks, one more step and a code');
      await button(page, words.action.finish).tap();

      await context.setOffline(true);
      await button(page, start).tap();
      await answerQuestions(page, [no, yes, no]);
      await button(page, words.action.next).tap();
      await type('0612345678');
      await button(page, words.action.next).tap();
      await button(page, words.action.confirm).tap();
      await expectScreen(words.thanks.noted.join(' '));
      await look('thanks, noted');
      await button(page, words.action.finish).tap();

      await button(page, start).tap();
      await answerQuestions(page, [yes, no, no]);
      await button(page, words.action.next).tap();
      await type('ana@exemple.fr');
      await button(page, words.action.next).tap();
      await button(page, words.action.confirm).tap();
      await expectScreen(words.thanks.step.join(' '));
      await look('thanks, one more step, offline');
      await button(page, words.action.finish).tap();
      await look('welcome, offline');
      await button(page, team).tap();
      await look('team, offline');
      const { file, dayFile, team: back } = teamWords[spoken];
      const { passphrase, problem } = enrolWords[spoken];
      await page.getByRole('button', { name: new RegExp(`^${file}`) }).tap();
      await look('day’s file');
      await page.getByRole('button', { name: new RegExp(`^${dayFile.formats.csv.title}`) }).tap();
      await expect(page.getByText(problem.empty)).toBeVisible();
      await look('day’s file, refused');
      await page.getByLabel(passphrase.label, { exact: true }).fill(PASSPHRASE);
      await page.getByRole('button', { name: new RegExp(`^${dayFile.formats.csv.title}`) }).tap();
      await page.getByRole('button', { name: new RegExp(`^${dayFile.save.title}`) }).tap();
      await expect(page.getByText(dayFile.saved)).toBeVisible();
      await look('day’s file, saved');
      await button(page, back).tap();
      await button(page, teamWords[spoken].home).tap();

      await button(page, start).tap();
      await answerAll(page, no);
      await button(page, words.action.confirm).tap();
      await expectScreen(words.thanks.noted.join(' '));
      await look('thanks, refused');
      await button(page, words.thanks.stopEarlier).tap();
      const stop = stopWords[spoken];
      await expectScreen(stop.title);
      await look('stop');
      await turn();
      await look('stop, upright');
      await turn();
      await type('ana@');
      await button(page, stop.action).tap();
      await expect(page.getByText(stop.invalid.either)).toBeVisible();
      await look('stop, refused');
      await type('exemple.fr');
      await button(page, stop.action).tap();
      await expectScreen(words.thanks.noted.join(' '));
      await look('thanks, stopped');
      await button(page, words.action.finish).tap();

      await page.clock.install();
      await button(page, start).tap();
      await page.clock.runFor(31_000);
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await look('idle');
      expect(found).toEqual([]);
    });
  });
