import { describe, expect, it } from 'vitest';
import sample from '../server/sample/librairie-du-canal.json' with { type: 'json' };
import { findStore, shopConfigSchema } from './shop-config.ts';

/** The sample shop with other values at these paths; undefined takes the field away. */
function shopWith(changes: Record<string, unknown>): unknown {
  const config = structuredClone(sample) as object;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    const parent = keys.reduce((at, key) => (at as Record<string, object>)[key] as object, config) as Record<
      string,
      unknown
    >;
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return config;
}

/** One line a problem: where it is, and what is wrong. */
function listConfigProblems(value: unknown): string[] {
  const { error } = shopConfigSchema.safeParse(value);
  return error?.issues.map((issue) => `${issue.path.join('.') || '(whole file)'}: ${issue.message}`) ?? [];
}

const [question, secondQuestion] = sample.questions;
const [store] = sample.stores;
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

describe('a shop config', () => {
  it('is right as shipped', () => {
    expect(listConfigProblems(sample)).toEqual([]);
    expect(shopConfigSchema.parse(sample)).toEqual(sample);
  });

  it('finds a store by its id', () => {
    const config = shopConfigSchema.parse(sample);
    expect(findStore(config, 'nantes')?.name).toBe('Librairie du Canal, Nantes');
    expect(findStore(config, 'rennes')).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['another schema', { schema: 3 }, 'schema: Invalid option: expected one of 1|2'],
    ['a misspelt field', { colour: '#000000' }, '(whole file): Unrecognized key: "colour"'],
    [
      'a field left out',
      { 'controller.legalName': undefined },
      'controller.legalName: Invalid input: expected string, received undefined',
    ],
    ['a country by name', { 'controller.country': 'France' }, 'controller.country: must be an ISO 3166-1 alpha-2 code'],
    ['words for a STOP number', { stopNumber: 'STOP' }, 'stopNumber: must be a number such as 36 111'],
    [
      'no address for privacy',
      { 'controller.privacyEmail': 'donnees' },
      'controller.privacyEmail: Invalid email address',
    ],
    ['a colour by name', { 'brand.colour': 'green' }, 'brand.colour: must be a colour such as #0b4f4a'],
    ['a logo that is no path', { 'brand.logoPath': '<svg>' }, 'brand.logoPath: must be SVG path data'],
    ['no language', { languages: [] }, 'languages: Too small: expected array to have >=1 items'],
    [
      'a language the app does not speak',
      { languages: ['fr', 'br'] },
      'languages.1: Invalid option: expected one of "fr"|"en"',
    ],
    ['a language twice', { languages: ['fr', 'en', 'fr'] }, 'languages: "fr" appears more than once'],
    ['a language without a title', { 'welcome.title': { fr: 'Bonjour' } }, 'welcome.title: has no text in "en"'],
    ['a language without a stem', { stem: { en: 'May we' } }, 'stem: has no text in "fr"'],
    ['a farewell with no text at all', { farewell: {} }, 'farewell: has no text'],
    [
      'a topic without a label',
      { 'questions.0.topics.1.label': { fr: 'Rencontres' } },
      'questions.0.topics.1.label: has no text in "en"',
    ],
    [
      'a notice without a translation',
      { 'notice.sections.2.text': { fr: 'Trois ans.' } },
      'notice.sections.2.text: has no text in "en"',
    ],
    ['text in an unknown language', { 'stem.de': 'Darf' }, 'stem: Unrecognized key: "de"'],
    ['an empty text', { 'questions.1.verb.fr': '  ' }, 'questions.1.verb.fr: must not be empty'],
    ['no store', { stores: [] }, 'stores: Too small: expected array to have >=1 items'],
    ['two stores of one id', { stores: [store, store] }, 'stores: "nantes" appears more than once'],
    ['two tills of one id', { 'stores.0.tills.1.id': 'caisse-1' }, 'stores.0.tills: "caisse-1" appears more than once'],
    ['an unknown time zone', { 'stores.0.timeZone': 'Europe/Nantes' }, 'stores.0.timeZone: is not an IANA time zone'],
    ['an offset for a time zone', { 'stores.0.timeZone': '+01:00' }, 'stores.0.timeZone: is not an IANA time zone'],
    ['an id with capitals', { 'questions.0.id': 'News' }, 'questions.0.id: lower-case letters, digits and hyphens'],
    ['two questions of one id', { 'questions.1.id': 'email-news' }, 'questions: "email-news" appears more than once'],
    [
      'two questions for one purpose and channel',
      { 'questions.2.channel': 'sms' },
      'questions: marketing by sms is asked more than once',
    ],
    [
      'two topics of one id',
      { 'questions.0.topics.2.id': 'events' },
      'questions.0.topics: "events" appears more than once',
    ],
    [
      'a question without a topic',
      { 'questions.0.topics': [] },
      'questions.0.topics: Too small: expected array to have >=1 items',
    ],
    [
      'more topics than an event holds',
      { 'questions.0.topics': many(33, (i) => ({ id: `t-${i}`, label: question?.verb })) },
      'questions.0.topics: Too big: expected array to have <=32 items',
    ],
    [
      'a channel that does not exist yet',
      { 'questions.0.channel': 'fax' },
      'questions.0.channel: Invalid option: expected one of "email"|"sms"|"phone"|"post"',
    ],
    [
      'a legal basis that is none of these',
      { 'questions.0.legalBasis': 'vital-interests' },
      'questions.0.legalBasis: Invalid option: expected one of "consent"|"legitimate-interest"|"contract"',
    ],
    [
      'SMS confirmed by e-mail',
      { 'questions.1.confirmation': 'email' },
      'questions.1.confirmation: a link by e-mail cannot confirm consent to sms',
    ],
    [
      'calls confirmed by e-mail',
      { 'questions.2.confirmation': 'email' },
      'questions.2.confirmation: a link by e-mail cannot confirm consent to phone',
    ],
    [
      'letters confirmed by e-mail',
      { schema: 2, 'questions.0.channel': 'post' },
      'questions.0.confirmation: a link by e-mail cannot confirm consent to post',
    ],
    [
      'letters in a config that older apps take',
      { 'questions.1.channel': 'post' },
      'questions.1.channel: "post" needs "schema": 2',
    ],
    [
      'no message at all',
      {
        'questions.0.frequencies': [
          { max: 1, per: 'year' },
          { max: 1, per: 'week' },
        ],
      },
      'questions.0.frequencies.1: must be lower than "frequency"',
    ],
    [
      'no message at all',
      { 'questions.0.frequency.max': 0 },
      'questions.0.frequency.max: Too small: expected number to be >=1',
    ],
    [
      'thirteen questions',
      { questions: many(13, () => secondQuestion) },
      'questions: Too big: expected array to have <=12 items',
    ],
    ['a date that does not exist', { 'notice.validFrom': '2026-02-29' }, 'notice.validFrom: Invalid ISO date'],
    ['two sections of one id', { 'notice.sections.1.id': 'who' }, 'notice.sections: "who" appears more than once'],
    ['an age below the law', { minimumAge: 12 }, 'minimumAge: Too small: expected number to be >=13'],
    [
      'a confirmation that never expires',
      { 'confirmation.expiresAfterDays': 0 },
      'confirmation.expiresAfterDays: Too small: expected number to be >=1',
    ],
    ['a number as text', { answerLinkDays: '30' }, 'answerLinkDays: Invalid input: expected number, received string'],
    [
      'an address for a domain',
      { 'emailDomains.0': 'camille@gmail.com' },
      'emailDomains.0: must be a domain such as gmail.com',
    ],
    ['a domain twice', { 'emailDomains.1': 'gmail.com' }, 'emailDomains: "gmail.com" appears more than once'],
  ])('is refused for %s', (_, changes, problem) => {
    const config = shopWith(changes);
    expect(listConfigProblems(config)).toContain(problem);
    expect(shopConfigSchema.safeParse(config).success).toBe(false);
  });

  it('is told of all its problems at once', () => {
    const problems = listConfigProblems(
      shopWith({
        answerLinkDays: 'thirty',
        'questions.0.verb': { fr: 'vous écrire' },
        'questions.0.frequency': null,
        'questions.1.confirmation': 'email',
        'questions.2.id': 'email-news',
        'stores.0.tills.1': { id: 'caisse-1' },
        'notice.sections': 'none',
      }),
    );
    expect(problems.toSorted()).toEqual([
      'answerLinkDays: Invalid input: expected number, received string',
      'notice.sections: Invalid input: expected array, received string',
      'questions.0.frequency: Invalid input: expected object, received null',
      'questions.0.verb: has no text in "en"',
      'questions.1.confirmation: a link by e-mail cannot confirm consent to sms',
      'questions: "email-news" appears more than once',
      'stores.0.tills.1.name: Invalid input: expected string, received undefined',
      'stores.0.tills: "caisse-1" appears more than once',
    ]);
  });

  it.each([null, 5, 'shop', [], {}])('is not %j', (value) => {
    expect(listConfigProblems(value)).not.toEqual([]);
  });

  it.each([
    'controller.name',
    'controller.legalName',
    'controller.address',
    'stores.0.name',
    'stores.0.address',
    'stores.0.tills.0.name',
    'welcome.title.fr',
    'welcome.text.en',
    'stem.fr',
    'farewell.fr',
    'questions.0.verb.fr',
    'questions.0.detail.fr',
    'questions.0.topics.0.label.fr',
    'notice.sections.0.title.fr',
    'notice.sections.0.text.fr',
  ])('holds 1,000 characters and no more in %s', (path) => {
    expect(listConfigProblems(shopWith({ [path]: 'a'.repeat(1000) }))).toEqual([]);
    expect(listConfigProblems(shopWith({ [path]: 'a'.repeat(1001) }))).toEqual([
      `${path}: Too big: expected string to have <=1000 characters`,
    ]);
  });

  it('holds ids of 64 characters and no more', () => {
    expect(listConfigProblems(shopWith({ 'questions.0.id': 'a'.repeat(64) }))).toEqual([]);
    expect(listConfigProblems(shopWith({ 'questions.0.id': 'a'.repeat(65) }))).toHaveLength(1);
  });
});
