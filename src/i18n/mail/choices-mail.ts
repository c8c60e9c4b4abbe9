// Every word of the mail with a new link to the preference page.
import type { Language } from '#domain/shop-config.ts';
import { type MailFrameWords, mailFrameWordsByLanguage } from './frame-words.ts';

export interface ChoicesMailWords
  extends Pick<MailFrameWords, 'open' | 'copyLink' | 'until' | 'notYou' | 'notice' | 'questionsAndRights'> {
  readonly subject: (shop: string) => string;
  readonly title: string;
  readonly text: string;
  readonly doNothing: string;
}

export const choicesMailWordsByLanguage: Readonly<Record<Language, ChoicesMailWords>> = {
  fr: {
    ...mailFrameWordsByLanguage.fr,
    subject: (shop) => `Vos choix – ${shop}`,
    title: 'Vos choix.',
    text: 'Vous avez demandé un nouveau lien vers la page de vos choix. Vous y voyez ce que vous nous avez dit, et vous pouvez tout arrêter.',
    doNothing: 'Ne faites rien\u00a0: rien n’a changé, et le lien n’est arrivé que dans cette boîte.',
  },
  en: {
    ...mailFrameWordsByLanguage.en,
    subject: (shop) => `Your choices – ${shop}`,
    title: 'Your choices.',
    text: 'You asked for a new link to the page of your choices. It shows what you told us, and lets you stop everything.',
    doNothing: 'Do nothing: nothing has changed, and the link has reached this mailbox only.',
  },
};
