// What enrolling and the closing passphrase say. Loaded with their screens.
import type { Language } from '#domain/shop-config.ts';
import { enrolEn } from './enrol-en.ts';
import { type EnrolWords, enrolFr } from './enrol-fr.ts';

export type { EnrolWords };

export const enrolWords: Record<Language, EnrolWords> = { fr: enrolFr, en: enrolEn };
