// What stands on every screen of a training. Loaded only then.
import type { Language } from '#domain/shop-config.ts';

const fr = {
  banner: 'Entraînement : rien n’est gardé',
  end: 'Terminer l’entraînement',
  /** In the place of a link, for a phone that scans it. */
  code: 'Entraînement : ce code n’ouvre rien.',
};

export type TrainingWords = typeof fr;

const en: TrainingWords = {
  banner: 'Training: nothing is kept',
  end: 'End the training',
  code: 'Training: this code opens nothing.',
};

export const trainingWords: Record<Language, TrainingWords> = { fr, en };
