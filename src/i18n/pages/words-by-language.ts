import type { Language } from '#domain/shop-config.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { PageWords } from './page-words.ts';

export const pageWordsByLanguage: Readonly<Record<Language, PageWords>> = { fr, en };
