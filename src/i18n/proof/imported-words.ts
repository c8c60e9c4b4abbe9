// What a dossier says of a consent that was taken over from a list: that it was, and what the shop stated as proof.
import type { Imported, Stated } from '#domain/imported.ts';
import type { Channel, Language } from '#domain/shop-config.ts';

interface ImportedWords {
  readonly lede: string;
  readonly imported: string;
  readonly from: string;
  readonly list: (list: Imported['list']) => string;
  readonly channels: string;
  readonly channel: Readonly<Record<Channel, string>>;
  readonly askedOn: string;
  readonly means: string;
  readonly meansOf: Readonly<Record<NonNullable<Stated['means']>, string>>;
  readonly text: string;
  readonly regime: string;
  readonly purchasedOn: string;
  readonly notStated: string;
  /** The day of the yes, in place of "since". */
  readonly statedOn: (day: string) => string;
  /** In place of "said by the person". */
  readonly standing: string;
  /** The same of somebody who was told, and had said no yes. */
  readonly told: { readonly lede: string; readonly askedOn: string; readonly standing: string };
}

export const importedWordsByLanguage: Readonly<Record<Language, ImportedWords>> = {
  fr: {
    lede: 'Cet accord n’a pas été recueilli ici\u00a0: il a été repris d’un fichier. Ce qui suit est ce que le responsable a déclaré alors. Le registre prouve cette déclaration et son moment, pas que la personne a dit oui.',
    imported: 'Repris',
    from: 'Origine',
    list: (list) => `fichier «\u00a0${list}\u00a0»`,
    channels: 'Pour',
    channel: { email: 'e\u2011mail', sms: 'SMS', phone: 'appels', post: 'courrier' },
    askedOn: 'Accord donné le',
    means: 'Comment',
    meansOf: {
      web: 'sur un site',
      paper: 'sur papier',
      till: 'à la caisse',
      phone: 'au téléphone',
      email: 'par e\u2011mail',
      event: 'lors d’un évènement',
      other: 'autrement',
    },
    text: 'Texte montré',
    regime: 'Régime',
    purchasedOn: 'Dernier achat',
    notStated: 'non déclaré',
    statedOn: (day) => `donné le ${day} d’après le fichier`,
    standing: 'Repris d’un fichier, sur la déclaration du responsable, et rien ne l’a arrêté depuis.',
    told: {
      lede: 'Ce contact n’a pas été recueilli ici\u00a0: il a été repris d’un fichier. Ce qui suit est ce que le responsable a déclaré alors\u00a0: que la personne avait été informée, pas qu’elle avait dit oui. Le registre prouve cette déclaration et son moment.',
      askedOn: 'Informée le',
      standing:
        'Repris d’un fichier\u00a0: le responsable a déclaré que la personne avait été informée. Elle ne s’est pas opposée depuis, et n’a pas dit oui.',
    },
  },
  en: {
    lede: 'This consent was not collected here: it was taken over from a list. What follows is what the controller stated then. The ledger proves that statement and its moment, not that the person said yes.',
    imported: 'Taken over',
    from: 'From',
    list: (list) => `list “${list}”`,
    channels: 'For',
    channel: { email: 'e\u2011mail', sms: 'texts', phone: 'calls', post: 'post' },
    askedOn: 'Consent given on',
    means: 'How',
    meansOf: {
      web: 'on a website',
      paper: 'on paper',
      till: 'at the till',
      phone: 'by phone',
      email: 'by e\u2011mail',
      event: 'at an event',
      other: 'otherwise',
    },
    text: 'Text shown',
    regime: 'Regime',
    purchasedOn: 'Last purchase',
    notStated: 'not stated',
    statedOn: (day) => `given on ${day} as the list states`,
    standing: 'Taken over from a list, as the controller stated, and nothing has stopped it since.',
    told: {
      lede: 'This contact was not collected here: it was taken over from a list. What follows is what the controller stated then: that the person had been told, not that they had said yes. The ledger proves that statement and its moment.',
      askedOn: 'Told on',
      standing:
        'Taken over from a list: the controller stated that the person had been told. They have not objected since, and have not said yes.',
    },
  },
};
