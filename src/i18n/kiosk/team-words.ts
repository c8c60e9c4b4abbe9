// What the team reads. Loaded with its screens.
import type { Language } from '#domain/shop-config.ts';
import { teamEn } from './team-en.ts';
import { type TeamWords, teamFr } from './team-fr.ts';

export type { TeamWords };

export const teamWords: Record<Language, TeamWords> = { fr: teamFr, en: teamEn };
