// What the close of day says, on the screen and on paper. Loaded with the team's screens.
import type { Language } from '#domain/shop-config.ts';
import { closeEn } from './close-en.ts';
import { type CloseWords, closeFr } from './close-fr.ts';

export type { CloseWords };

export const closeWords: Record<Language, CloseWords> = { fr: closeFr, en: closeEn };
