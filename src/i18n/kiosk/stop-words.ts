// The words of a stop at the till. Loaded with its screen.
import type { Channel, Language } from '#domain/shop-config.ts';

/** What names the person: `either` where an address and a number both do. */
type Asked = 'either' | 'email' | 'phone';

const fr = {
  title: 'Que voulez-vous arrêter ?',
  all: 'Tout',
  channels: { email: 'E-mails', sms: 'SMS', phone: 'Appels' } satisfies Record<Channel, string>,
  label: {
    either: 'Votre adresse e-mail ou votre numéro',
    email: 'Votre adresse e-mail',
    phone: 'Votre numéro de téléphone',
  } satisfies Record<Asked, string>,
  note: {
    either: 'Tapez votre adresse e-mail ou votre numéro.',
    email: 'Tapez votre adresse e-mail.',
    phone: 'Tapez votre numéro de téléphone.',
  },
  use: 'Cela ne sert qu’à cet arrêt.',
  invalid: {
    either: 'Ce n’est ni une adresse complète, ni un numéro.',
    email: 'Cette adresse semble incomplète. Exemple : camille@exemple.fr',
    phone: 'Ce numéro n’existe pas sous cette forme.',
  },
  action: 'Arrêter',
};

export type StopWords = typeof fr;

const en: StopWords = {
  title: 'What do you want to stop?',
  all: 'Everything',
  channels: { email: 'E-mails', sms: 'Texts', phone: 'Calls' },
  label: {
    either: 'Your e-mail address or your number',
    email: 'Your e-mail address',
    phone: 'Your phone number',
  },
  note: {
    either: 'Type your e-mail address or your number.',
    email: 'Type your e-mail address.',
    phone: 'Type your phone number.',
  },
  use: 'Used for this stop only.',
  invalid: {
    either: 'This is neither a complete address nor a number.',
    email: 'This address looks incomplete. Example: camille@example.com',
    phone: 'No number has this form.',
  },
  action: 'Stop',
};

export const stopWords: Record<Language, StopWords> = { fr, en };
