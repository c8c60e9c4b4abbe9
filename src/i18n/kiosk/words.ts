// The tablet's own words, one dictionary per language. What the shop asks and explains is data of its config.
import type { Language } from '#domain/shop-config.ts';
import { en } from './en.ts';
import { fr, type KioskWords } from './fr.ts';

export type { KioskWords };

export const kioskWords: Record<Language, KioskWords> = { fr, en };
