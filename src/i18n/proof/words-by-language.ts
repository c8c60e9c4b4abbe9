import type { Language } from '#domain/shop-config.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { ProofWords } from './proof-words.ts';

export const proofWordsByLanguage: Readonly<Record<Language, ProofWords>> = { fr, en };
