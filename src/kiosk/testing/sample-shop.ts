// A small shop: one question with a confirmation by e-mail, two on the same phone number.
import { toCanonicalJson } from '#domain/notice.ts';
import type { Question, ShopConfig } from '#domain/shop-config.ts';
import { sha256 } from '#protocol/digest.ts';
import type { StoredConfig } from '../journal/db.ts';

export const sampleShop: ShopConfig = {
  schema: 1,
  controller: {
    name: 'Les Fleurs du Port',
    legalName: 'Les Fleurs du Port SARL',
    address: '3 quai des Fleurs, 44000 Nantes',
    country: 'FR',
    privacyEmail: 'donnees@fleursduport.example',
  },
  brand: { colour: '#0b4f4a' },
  languages: ['fr', 'en'],
  stores: [
    {
      id: 'port',
      name: 'Les Fleurs du Port',
      address: '3 quai des Fleurs, 44000 Nantes',
      timeZone: 'Europe/Paris',
      tills: [{ id: 'till-1', name: 'Caisse 1' }],
    },
  ],
  welcome: { title: { fr: 'Bonjour', en: 'Hello' }, text: { fr: 'Oui ou non.', en: 'Yes or no.' } },
  stem: { fr: 'Pouvons-nous', en: 'May we' },
  farewell: { fr: 'à bientôt', en: 'see you soon' },
  questions: [
    question('email-news', 'email', 'email'),
    question('sms-events', 'sms', 'none'),
    question('phone-invitations', 'phone', 'none'),
  ],
  notice: {
    version: 1,
    validFrom: '2026-11-01',
    sections: [{ id: 'who', title: { fr: 'Qui', en: 'Who' }, text: { fr: 'Nous.', en: 'We.' } }],
  },
  confirmation: {
    expiresAfterDays: 7,
    maximumRequestAgeDays: 30,
    mailsPerAddressPerDay: 3,
    mailsPerDevicePerHour: 120,
    mailsPerStorePerHour: 600,
  },
  answerLinkDays: 30,
  emailDomains: ['gmail.com'],
};

function question(id: string, channel: Question['channel'], confirmation: Question['confirmation']): Question {
  return {
    id,
    purpose: 'marketing',
    channel,
    legalBasis: 'consent',
    confirmation,
    topics: [{ id: 'news', label: { fr: 'Nouveautés', en: 'News' } }],
    frequency: { max: 2, per: 'month' },
    verb: { fr: 'vous joindre', en: 'reach you' },
    detail: { fr: 'Deux fois par mois.', en: 'Twice a month.' },
  };
}

/** The config as the back end publishes it. */
export async function publish(config: ShopConfig): Promise<StoredConfig> {
  const text = toCanonicalJson(config);
  return { digest: await sha256(text), text };
}
