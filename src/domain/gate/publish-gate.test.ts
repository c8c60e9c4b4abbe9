import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeParts } from '../notice-part.ts';
import { type ShopConfig, shopConfigSchema } from '../shop-config.ts';
import type { GateContext } from './check.ts';
import type { GateProblem } from './problem.ts';
import { checkConfig } from './publish-gate.ts';
import { form, law } from './testing/broken-set-ups.ts';
import { noticeText, words } from './testing/broken-texts.ts';
import { covers, informs, saying, transfer } from './testing/changes.ts';
import { belgianShop, bookshop, bookshopOfAllKinds, germanShop, shopWith } from './testing/shops.ts';

const BEFORE = '2026-08-10';
const SINCE = '2026-08-11';
const today: GateContext = { day: '2026-11-22', published: [] };

function problemsOf(value: unknown, context: GateContext = today): readonly GateProblem[] {
  const result = checkConfig(value, context);
  return result.outcome === 'passed' ? [] : result.problems;
}

/** `rule path` of each problem. */
const linesOf = (value: unknown, context?: GateContext) =>
  problemsOf(value, context).map(({ rule, path }) => `${rule} ${path}`);

describe('a shop that may publish', () => {
  it.each([
    ['in France', bookshop],
    ['in Germany', germanShop],
    ['in Belgium, under EU law alone', belgianShop],
    ['asking in every way there is', bookshopOfAllKinds],
  ])('%s', (_, shop) => {
    expect(checkConfig(shop, today)).toEqual({ outcome: 'passed', config: shop });
  });

  it('asks for letters as a consent, where it would rather have a yes', () => {
    const { notice } = bookshopOfAllKinds;
    const { information: _, ...letters } = bookshopOfAllKinds.questions.find(({ id }) => id === 'letters') ?? {};
    const asked = { ...letters, regime: 'opt-in', legalBasis: 'consent' };
    expect(linesOf(shopWith({ schema: 2, notice, 'questions.3': asked }))).toEqual([]);
    expect(linesOf(shopWith({ notice, 'questions.3': { ...asked, regime: undefined } }))).toContain(
      'needs-schema-2 questions.3.channel',
    );
  });

  it.each([
    ['a word inside another', { 'questions.0.detail.fr': 'Une rencontre un vendredi sur deux, rien d’autre.' }],
    ['an accent before a word', { 'questions.1.topics.0.label.fr': 'Bijoux et émails' }],
    ['a newsletter', { 'questions.0.verb.fr': 'vous envoyer sa lettre mensuelle par e-mail' }],
    ['a letter by e-mail', { 'questions.0.verb.en': 'send you its monthly letter by e-mail' }],
    ['telephones for sale', { 'questions.0.topics.0.label': { fr: 'Téléphones', en: 'Phone cases' } }],
    ['the trade of a bookshop', { 'questions.0.topics.0.label': { fr: 'Belles lettres', en: 'Rare texts' } }],
    ['calls to nobody', { 'questions.0.topics.0.label': { fr: 'Appels à textes', en: 'Calls for papers' } }],
    ['what a yes is for', { 'welcome.text.fr': 'Si vous dites oui, deux e-mails par mois. Gagnez du temps.' }],
  ])('may speak of %s', (_, changes) => {
    expect(linesOf(shopWith(changes))).toEqual([]);
  });

  it.each(['Au pied de la lettre', 'Textos & Partenaires', 'Le Courrier (du cœur)', 'Un cadeau, un e-mail !'])(
    'may be called “%s”',
    (name) => {
      expect(linesOf(JSON.parse(JSON.stringify(bookshop).replaceAll('Librairie du Canal', name)))).toEqual([]);
    },
  );

  it('asks for leave to name one partner, in a question of its own', () => {
    expect(linesOf(shopWith(transfer))).toEqual([]);
  });

  it.each([
    ['as many calls as 30 days may hold', { max: 4, per: 'month' }, 'Quatre par mois.', 'Four a month.'],
    ['as many as a year has room for', { max: 49, per: 'year' }, '49 appels par an.', '49 calls a year.'],
  ])('asks for %s', (_, frequency, fr, en) => {
    expect(linesOf(shopWith({ 'questions.2.frequency': frequency, 'questions.2.detail': { fr, en } }))).toEqual([]);
  });

  it.each([
    ['in other units', 'Six par trimestre au plus.', 'At most 24 e-mails per year.'],
    ['as a range', 'Un à deux e-mails par mois.', 'One or two e-mails a month.'],
    [
      'by its parts',
      'Une lettre par mois, et douze invitations par an.',
      'One letter each month; twelve invitations a year.',
    ],
    [
      'with one of its parts',
      'Deux par mois, dont une invitation par an.',
      'Twice a month, of which one invitation a year.',
    ],
    ['in a number that is not known here', 'Vingt-deux par an.', 'Twenty-two a year.'],
    [
      'of what is no message',
      'Dix euros par an, trois rencontres par mois.',
      'Ten euros a year, three readings a month.',
    ],
    ['nowhere', 'Nouveautés, rencontres, offres.', 'New books, readings, offers.'],
  ])('says how often %s', (_, fr, en) => {
    expect(linesOf(shopWith({ 'questions.0.detail': { fr, en } }))).toEqual([]);
  });

  it.each([
    ['un par mois au plus', 'two a month'],
    ['une seule fois par mois', 'twice a month'],
    ['8 e-mails/mois', '2 e-mails per month'],
    ['quatre messages par semestre', 'two e-mails every month'],
    ['un e-mail chaque semaine', 'two short e-mails a month'],
  ])('hears how often: “%s” is not “%s”', (fr, en) => {
    const shop = shopWith({ 'questions.0.detail': { fr: `Nouveautés : ${fr}.`, en: `New books: ${en}.` } });
    expect(linesOf(shop)).toEqual(['frequency-elsewhere questions.0.detail.fr']);
  });

  it('asks for a profile by a question and a purpose of their own', () => {
    const question = { ...structuredClone(bookshop.questions[0]), id: 'profile', purpose: 'profile', use: 'profiling' };
    question.verb = { fr: 'personnaliser ses messages', en: 'personalise its messages' };
    const shop = structuredClone(bookshop);
    shop.questions.push(question as ShopConfig['questions'][number]);
    expect(linesOf(shop)).toEqual([]);
  });

  it('has asked for consent to calls all along, on both sides of the change of law', () => {
    for (const day of [BEFORE, SINCE]) expect(linesOf(bookshop, { ...today, day })).toEqual([]);
  });
});

