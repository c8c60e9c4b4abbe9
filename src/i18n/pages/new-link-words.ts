// Every word of the page that sends a new link.
import type { Language } from '#domain/shop-config.ts';
import type { Saying } from './page-words.ts';

export interface NewLinkWords {
  /** The link that leads here, from every page whose own link has ended. */
  readonly lead: string;
  readonly title: string;
  readonly text: string;
  readonly address: string;
  readonly send: string;
  readonly sent: Saying;
  /** What to look for when nothing comes. */
  readonly nothingCame: string;
  readonly again: string;
  /** Of what was typed, which is no address. */
  readonly problemTitle: string;
}

export const newLinkWordsByLanguage: Readonly<Record<Language, NewLinkWords>> = {
  fr: {
    lead: 'Recevoir un nouveau lien',
    title: 'Recevoir un nouveau lien',
    text: 'Donnez l’adresse e\u2011mail que vous nous avez confiée\u00a0: nous y envoyons le lien de votre page.',
    address: 'Adresse e\u2011mail',
    send: 'Envoyer le lien',
    sent: {
      title: 'Regardez votre boîte',
      text: 'Si nous connaissons cette adresse, un lien y arrive dans quelques minutes. Par discrétion, cette page répond la même chose à tout le monde.',
    },
    nothingCame: 'Rien ne vient\u202f? Regardez dans les indésirables, ou essayez une autre adresse.',
    again: 'Donner une autre adresse',
    problemTitle: 'L’adresse est à corriger',
  },
  en: {
    lead: 'Send me a new link',
    title: 'Send me a new link',
    text: 'Enter the e\u2011mail address you gave us: we send the link of your page to it.',
    address: 'E\u2011mail address',
    send: 'Send the link',
    sent: {
      title: 'Check your mailbox',
      text: 'If we know this address, a link gets there within minutes. For discretion, this page says the same to everybody.',
    },
    nothingCame: 'Nothing comes? Look among the junk mail, or try another address.',
    again: 'Enter another address',
    problemTitle: 'There is a problem with the address',
  },
};
