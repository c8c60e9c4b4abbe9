// Every word of the form on a person's own page: yes or no to each channel, on what, how often.
import type { Channel, Language } from '#domain/shop-config.ts';
import type { Saying } from './page-words.ts';

export interface ChoicesWords {
  /** What somebody says yes to; `isAll`: there is nothing else to say yes to. */
  readonly summary: (channels: readonly Channel[], isAll: boolean) => string;
  readonly yes: string;
  readonly no: string;
  readonly topics: string;
  readonly frequency: string;
  readonly number: string;
  readonly whyNumber: string;
  /** Why there is no yes to say: an objection stands. */
  readonly blocked: string;
  readonly save: string;
  readonly saved: string;
  readonly unchanged: string;
  readonly stale: Saying;
  readonly problem: {
    readonly title: string;
    readonly inTitle: string;
    readonly topics: (channel: Channel) => string;
    readonly number: string;
  };
}

const list = { fr: new Intl.ListFormat('fr'), en: new Intl.ListFormat('en-GB') };
const toFr = { email: 'à l’e\u2011mail', sms: 'aux SMS', phone: 'aux appels' } as const;
const toEn = { email: 'e\u2011mail', sms: 'texts', phone: 'calls' } as const;

export const choicesWordsByLanguage: Readonly<Record<Language, ChoicesWords>> = {
  fr: {
    summary: (channels, isAll) =>
      `Vous dites oui ${list.fr.format(channels.map((channel) => toFr[channel]))}${isAll ? '' : ', non au reste'}.`,
    yes: 'Oui',
    no: 'Non',
    topics: 'Sur quoi\u202f?',
    frequency: 'À quel rythme, au plus\u202f?',
    number: 'Votre numéro de téléphone',
    whyNumber: 'Cette page ne le connaît pas\u00a0: chaque nouveau oui aux SMS ou aux appels le demande.',
    blocked:
      'Votre opposition tient\u00a0: un oui demanderait à être confirmé, ce qui n’existe pas encore pour un téléphone.',
    save: 'Enregistrer',
    saved: 'C’est enregistré',
    unchanged: 'Rien n’a changé',
    stale: {
      title: 'Vos choix ont changé entre-temps',
      text: 'Cette page était ouverte depuis trop longtemps pour y ajouter un oui\u00a0: il n’a pas été enregistré. Voici où vous en êtes. Redites-le si c’est ce que vous voulez.',
    },
    problem: {
      title: 'Il manque quelque chose',
      inTitle: 'Erreur\u00a0: ',
      topics: (channel) =>
        `Choisissez au moins un sujet pour ${{ email: 'l’e\u2011mail', sms: 'les SMS', phone: 'les appels' }[channel]}`,
      number: 'Donnez un numéro complet, par exemple 06\u00a039\u00a098\u00a012\u00a034',
    },
  },
  en: {
    summary: (channels, isAll) =>
      `You say yes to ${list.en.format(channels.map((channel) => toEn[channel]))}${isAll ? '' : ', no to the rest'}.`,
    yes: 'Yes',
    no: 'No',
    topics: 'About what?',
    frequency: 'How often, at most?',
    number: 'Your phone number',
    whyNumber: 'This page does not know it: each new yes to texts or calls asks for it.',
    blocked: 'Your objection stands: a yes would have to be confirmed, which does not exist for a telephone yet.',
    save: 'Save',
    saved: 'Saved',
    unchanged: 'Nothing has changed',
    stale: {
      title: 'Your choices have changed meanwhile',
      text: 'This page had been open for too long to add a yes: it was not saved. This is where you are now. Say it again if it is what you want.',
    },
    problem: {
      title: 'Something is missing',
      inTitle: 'Error: ',
      topics: (channel) =>
        `Choose at least one topic for ${{ email: 'e\u2011mail', sms: 'texts', phone: 'calls' }[channel]}`,
      number: 'Enter a complete number, such as +33 6 39 98 12 34',
    },
  },
};