const broken = [...form, ...law, ...noticeText, ...words];

describe('a shop is refused for', () => {
  it.each(broken)('%s', (_, changes, rule, path) => {
    expect(linesOf(shopWith(changes))).toContain(`${rule} ${path}`);
  });

  it('a visit that asks nothing, which is named', () => {
    const waiting = { schema: 2, 'questions.0.onlyAfterSale': true, 'questions.0.audience': 'professional' };
    expect(problemsOf(shopWith(waiting))).toEqual([
      {
        rule: 'nothing-to-ask',
        path: 'questions',
        details: { audience: 'professional', afterSale: false, isSpoken: false },
      },
    ]);
  });

  it('each part of the notice that is missing', () => {
    const { notice } = bookshopOfAllKinds;
    const parts = notice.sections.flatMap((s) => s.covers ?? []);
    expect(parts.toSorted()).toEqual(noticeParts.toSorted());
    for (const part of parts) {
      const sections = notice.sections.map((s) => ({
        ...s,
        covers: s.covers?.filter((name) => name !== part),
      }));
      const kept = sections.map((s) => (s.covers?.length === 0 ? { ...s, covers: undefined } : s));
      expect(problemsOf({ ...bookshopOfAllKinds, notice: { ...notice, sections: kept } })).toEqual([
        { rule: 'notice-part-missing', path: 'notice.sections', details: { part } },
      ]);
    }
  });

  it('asking for a postal address of which the notice says nothing', () => {
    const { questions, notice } = bookshopOfAllKinds;
    const letters = questions.filter(({ channel }) => channel === 'post');
    for (const asked of [questions, [...bookshop.questions, ...letters]])
      expect(linesOf({ ...bookshop, schema: 2, questions: asked })).toContain('notice-part-missing notice.sections');
    const sections = notice.sections.map((section) =>
      section.id === 'letters'
        ? { ...section, text: { fr: 'Deux lettres par an.', en: 'Two letters a year.' } }
        : section,
    );
    expect(linesOf({ ...bookshopOfAllKinds, notice: { ...notice, sections } })).toEqual([
      'notice-part-unsaid notice.sections.6.text.fr',
      'notice-part-unsaid notice.sections.6.text.en',
    ]);
  });

  it('more than 25 kinds of things, each by a rule of its own', () => {
    expect(new Set(broken.map(([, , rule]) => rule)).size).toBeGreaterThan(25);
  });

  it('everything at once, also beside what has not even its form', () => {
    const lines = linesOf(
      shopWith({
        answerLinkDays: 'thirty',
        'questions.0.preselected': 'yes',
        'questions.1.verb.fr': 'ne pas vous écrire',
        stopNumber: undefined,
      }),
    );
    expect(lines.toSorted()).toEqual([
      'form answerLinkDays',
      'negated questions.1.verb.fr',
      'preset-answer questions.0',
      'stop-number-missing stopNumber',
    ]);
  });

  it.each([null, 5, 'shop', [], {}])('being %j', (value) => {
    expect(problemsOf(value)).not.toEqual([]);
  });
});

