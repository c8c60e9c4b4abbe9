// Every word of the form on a person's own page: yes or no to each channel, on what, how often.
import type { Channel, Language } from '#domain/shop-config.ts';
import type { Saying } from './page-words.ts';

export interface ChoicesWords {
  /** What somebody says yes to; `isNoToRest`: there is more, and they have said no to all of it. */
  readonly summary: (channels: readonly Channel[], isNoToRest: boolean) => string;
  /** What they were told of, and have not objected to. */
  readonly told: (channels: readonly Channel[]) => string;
  readonly topics: string;
  readonly frequency: string;
  readonly whyNumber: string;
  /** Why there is no yes to say: an objection stands. */
  readonly blocked: string;
  readonly save: string;
  readonly saved: string;
  readonly unchanged: string;
  readonly stale: Saying;
  readonly lacksTopics: (channel: Channel) => string;
}

const list = { fr: new Intl.ListFormat('fr'), en: new Intl.ListFormat('en-GB') };
const toFr = { email: 'à l’e\u2011mail', sms: 'aux SMS', phone: 'aux appels', post: 'au courrier' } as const;
const toEn = { email: 'e\u2011mail', sms: 'texts', phone: 'calls', post: 'letters' } as const;
const byFr = { email: 'par e\u2011mail', sms: 'par SMS', phone: 'par téléphone', post: 'par courrier' } as const;
const byEn = { email: 'by e\u2011mail', sms: 'by text', phone: 'by phone', post: 'by post' } as const;

export const choicesWordsByLanguage: Readonly<Record<Language, ChoicesWords>> = {
  fr: {
    told: (channels) =>
      `Sans opposition de votre part, nous pouvons vous contacter ${list.fr.format(channels.map((channel) => byFr[channel]))}.`,
    summary: (channels, isNoToRest) =>
      `Vous dites oui ${list.fr.format(channels.map((channel) => toFr[channel]))}${isNoToRest ? ', non au reste' : ''}.`,
    topics: 'Sur quoi\u202f?',
    frequency: 'À quel rythme, au plus\u202f?',
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
    lacksTopics: (channel) =>
      `Choisissez au moins un sujet pour ${{ email: 'l’e\u2011mail', sms: 'les SMS', phone: 'les appels', post: 'le courrier' }[channel]}`,
  },
  en: {
    told: (channels) =>
      `You have not objected, so we may contact you ${list.en.format(channels.map((channel) => byEn[channel]))}.`,
    summary: (channels, isNoToRest) =>
      `You say yes to ${list.en.format(channels.map((channel) => toEn[channel]))}${isNoToRest ? ', no to the rest' : ''}.`,
    topics: 'About what?',
    frequency: 'How often, at most?',
    whyNumber: 'This page does not know it: each new yes to texts or calls asks for it.',
    blocked: 'Your objection stands: a yes would have to be confirmed, which does not exist for a telephone yet.',
    save: 'Save',
    saved: 'Saved',
    unchanged: 'Nothing has changed',
    stale: {
      title: 'Your choices have changed meanwhile',
      text: 'This page had been open for too long to add a yes: it was not saved. This is where you are now. Say it again if it is what you want.',
    },
    lacksTopics: (channel) =>
      `Choose at least one topic for ${{ email: 'e\u2011mail', sms: 'texts', phone: 'calls', post: 'letters' }[channel]}`,
  },
};
