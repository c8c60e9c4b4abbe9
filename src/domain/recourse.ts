// Where a person can turn besides the shop: the supervisory authority (GDPR 77), and what a country has for reporting
// unwanted messages. One line a country; the shop's own decides.
//
// Looked up on 2026-11-22. In pages of their own: the sites of APD/GBA, DPC, CNPD, 33700 and Signal Spam. In many legal notices
// that link to them, not read themselves: the CNIL's page for complaints and the EDPB's list of members.
import type { Channel } from './shop-config.ts';

export interface Recourse {
  /** Takes complaints about personal data. */
  readonly authority: Means;
  /** Take reports of unwanted messages. */
  readonly reports: readonly (Means & { readonly channels: readonly Channel[] })[];
}

export interface Means {
  /** As people know it, in any language. */
  readonly name: string;
  readonly url: string;
}

const recourseByCountry: Readonly<Record<string, Recourse>> = {
  BE: { authority: { name: 'APD/GBA', url: 'https://www.autoriteprotectiondonnees.be/' }, reports: [] },
  FR: {
    authority: { name: 'CNIL', url: 'https://www.cnil.fr/fr/plaintes' },
    reports: [
      { channels: ['sms', 'phone'], name: '33700', url: 'https://www.33700.fr/' },
      { channels: ['email'], name: 'Signal Spam', url: 'https://www.signal-spam.fr/' },
    ],
  },
  IE: { authority: { name: 'DPC', url: 'https://www.dataprotection.ie/' }, reports: [] },
  LU: { authority: { name: 'CNPD', url: 'https://cnpd.public.lu/' }, reports: [] },
};

/** The European board lists every country's authority. */
const anywhere: Recourse = {
  authority: { name: 'EDPB', url: 'https://www.edpb.europa.eu/about-edpb/about-edpb/members_en' },
  reports: [],
};

/** The country's own authority, where it has one here. */
export function findAuthority(country: string): Means | undefined {
  return recourseByCountry[country]?.authority;
}

/** @param country ISO 3166-1 alpha-2 */
export function findRecourse(country: string): Recourse {
  return recourseByCountry[country] ?? anywhere;
}
