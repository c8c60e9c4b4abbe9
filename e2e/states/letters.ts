// A shop that writes letters: told of them, agreed to with a postal address, and stopped by the same address.
import { bookshop, bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { postalWords } from '#i18n/kiosk/postal-words.ts';
import { type Chapter, handOf } from './walk.ts';

const told = bookshopOfAllKinds.questions.filter(({ channel }) => channel === 'post');

export const letters: Chapter = {
  name: 'letters',
  shop: { ...bookshopOfAllKinds, questions: [...bookshop.questions.slice(0, 1), ...told] },
  async walk(walk) {
    const { page, look, spoken } = walk;
    const { words, tap, begin, enrol, expectScreen, end } = handOf(walk);
    const { title, label, missing } = postalWords[spoken];
    const line = (name: string) => page.getByRole('textbox', { name });
    const half = (name: string) => page.getByRole('radiogroup').first().getByText(name, { exact: true });
    const fill = async () => {
      await line(label.name).fill('Marie-Amélie de La Rochefoucauld');
      await line(label.street).fill('112 bis boulevard du Maréchal-de-Lattre-de-Tassigny');
      await line(label.more).fill('Bâtiment B, escalier 3');
      await line(label.postcode).fill('44000');
      await line(label.town).fill('Nantes');
    };
    await enrol();
    await begin(words.welcome.start);
    await half(words.answer.no).tap();
    await tap(words.action.next);
    await half(words.objection.yes).tap();
    await tap(words.action.next);
    await expectScreen(title);
    await look('postal address, nothing typed');
    await line(label.name).fill('Camille Morel');
    await page.keyboard.press('Enter');
    await page.getByText(missing.street).waitFor();
    await look('postal address, a line missing');
    await fill();
    await look('postal address');
    await tap(words.action.next);
    await expectScreen(words.review.title);
    await look('review, with letters');
    await tap(words.action.confirm);
    await expectScreen(words.thanks.noted.join(' '));
    await look('thank-you, with letters');
    await end();

    await begin(words.welcome.stop);
    await expectScreen(words.stop.title);
    await page.getByText(words.stop.channels.post, { exact: true }).tap();
    await line(label.name).waitFor();
    await look('stop, letters');
    await fill();
    await tap(words.stop.action);
    await expectScreen(words.thanks.noted.join(' '));
    await look('stopped, letters');
  },
};
