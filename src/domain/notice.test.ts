import { describe, expect, it } from 'vitest';
import sample from '../server/sample/librairie-du-canal.json' with { type: 'json' };
import { toCanonicalJson, toNoticeText, toQuestionSetText } from './notice.ts';
import { shopConfigSchema } from './shop-config.ts';

const shop = shopConfigSchema.parse(sample);

describe('canonical JSON (RFC 8785)', () => {
  it('is the same whatever the order of keys', () => {
    expect(toCanonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}');
    expect(toCanonicalJson({ a: true, b: [1, { c: 'é', d: null }] })).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}');
  });

  it('is refused for what is no JSON', () => {
    expect(() => toCanonicalJson(undefined)).toThrow(TypeError);
  });
});

describe('what was shown', () => {
  it('differs by language', () => {
    expect(toNoticeText(shop, 'fr')).not.toBe(toNoticeText(shop, 'en'));
    expect(toQuestionSetText(shop, 'fr')).not.toBe(toQuestionSetText(shop, 'en'));
  });

  it('holds every word of the notice and who the controller is', () => {
    const text = toNoticeText(shop, 'fr');
    const words = shop.notice.sections.flatMap((section) => [section.title.fr, section.text.fr]);
    for (const word of [...words, ...Object.values(shop.controller)]) expect(text).toContain(word);
  });

  it('says nothing of a STOP number where there is none, so that older notices keep their digests', () => {
    const { stopNumber: _, ...without } = shop;
    expect(toNoticeText(without, 'fr')).not.toContain('stopNumber');
  });

  it('is the same whether or not the file says what a section covers', () => {
    const sections = shop.notice.sections.map(({ covers: _, ...section }) => section);
    const older = { ...shop, notice: { ...shop.notice, sections } };
    expect(toNoticeText(older, 'fr')).toBe(toNoticeText(shop, 'fr'));
  });

  it('says how a question is asked only where it is no plain consent, so that older question sets keep their digests', () => {
    expect(toQuestionSetText(shop, 'fr')).not.toMatch(/"(regime|audience|use|partner)"/);
    const asked = {
      regime: 'soft-opt-in',
      audience: 'professional',
      use: 'partner-transfer',
      partner: { name: 'Quai' },
    } as const;
    const other = { ...shop, questions: shop.questions.map((question) => ({ ...question, ...asked })) };
    expect(JSON.parse(toQuestionSetText(other, 'fr')).questions[0]).toMatchObject({ ...asked, partner: 'Quai' });
  });

  it('holds every word of the questions, in the order shown, with nothing preset', () => {
    const shown = JSON.parse(toQuestionSetText(shop, 'en'));
    expect(shown.stem).toBe('May Librairie du Canal');
    expect(shown.questions.map((q: { verb: string }) => q.verb)).toEqual(shop.questions.map((q) => q.verb.en));
    expect(shown.questions[0]).toMatchObject({ topics: ['New books', 'Readings', 'Offers'], initialState: 'unset' });
  });

  it.each([
    [
      'a word of the notice',
      (s: typeof shop) => ({ ...s, notice: { ...s.notice, version: s.notice.version + 1 } }),
      toNoticeText,
    ],
    ['the number to text STOP to', (s: typeof shop) => ({ ...s, stopNumber: '36 112' }), toNoticeText],
    ['the age asked for', (s: typeof shop) => ({ ...s, minimumAge: 16 }), toNoticeText],
    [
      'the order of the questions',
      (s: typeof shop) => ({ ...s, questions: s.questions.toReversed() }),
      toQuestionSetText,
    ],
  ])('changes with %s', (_, change, toText) => {
    expect(toText(change(shop), 'fr')).not.toBe(toText(shop, 'fr'));
  });

  it('is a bug in a language that the config has no text for', () => {
    const broken = { ...shop, stem: { fr: 'La Librairie du Canal peut-elle' } };
    expect(() => toQuestionSetText(broken, 'en')).toThrow('no text in "en"');
  });
});
