// A shop that asks in every way there is: marks of the cashier, several sheets, one question alone, what people are only told,
// and consent asked for aloud.
import { expect } from '@playwright/test';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { answerAll, button } from '../support/tablet.ts';
import { type Chapter, handOf } from './walk.ts';

export const kinds: Chapter = {
  name: 'kinds of questions',
  shop: bookshopOfAllKinds,
  async walk(walk) {
    const { page, look } = walk;
    const { words, tap, begin, enrol, open, expectScreen } = handOf(walk);
    const half = (name: string) => page.getByRole('radiogroup').first().getByText(name, { exact: true });
    await enrol();
    await look('welcome, with marks');
    await begin(words.welcome.start);
    await answerAll(page, words.answer.yes);
    await look('questions, the first of two sheets');
    await tap(words.action.next);
    await expectScreen(/\?$/);
    await look('one question');
    await half(words.answer.no).tap();
    await look('one question, answered');
    await tap(words.bar.leave);

    await tap(words.welcome.sale);
    await expect(button(page, words.welcome.sale)).toHaveAttribute('aria-pressed', 'true');
    await look('welcome, after a sale');
    await begin(words.welcome.start);
    await answerAll(page, words.answer.no);
    await tap(words.action.next);
    await expectScreen(new RegExp(`^${words.questions.unless}`));
    await look('told');
    await half(words.objection.yes).tap();
    await look('told, answered');
    await tap(words.bar.leave);

    await begin(words.welcome.stop);
    await expectScreen(words.stop.title);
    await look('stop, several purposes');
    await tap(words.bar.leave);

    await tap(words.welcome.team);
    await open(words.team.spoken);
    await expect(page.getByText(words.questions.spoken)).toBeVisible();
    await look('asked aloud');
  },
};
