// Shops that may publish, one for each set of rules, and a way to break them.
import sample from '../../../server/sample/librairie-du-canal.json' with { type: 'json' };
import type { Localized } from '../../localized.ts';
import type { Question, ShopConfig } from '../../shop-config.ts';

export const bookshop = sample as ShopConfig;

/** The sample shop moved to another town: the notice says so, and names that country's authority. */
function move(place: { country: string; town: string; timeZone: string; authority: string }): ShopConfig {
  const { country, town, timeZone, authority } = place;
  const text = JSON.stringify(sample)
    .replaceAll('12 quai aux Livres, 44000 Nantes', `12 Bücherufer, ${town}`)
    .replaceAll('CNIL', authority);
  const shop = JSON.parse(text) as ShopConfig;
  return {
    ...shop,
    controller: { ...shop.controller, country },
    stores: shop.stores.map((store) => ({ ...store, timeZone })),
  };
}

export const germanShop = move({ country: 'DE', town: '50667 Köln', timeZone: 'Europe/Berlin', authority: 'LDI NRW' });
export const belgianShop = move({
  country: 'BE',
  town: '1000 Bruxelles',
  timeZone: 'Europe/Brussels',
  authority: 'APD',
});

const [newsByEmail] = bookshop.questions as [Question];

const withOtherBases = ({ fr, en }: Localized): Localized => ({
  fr: `${fr} À nos clients et aux professionnels, nous écrivons par intérêt légitime, sauf s’ils s’y opposent. La carte est un contrat.`,
  en: `${en} We write to customers and professionals by legitimate interest, unless they object. The card is a contract.`,
});

/** A shop that asks in every way there is: of anybody, of customers after a sale, of professionals, and for joining. */
export const bookshopOfAllKinds: ShopConfig = {
  ...bookshop,
  schema: 2,
  notice: {
    ...bookshop.notice,
    version: bookshop.notice.version + 1,
    sections: [
      ...bookshop.notice.sections.map((section) =>
        section.covers?.includes('legal-basis') ? { ...section, text: withOtherBases(section.text) } : section,
      ),
      {
        id: 'letters',
        covers: ['postal-address'],
        title: { fr: 'Par courrier', en: 'By post' },
        text: {
          fr: 'Votre adresse postale sert à nos deux lettres par an, et à rien d’autre : c’est notre intérêt légitime. Vous pouvez vous y opposer quand vous voulez.',
          en: 'Your postal address serves for our two letters a year, and for nothing else: it is our legitimate interest. You can object at any time.',
        },
      },
    ],
  },
  questions: [
    ...bookshop.questions,
    {
      ...newsByEmail,
      ...{ id: 'email-customers', regime: 'soft-opt-in', legalBasis: 'legitimate-interest', onlyAfterSale: true },
      confirmation: 'none',
      information: {
        fr: 'La Librairie du Canal vous écrira par e-mail sur des livres proches de ceux que vous achetez',
        en: 'La Librairie du Canal will e-mail you about books like those you buy',
      },
    },
    {
      ...newsByEmail,
      ...{ id: 'email-schools', regime: 'opt-out', legalBasis: 'legitimate-interest', audience: 'professional' },
      confirmation: 'none',
      information: {
        fr: 'La Librairie du Canal vous écrira par e-mail sur son offre aux écoles et bibliothèques',
        en: 'La Librairie du Canal will e-mail you about its offer to schools and libraries',
      },
    },
    {
      ...newsByEmail,
      ...{ id: 'letters', channel: 'post', regime: 'opt-out', legalBasis: 'legitimate-interest' },
      confirmation: 'none',
      frequency: { max: 2, per: 'year' },
      frequencies: [{ max: 1, per: 'year' }],
      verb: { fr: 'vous écrire par courrier', en: 'write to you by post' },
      information: {
        fr: 'La Librairie du Canal vous écrira par courrier pour ses deux fêtes du livre',
        en: 'La Librairie du Canal will write to you by post for its two book fairs',
      },
      detail: { fr: 'Deux lettres par an.', en: 'Two letters a year.' },
    },
    {
      ...newsByEmail,
      ...{ id: 'card', purpose: 'card', use: 'loyalty', regime: 'contract', legalBasis: 'contract' },
      confirmation: 'none',
      verb: { fr: 'vous inscrire à sa carte de lecteur', en: 'sign you up for its reader’s card' },
    },
  ],
};

/** The shop with other values at these paths; undefined takes the field away. */
export function shopWith(changes: Readonly<Record<string, unknown>>, shop: ShopConfig = bookshop): unknown {
  const config = structuredClone(shop) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, config);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return config;
}