describe('the day of publication', () => {
  const { notice } = bookshopOfAllKinds;
  const optOut = shopWith({ ...informs(2), notice, 'questions.2.regime': 'opt-out' });

  it('decides: calls unless one objects were lawful in France until 10 August 2026', () => {
    expect(linesOf(optOut, { ...today, day: BEFORE })).toEqual([]);
    expect(problemsOf(optOut, { ...today, day: SINCE })).toMatchObject([
      {
        rule: 'regime-forbidden',
        details: { ruleId: 'fr-phone-consumer-since-2026-08-11', asked: 'opt-out', required: 'opt-in' },
      },
    ]);
  });

  it('decides whether a French notice must speak of calls, for texts as well', () => {
    const silent = shopWith({
      [covers('why')]: ['purposes', 'legal-basis', 'optional'],
      questions: bookshop.questions.slice(0, 2),
    });
    expect(linesOf(silent, { ...today, day: BEFORE })).toEqual([]);
    expect(linesOf(silent, { ...today, day: SINCE })).toEqual(['notice-part-missing notice.sections']);
    expect(
      linesOf(
        shopWith({
          [covers('why')]: ['purposes', 'legal-basis', 'optional'],
          questions: bookshop.questions.slice(0, 1),
        }),
      ),
    ).toEqual([]);
  });
});

describe('a notice that was published', () => {
  const context: GateContext = { ...today, published: [bookshop] };
  const other = { [saying('who-else')]: 'Personne. Aucune décision n’est automatique.' };

  it('keeps its number as long as its words', () => {
    expect(linesOf(shopWith({ minimumAge: 16 }), context)).toEqual([]);
    expect(linesOf(shopWith(other), context)).toEqual(['notice-version notice.version']);
    expect(linesOf(shopWith({ ...other, 'notice.version': 3 }), context)).toEqual([]);
  });

  it('never goes back to a lower one', () => {
    expect(linesOf(shopWith({ 'notice.version': 1 }), context)).toEqual(['notice-version notice.version']);
  });

  it('keeps its number for good, also when another is in force', () => {
    const third = shopConfigSchema.parse(shopWith({ ...other, 'notice.version': 3 }));
    const both = { ...context, published: [third, bookshop] };
    expect(linesOf(shopWith({ 'notice.version': 3 }), both)).toEqual(['notice-version notice.version']);
    expect(linesOf(shopWith({ ...other, 'notice.version': 3, minimumAge: 16 }), both)).toEqual([]);
    expect(linesOf(shopWith({ minimumAge: 16 }), both)).toEqual([]);
  });
});

it('never throws, whatever is in the file', () => {
  const anyPath = fc.constantFrom(
    ...[
      'controller',
      'languages',
      'stores',
      'questions',
      'notice',
      'stem',
      'notice.sections',
      'notice.sections.0',
      'questions.0',
    ],
    ...[
      'questions.0.verb',
      'questions.0.frequency',
      'stores.0',
      'notice.sections.0.covers',
      'questions.1.partner',
      'languages.0',
    ],
  );
  fc.assert(
    fc.property(fc.dictionary(anyPath, fc.jsonValue(), { maxKeys: 1 }), (changes) => {
      expect(Array.isArray(problemsOf(shopWith(changes)))).toBe(true);
    }),
    { numRuns: 150 },
  );
});
