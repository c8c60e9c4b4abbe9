// Every word of the mail with a new link to the preference page.
import type { Language } from '#domain/shop-config.ts';

export interface ChoicesMailWords {
  readonly subject: (shop: string) => string;
  readonly title: string;
  readonly text: string;
  readonly open: string;
  readonly copyLink: string;
  readonly until: (day: string) => string;
  readonly notYou: string;
  readonly doNothing: string;
  readonly notice: string;
  readonly questionsAndRights: string;
}

export const choicesMailWordsByLanguage: Readonly<Record<Language, ChoicesMailWords>> = {
  fr: {
    subject: (shop) => `Vos choix – ${shop}`,
    title: 'Vos choix.',
    text: 'Vous avez demandé un nouveau lien vers la page de vos choix. Vous y voyez ce que vous nous avez dit, et vous pouvez tout arrêter.',
    open: 'Voir mes choix',
    copyLink: 'Le bouton ne répond pas\u202f? Copiez ce lien dans votre navigateur\u00a0:',
    until: (day) => `Le lien est personnel et s’ouvre jusqu’au ${day}. Ne le transmettez à personne.`,
    notYou: 'Ce n’était pas vous\u202f?',
    doNothing: 'Ne faites rien\u00a0: rien n’a changé, et le lien n’est arrivé que dans cette boîte.',
    notice: 'Qui, pourquoi, combien de temps\u202f?',
    questionsAndRights: 'Questions et droits\u00a0:',
  },
  en: {
    subject: (shop) => `Your choices – ${shop}`,
    title: 'Your choices.',
    text: 'You asked for a new link to the page of your choices. It shows what you told us, and lets you stop everything.',
    open: 'See my choices',
    copyLink: 'The button does not work? Copy this link into your browser:',
    until: (day) => `The link is personal and opens until ${day}. Do not pass it on.`,
    notYou: 'It wasn’t you?',
    doNothing: 'Do nothing: nothing has changed, and the link has reached this mailbox only.',
    notice: 'Who, why, for how long?',
    questionsAndRights: 'Questions and rights:',
  },
};
