// The texts that the rules rest on, under their own names, each with the address of its official version. Looked up in November
// 2026; docs/compliance.md says what was read, and where.
import type { Source } from './rule.ts';

const legifrance = (article: string) => `https://www.legifrance.gouv.fr/codes/article_lc/${article}`;
const gdprUrl = 'https://eur-lex.europa.eu/eli/reg/2016/679/oj';
const ePrivacyUrl = 'https://eur-lex.europa.eu/eli/dir/2002/58/oj';

export const gdpr = (article: string): Source => ({ text: `GDPR, ${article}`, url: gdprUrl });
export const ePrivacy = (article: string): Source => ({ text: `Directive 2002/58/EC, ${article}`, url: ePrivacyUrl });

/** Electronic mail is also SMS and MMS: Directive 2002/58/EC, recital 40. */
export const cpce: Source = {
  text: 'Code des postes et des communications électroniques, art. L. 34-5',
  url: legifrance('LEGIARTI000042155961'),
};
export const callsUntilAugust2026: Source = {
  text: 'Code de la consommation, art. L. 223-1 (loi n° 2020-901)',
  url: legifrance('LEGIARTI000042155931'),
};
export const callsSinceAugust2026: Source = {
  text: 'Code de la consommation, art. L. 223-1 (loi n° 2025-594 du 30 juin 2025, art. 13)',
  url: `${legifrance('LEGIARTI000051830285')}/2026-08-11`,
};
export const noticeOfCalls: Source = {
  text: 'Code de la consommation, art. L. 223-2 (loi n° 2025-594)',
  url: legifrance('LEGIARTI000051830282'),
};
export const callTimes: Source = {
  text: 'Code de la consommation, art. D. 223-9 (décret n° 2022-1313)',
  url: `${legifrance('LEGIARTI000046422695')}/2026-08-11`,
};
export const frenchTrackers: Source = {
  text: 'Loi n° 78-17 (Informatique et Libertés), art. 82',
  url: 'https://www.legifrance.gouv.fr/loda/article_lc/LEGIARTI000037813978/',
};
export const cnilPixels: Source = {
  text: 'CNIL, Pixels de suivi dans les courriers électroniques (délibération n° 2026-042 du 12 mars 2026)',
  url: 'https://www.cnil.fr/fr/recommandation-pixel-suivi-courriels',
};
export const cnilEmail: Source = {
  text: 'CNIL, La prospection commerciale par courrier électronique',
  url: 'https://www.cnil.fr/fr/la-prospection-commerciale-par-courrier-electronique',
};
export const cnilPhone: Source = {
  text: 'CNIL, Prospection commerciale par téléphone (hors automate d’appel)',
  url: 'https://www.cnil.fr/fr/prospection-commerciale-par-telephone-hors-automate-dappel-quelles-sont-les-regles',
};
export const cnilPost: Source = {
  text: 'CNIL, La prospection commerciale par courrier postal et par téléphone',
  url: 'https://www.cnil.fr/fr/la-prospection-commerciale-par-courrier-postal-et-par-telephone-appel-telephonique',
};
export const cnilPartners: Source = {
  text: 'CNIL, La prospection vers les particuliers : quelles règles pour transmettre des données à des partenaires ?',
  url: 'https://www.cnil.fr/fr/la-prospection-vers-les-particuliers-b-c-quelles-regles-pour-transmettre-des-donnees-des-partenaires',
};
export const cnilRetention: Source = {
  text: 'CNIL, Référentiel relatif à la gestion des activités commerciales',
  url: 'https://www.cnil.fr/sites/cnil/files/atoms/files/referentiel_traitements-donnees-caractere-personnel_gestion-activites-commerciales.pdf',
};
export const frenchLimitation: Source = {
  text: 'Code civil, art. 2224',
  url: legifrance('LEGIARTI000019017112'),
};
export const uwg = (paragraph: string, page: string): Source => ({
  text: `UWG, § ${paragraph}`,
  url: `https://www.gesetze-im-internet.de/uwg_2004/__${page}.html`,
});
export const germanTrackers: Source = {
  text: 'TDDDG, § 25',
  url: 'https://www.gesetze-im-internet.de/ttdsg/__25.html',
};
