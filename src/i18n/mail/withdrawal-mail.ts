// Every word of the mail that acknowledges a withdrawal or objection. It states, and asks for nothing back.
import type { Language } from '#domain/shop-config.ts';

export interface WithdrawalMailWords {
  readonly subject: (shop: string) => string;
  readonly title: string;
  readonly text: string;
  readonly no: string;
  readonly since: (day: string) => string;
  readonly only: string;
  readonly open: string;
  readonly copyLink: string;
  readonly until: (day: string) => string;
  readonly notYou: string;
  readonly tellUs: string;
  readonly notice: string;
  readonly questionsAndRights: string;
}

export const withdrawalMailWordsByLanguage: Readonly<Record<Language, WithdrawalMailWords>> = {
  fr: {
    subject: (shop) => `C’est arrêté – ${shop}`,
    title: 'C’est arrêté.',
    text: 'Vous nous avez demandé d’arrêter. Votre réponse est maintenant\u00a0:',
    no: 'Non.',
    since: (day) => `Depuis le ${day}`,
    only: 'Vous n’avez rien d’autre à faire. Ce message est le seul que nous vous envoyons à ce sujet.',
    open: 'Voir mes choix',
    copyLink: 'Le bouton ne répond pas\u202f? Copiez ce lien dans votre navigateur\u00a0:',
    until: (day) => `Le lien est personnel et s’ouvre jusqu’au ${day}. Ne le transmettez à personne.`,
    notYou: 'Ce n’était pas vous\u202f?',
    tellUs: 'Dites-le-nous à l’adresse ci-dessous\u00a0: nous vous dirons d’où vient cette demande.',
    notice: 'Qui, pourquoi, combien de temps\u202f?',
    questionsAndRights: 'Questions et droits\u00a0:',
  },
  en: {
    subject: (shop) => `It has stopped – ${shop}`,
    title: 'It has stopped.',
    text: 'You asked us to stop. Your answer is now:',
    no: 'No.',
    since: (day) => `Since ${day}`,
    only: 'There is nothing else for you to do. This message is the only one we send you about it.',
    open: 'See my choices',
    copyLink: 'The button does not work? Copy this link into your browser:',
    until: (day) => `The link is personal and opens until ${day}. Do not pass it on.`,
    notYou: 'It wasn’t you?',
    tellUs: 'Tell us at the address below: we will tell you where this came from.',
    notice: 'Who, why, for how long?',
    questionsAndRights: 'Questions and rights:',
  },
};
