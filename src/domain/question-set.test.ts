import { describe, expect, it } from 'vitest';
import { bookshop, bookshopOfAllKinds, shopWith } from './gate/testing/shops.ts';
import { isSetOf, lawOf, questionsFor } from './question-set.ts';
import { type ShopConfig, shopConfigSchema } from './shop-config.ts';
import { anybody, questionsOnPhone, type Visit } from './visit.ts';

const TODAY = '2026-11-22';
const shop = bookshopOfAllKinds;
const idsFor = (visit: Partial<Visit>, config: ShopConfig = shop, day = TODAY) =>
  questionsFor(config, { ...anybody, ...visit }, day).map(({ id }) => id);

/** July 2026: calls unless one objects, as the law then had it. */
const july = shopConfigSchema.parse(
  shopWith({
    schema: 2,
    'questions.2.regime': 'opt-out',
    'questions.2.legalBasis': 'legitimate-interest',
    'questions.2.information': { fr: 'La librairie vous appellera', en: 'The bookshop will call you' },
  }),
);

describe('the questions of a visit', () => {
  it('are the consents, joining, and what the law lets a shop tell anybody', () => {
    expect(idsFor({})).toEqual(['email-news', 'sms-events', 'phone-invitations', 'letters', 'card']);
  });

  it('tell a customer of the mails, in place of asking, once the cashier has marked a sale', () => {
    expect(idsFor({ afterSale: true })).toEqual([
      'sms-events',
      'phone-invitations',
      'email-customers',
      'letters',
      'card',
    ]);
  });

  it('are a professional’s own', () => {
    expect(idsFor({ audience: 'professional' })).toEqual(['email-schools']);
    expect(idsFor({ audience: 'professional', afterSale: true })).toEqual(['email-schools']);
  });

  it('are asked aloud only where a mailbox can confirm the yes', () => {
    expect(idsFor({ isSpoken: true })).toEqual(['email-news']);
    expect(idsFor({ isSpoken: true, audience: 'professional' })).toEqual([]);
  });

  it('leave out what the law of the day does not take', () => {
    expect(idsFor({}, july, '2026-08-10')).toContain('phone-invitations');
    expect(idsFor({}, july, '2026-08-11')).toEqual(['email-news', 'sms-events']);
  });

  it('on a phone tell nobody what will be done unless they object', () => {
    expect(questionsOnPhone(july).map(({ id }) => id)).toEqual(['email-news', 'sms-events']);
    expect(questionsOnPhone(shop).map(({ id }) => id)).toEqual(idsFor({}).filter((id) => id !== 'letters'));
  });

  it('on a phone ask for no postal address, nor aloud', () => {
    const letters = { ...shop.questions.find(({ id }) => id === 'letters'), regime: 'opt-in', information: undefined };
    const asking = shopConfigSchema.parse(
      shopWith({ schema: 2, 'questions.3': { ...letters, legalBasis: 'consent' } }),
    );
    expect(idsFor({}, asking)).toContain('letters');
    expect(idsFor({ isSpoken: true }, asking)).not.toContain('letters');
    expect(questionsOnPhone(asking).map(({ id }) => id)).not.toContain('letters');
  });
});

describe('what came back', () => {
  const isSet = (ids: readonly string[], config: ShopConfig = bookshop, visit: Partial<Visit> = {}) =>
    isSetOf(ids, config, { ...anybody, ...visit });
  const all = ['email-news', 'sms-events', 'phone-invitations'];

  it('is everything that was asked, each once, and nothing else', () => {
    expect(isSet(all)).toBe(true);
    expect(isSet(all.slice(1))).toBe(false);
    expect(isSet([...all, 'email-news'])).toBe(false);
    expect(isSet([...all, 'email-customers'], shop)).toBe(false);
    expect(isSet([...all, 'card'], shop)).toBe(true);
  });

  it('may lack what a tablet with other rules did not ask, and never a consent', () => {
    expect(isSet(all, july)).toBe(true);
    expect(isSet(all.slice(0, 2), july)).toBe(true);
    expect(isSet(all.slice(1), july)).toBe(false);
  });

  it('holds nothing of customers without the mark of a sale', () => {
    const ids = idsFor({ afterSale: true });
    expect(isSet(ids, shop, { afterSale: true })).toBe(true);
    expect(isSet(ids, shop)).toBe(false);
  });
});

it('keeps how it was asked for, and the rule of that day', () => {
  const call = july.questions[2] as ShopConfig['questions'][number];
  expect(lawOf(call, july, '2026-08-10')).toEqual({ regime: 'opt-out', rule: 'fr-phone-consumer-until-2026-08-10' });
  expect(lawOf(call, july, '2026-08-11').rule).toBe('fr-phone-consumer-since-2026-08-11');
});
