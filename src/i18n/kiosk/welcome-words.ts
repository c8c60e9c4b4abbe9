// The words of the welcome screen and of those that stand in its place. The rest (words.ts) is loaded behind it.
import type { Language } from '#domain/shop-config.ts';
import { en } from './welcome-en.ts';
import { fr, type WelcomeWords } from './welcome-fr.ts';

export const welcomeWords: Record<Language, WelcomeWords> = { fr, en };
export type { WelcomeWords };
