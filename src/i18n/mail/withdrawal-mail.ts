// Every word of the mail that acknowledges a withdrawal or objection. It states, and asks for nothing back.
import type { Language } from '#domain/shop-config.ts';
import { type MailFrameWords, mailFrameWordsByLanguage } from './frame-words.ts';

export interface WithdrawalMailWords extends MailFrameWords {
  readonly subject: (shop: string) => string;
  readonly title: string;
  readonly text: string;
  readonly no: string;
  readonly since: (day: string) => string;
  readonly only: string;
}

export const withdrawalMailWordsByLanguage: Readonly<Record<Language, WithdrawalMailWords>> = {
  fr: {
    ...mailFrameWordsByLanguage.fr,
    subject: (shop) => `C’est arrêté – ${shop}`,
    title: 'C’est arrêté.',
    text: 'Vous nous avez demandé d’arrêter. Votre réponse est maintenant\u00a0:',
    no: 'Non.',
    since: (day) => `Depuis le ${day}`,
    only: 'Vous n’avez rien d’autre à faire. Ce message est le seul que nous vous envoyons à ce sujet.',
  },
  en: {
    ...mailFrameWordsByLanguage.en,
    subject: (shop) => `It has stopped – ${shop}`,
    title: 'It has stopped.',
    text: 'You asked us to stop. Your answer is now:',
    no: 'No.',
    since: (day) => `Since ${day}`,
    only: 'There is nothing else for you to do. This message is the only one we send you about it.',
  },
};
