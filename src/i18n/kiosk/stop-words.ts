// The words of a stop at the till. Loaded with its screen.
import type { ContactKind } from '#domain/contact-point.ts';
import type { Channel, Language } from '#domain/shop-config.ts';

/** What names the person: `either` where an address and a number both do. */
type Asked = 'either' | ContactKind;

const fr = {
  title: 'Que voulez-vous arrêter ?',
  all: 'Tout',
  channels: { email: 'E-mails', sms: 'SMS', phone: 'Appels', post: 'Courrier' } satisfies Record<Channel, string>,
  label: {
    either: 'Votre adresse e-mail ou votre numéro',
    email: 'Votre adresse e-mail',
    phone: 'Votre numéro de téléphone',
    postal: 'Votre adresse postale',
  } satisfies Record<Asked, string>,
  note: {
    either: 'Tapez votre adresse e-mail ou votre numéro.',
    email: 'Tapez votre adresse e-mail.',
    phone: 'Tapez votre numéro de téléphone.',
    postal: 'Tapez l’adresse où le courrier vous parvient.',
  },
  use: 'Cela ne sert qu’à cet arrêt.',
  invalid: {
    either: 'Ce n’est ni une adresse complète, ni un numéro.',
    email: 'Cette adresse semble incomplète. Exemple : camille@exemple.fr',
    phone: 'Ce numéro n’existe pas sous cette forme.',
    postal: 'Il manque un nom, une rue, un code postal ou une ville.',
  },
  action: 'Arrêter',
};

export type StopWords = typeof fr;

const en: StopWords = {
  title: 'What do you want to stop?',
  all: 'Everything',
  channels: { email: 'E-mails', sms: 'Texts', phone: 'Calls', post: 'Post' },
  label: {
    either: 'Your e-mail address or your number',
    email: 'Your e-mail address',
    phone: 'Your phone number',
    postal: 'Your postal address',
  },
  note: {
    either: 'Type your e-mail address or your number.',
    email: 'Type your e-mail address.',
    phone: 'Type your phone number.',
    postal: 'Type the address where letters reach you.',
  },
  use: 'Used for this stop only.',
  invalid: {
    either: 'This is neither a complete address nor a number.',
    email: 'This address looks incomplete. Example: camille@example.com',
    phone: 'No number has this form.',
    postal: 'A name, a street, a postcode or a town is missing.',
  },
  action: 'Stop',
};

export const stopWords: Record<Language, StopWords> = { fr, en };
