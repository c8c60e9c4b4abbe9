// What a tablet says that takes no answers: it was retired, or must not be used and why. Loaded only then.
import type { Language } from '#domain/shop-config.ts';
import { browserWords } from './browser-words.ts';

const fr = {
  team: 'Équipe',
  retired: {
    title: 'Tablette retirée',
    text: 'Le siège l’a retirée. Elle a tout remis et elle est vide. Elle peut être inscrite de nouveau.',
    action: 'Inscrire la tablette',
  },
  reasons: {
    storage: {
      title: 'N’utilisez pas cette tablette',
      text: 'Elle ne peut plus ouvrir son registre. Redémarrez-la ; si ce message revient, prévenez le siège.',
      action: 'Réessayer',
    },
    device: {
      title: 'Tablette refusée',
      text: 'Le siège n’accepte plus cette tablette. Ce qu’elle garde n’est pas perdu : prévenez le siège.',
      action: 'Réessayer',
    },
    'restored-back-end': {
      title: 'Attendez le siège',
      text: 'Le siège a été remis dans un état plus ancien. La tablette garde tout et renvoie ce qui manque : prévenez le siège.',
      action: 'Réessayer',
    },
    'other-tab': {
      title: 'Déjà ouvert ailleurs',
      text: 'Le kiosque est ouvert dans un autre onglet de cette tablette. Un seul peut prendre les réponses.',
      action: 'L’utiliser ici',
    },
    insecure: {
      title: 'Adresse non protégée',
      text: 'Le kiosque ne marche qu’en https. Ouvrez-le par son adresse en https.',
      action: 'Réessayer',
    },
    'old-browser': {
      title: 'Navigateur trop ancien',
      text: browserWords.fr.update,
      action: 'Réessayer',
    },
  },
};

export type StoppedWords = typeof fr;

const en: StoppedWords = {
  team: 'Team',
  retired: {
    title: 'Tablet retired',
    text: 'Head office has retired it. It has handed over everything and is empty. It can be enrolled again.',
    action: 'Enrol this tablet',
  },
  reasons: {
    storage: {
      title: 'Do not use this tablet',
      text: 'It can no longer open its ledger. Restart it; if this message comes back, tell head office.',
      action: 'Try again',
    },
    device: {
      title: 'Tablet refused',
      text: 'Head office no longer accepts this tablet. What it keeps is not lost: tell head office.',
      action: 'Try again',
    },
    'restored-back-end': {
      title: 'Wait for head office',
      text: 'Head office was put back to an earlier state. The tablet keeps everything and sends what is missing: tell head office.',
      action: 'Try again',
    },
    'other-tab': {
      title: 'Already open elsewhere',
      text: 'The kiosk is open in another tab of this tablet. Only one can take answers.',
      action: 'Use it here',
    },
    insecure: {
      title: 'Address not secure',
      text: 'The kiosk works over https only. Open it by its https address.',
      action: 'Try again',
    },
    'old-browser': {
      title: 'This browser is too old',
      text: browserWords.en.update,
      action: 'Try again',
    },
  },
};

export const stoppedWords: Record<Language, StoppedWords> = { fr, en };
