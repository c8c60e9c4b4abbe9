// Answering on one's own phone: the screen with the code, and the one that takes its place. Loaded with them.
import type { Language } from '#domain/shop-config.ts';
import { plural } from './grammar.ts';

/** Whole days where a shop counts in days. */
function span(hours: number, hour: readonly [string, string], day: readonly [string, string]): string {
  const days = hours / 24;
  return hours > 24 && Number.isInteger(days)
    ? `${days}\u00a0${plural(days, ...day)}`
    : `${hours}\u00a0${plural(hours, ...hour)}`;
}

const fr = {
  title: 'Répondez sur votre téléphone',
  steps: [
    'Visez le code avec l’appareil photo.',
    'Répondez oui ou non, à votre rythme.',
    'Rien ne reste sur cette tablette.',
  ],
  back: 'Revenir',
  valid: (hours: number) => `Ce code vaut ${span(hours, ['heure', 'heures'], ['jour', 'jours'])}.`,
  code: 'Code QR pour répondre sur votre téléphone',
  awaited: 'La tablette prépare votre code',
  card: 'Pas d’appareil photo ? Tapez',
  failed: {
    title: 'Pas de code cette fois',
    text: 'La tablette n’a pas pu le préparer. Vous pouvez répondre ici : les questions sont les mêmes.',
    action: 'Répondre ici',
    code: (code: string) => `Pour l’équipe : code ${code}.`,
  },
  done: ['C’est noté sur votre', 'téléphone'],
  nothingLeft: 'Rien n’est resté sur cette tablette.',
};

export type HandOverWords = typeof fr;

const en: HandOverWords = {
  title: 'Answer on your phone',
  steps: ['Point your camera at the code.', 'Answer yes or no, in your own time.', 'Nothing stays on this tablet.'],
  back: 'Go back',
  valid: (hours) => `This code lasts ${span(hours, ['hour', 'hours'], ['day', 'days'])}.`,
  code: 'QR code to answer on your phone',
  awaited: 'The tablet is preparing your code',
  card: 'No camera? Type',
  failed: {
    title: 'No code this time',
    text: 'The tablet could not prepare it. You can answer here: the questions are the same.',
    action: 'Answer here',
    code: (code) => `For the team: code ${code}.`,
  },
  done: ['Noted on your', 'phone'],
  nothingLeft: 'Nothing has stayed on this tablet.',
};

export const handOverWords: Record<Language, HandOverWords> = { fr, en };
