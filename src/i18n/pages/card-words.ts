// Every word of the counter card but the shop's own.
import type { Language } from '#domain/shop-config.ts';

export interface CardWords {
  readonly title: string;
  readonly howToPrint: string;
  readonly scan: string;
  readonly orType: string;
  readonly code: string;
  /** In the shop's other languages, each in its own. */
  readonly alsoHere: string;
}

export const cardWordsByLanguage: Readonly<Record<Language, CardWords>> = {
  fr: {
    title: 'Carte de comptoir',
    howToPrint: 'Imprimez cette page au format A5, à 100\u00a0%. Imprimez-la de nouveau quand la notice change.',
    scan: 'Scannez ce code, répondez sur votre téléphone.',
    orType: 'Ou tapez',
    code: 'Code QR de la page où répondre',
    alsoHere: 'Le même code, en français.',
  },
  en: {
    title: 'Counter card',
    howToPrint: 'Print this page on A5, at 100%. Print it again when the notice changes.',
    scan: 'Scan this code, answer on your phone.',
    orType: 'Or type',
    code: 'QR code of the page on which to answer',
    alsoHere: 'The same code, in English.',
  },
};
