// Said to a browser that is too old: by the app, or by index.html itself (vite.config.ts) where the app's code cannot even be read.
import type { Language } from '#domain/shop-config.ts';

interface BrowserWords {
  /** After a while in which nothing has appeared; it may be the network. */
  readonly nothingYet: string;
  readonly update: string;
}

export const browserWords: Record<Language, BrowserWords> = {
  fr: {
    nothingYet: 'Toujours rien ?',
    update: 'Mettez ce navigateur à jour : Safari 16.4, Chrome 111 ou Firefox 121 au moins.',
  },
  en: {
    nothingYet: 'Still nothing?',
    update: 'Update this browser: Safari 16.4, Chrome 111 or Firefox 121 at least.',
  },
};
