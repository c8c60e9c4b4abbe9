// What each mail says around its own words: the link again, who it was, where to write.
import type { Language } from '#domain/shop-config.ts';

export interface MailFrameWords {
  readonly open: string;
  readonly copyLink: string;
  readonly until: (day: string) => string;
  readonly notYou: string;
  readonly tellUs: string;
  readonly notice: string;
  readonly questionsAndRights: string;
}

export const mailFrameWordsByLanguage: Readonly<Record<Language, MailFrameWords>> = {
  fr: {
    open: 'Voir mes choix',
    copyLink: 'Le bouton ne répond pas\u202f? Copiez ce lien dans votre navigateur\u00a0:',
    until: (day) => `Le lien est personnel et s’ouvre jusqu’au ${day}. Ne le transmettez à personne.`,
    notYou: 'Ce n’était pas vous\u202f?',
    tellUs: 'Dites-le-nous à l’adresse ci-dessous\u00a0: nous vous dirons d’où vient cette demande.',
    notice: 'Qui, pourquoi, combien de temps\u202f?',
    questionsAndRights: 'Questions et droits\u00a0:',
  },
  en: {
    open: 'See my choices',
    copyLink: 'The button does not work? Copy this link into your browser:',
    until: (day) => `The link is personal and opens until ${day}. Do not pass it on.`,
    notYou: 'It wasn’t you?',
    tellUs: 'Tell us at the address below: we will tell you where this came from.',
    notice: 'Who, why, for how long?',
    questionsAndRights: 'Questions and rights:',
  },
};
