import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeParts } from '../notice-part.ts';
import type { ShopConfig } from '../shop-config.ts';
import type { GateContext } from './check.ts';
import type { GateProblem, GateRule } from './problem.ts';
import { checkConfig } from './publish-gate.ts';
import { belgianShop, bookshop, bookshopOfAllKinds, germanShop, shopWith } from './testing/shops.ts';

const BEFORE = '2026-08-10';
const SINCE = '2026-08-11';
const today: GateContext = { day: '2026-11-22', current: undefined };

function problemsOf(value: unknown, context: GateContext = today): readonly GateProblem[] {
  const result = checkConfig(value, context);
  return result.outcome === 'passed' ? [] : result.problems;
}

/** `rule path` of each problem. */
const linesOf = (value: unknown, context?: GateContext) =>
  problemsOf(value, context).map(({ rule, path }) => `${rule} ${path}`);

const section = (id: string) => bookshop.notice.sections.findIndex((s) => s.id === id);
const covers = (id: string) => `notice.sections.${section(id)}.covers`;
const saying = (id: string, language = 'fr') => `notice.sections.${section(id)}.text.${language}`;
const inBoth = (text: string) => ({ fr: text, en: `${text} (en)` });

/** Of a question that only tells. */
const informs = (i: number) => ({
  schema: 2,
  [`questions.${i}.legalBasis`]: 'legitimate-interest',
  [`questions.${i}.information`]: { fr: 'La librairie vous écrira', en: 'The bookshop will write to you' },
});
const softOptIn = { ...informs(0), 'questions.0.regime': 'soft-opt-in' };
const transfer = {
  'questions.0.use': 'partner-transfer',
  'questions.0.purpose': 'partners',
  'questions.0.partner': { name: 'Éditions du Quai' },
  'questions.0.verb': {
    fr: 'donner votre adresse aux Éditions du Quai',
    en: 'give your address to Éditions du Quai',
  },
};

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

  it('asks for leave to name one partner, in a question of its own', () => {
    expect(linesOf(shopWith(transfer))).toEqual([]);
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

/** What is wrong, the changes that make it so, the rule, and the place. */
type Broken = readonly [string, Record<string, unknown>, GateRule, string];

const form: readonly Broken[] = [
  ['a yes chosen beforehand', { 'questions.0.preselected': 'yes' }, 'preset-answer', 'questions.0'],
  ['a default answer', { 'questions.1.defaultAnswer': 'yes' }, 'preset-answer', 'questions.1'],
  ['an initial state', { 'questions.0.initialState': 'yes' }, 'preset-answer', 'questions.0'],
  ['a loud yes and a shy no', { labels: { yes: 'YES PLEASE', no: 'no' } }, 'own-labels', ''],
  ['a label of its own', { 'questions.0.yesLabel': 'Avec plaisir' }, 'own-labels', 'questions.0'],
  ['a field that does not exist', { 'stores.0.city': 'Nantes' }, 'unknown-field', 'stores.0'],
  ['no questions', { questions: undefined }, 'missing', 'questions'],
  ['a number for a name', { 'controller.name': 5 }, 'form', 'controller.name'],
  ['a language without a text', { 'questions.2.verb': { fr: 'vous appeler' } }, 'language-missing', 'questions.2.verb'],
  [
    'a notice in one language',
    { 'notice.sections.0.text': { fr: 'Nous.' } },
    'language-missing',
    'notice.sections.0.text',
  ],
  ['no time zone', { 'stores.0.timeZone': undefined }, 'time-zone', 'stores.0.timeZone'],
  ['an unknown time zone', { 'stores.0.timeZone': 'Europe/Nantes' }, 'time-zone', 'stores.0.timeZone'],
  ['no postal address', { 'controller.address': undefined }, 'postal-address', 'controller.address'],
  [
    'an e-mail address for a postal one',
    { 'controller.address': 'bonjour@1.example' },
    'postal-address',
    'controller.address',
  ],
  ['a town for an address', { 'stores.0.address': 'Nantes' }, 'postal-address', 'stores.0.address'],
  [
    'a choice to be asked more often',
    { 'questions.0.frequencies': [{ max: 5, per: 'week' }] },
    'not-lower',
    'questions.0.frequencies.0',
  ],
  ['a question twice', { 'questions.2.channel': 'sms' }, 'repeated', 'questions'],
  [
    'what older apps would ask of everybody',
    { 'questions.1.onlyAfterSale': true },
    'needs-schema-2',
    'questions.1.onlyAfterSale',
  ],
  [
    'a soft opt-in that tells nothing',
    { ...softOptIn, 'questions.0.onlyAfterSale': true, 'questions.0.information': undefined },
    'information',
    'questions.0.information',
  ],
  [
    'a consent told as a fact',
    { schema: 2, 'questions.0.information': inBoth('We write to you') },
    'information',
    'questions.0.information',
  ],
  ['texts confirmed by e-mail', { 'questions.1.confirmation': 'email' }, 'unconfirmable', 'questions.1.confirmation'],
];

const law: readonly Broken[] = [
  ['calls unless one objects', { ...informs(2), 'questions.2.regime': 'opt-out' }, 'regime-forbidden', 'questions.2'],
  [
    'calls to whoever has bought',
    { ...informs(2), 'questions.2.regime': 'soft-opt-in', 'questions.2.onlyAfterSale': true },
    'regime-forbidden',
    'questions.2',
  ],
  ['mails unless one objects', { ...informs(0), 'questions.0.regime': 'opt-out' }, 'regime-forbidden', 'questions.0'],
  [
    'data passed on without a question of its own',
    { ...transfer, 'questions.0.regime': 'opt-in' },
    'regime-forbidden',
    'questions.0',
  ],
  [
    'open tracking with the messages',
    { 'questions.0.use': 'open-tracking', 'questions.0.regime': 'opt-in', 'questions.0.purpose': 'opens' },
    'regime-forbidden',
    'questions.0',
  ],
  [
    'consent by legitimate interest',
    { 'questions.0.legalBasis': 'legitimate-interest' },
    'legal-basis',
    'questions.0.legalBasis',
  ],
  [
    'a soft opt-in by consent',
    { ...softOptIn, 'questions.0.legalBasis': 'consent' },
    'legal-basis',
    'questions.0.legalBasis',
  ],
  ['a soft opt-in without a mark of a sale', softOptIn, 'no-sale-mark', 'questions.0.onlyAfterSale'],
  [
    'nothing that everybody can be asked',
    { schema: 2, questions: bookshop.questions.map((question) => ({ ...question, onlyAfterSale: true })) },
    'nothing-to-ask',
    'questions',
  ],
  [
    'a partner without a name',
    { ...transfer, 'questions.0.partner': undefined },
    'partner-missing',
    'questions.0.partner',
  ],
  [
    'a partner whom the question does not name',
    { ...transfer, 'questions.0.partner': { name: 'Papeterie Grue' } },
    'partner-not-named',
    'questions.0.detail.en',
  ],
  [
    'a partner of the shop’s own messages',
    { 'questions.0.partner': { name: 'Éditions du Quai' } },
    'partner-elsewhere',
    'questions.0.partner',
  ],
  [
    'a profile under the purpose of the messages',
    { 'questions.2.use': 'profiling' },
    'purpose-shared',
    'questions.2.purpose',
  ],
  [
    'more calls than allowed',
    { 'questions.2.frequency': { max: 5, per: 'month' } },
    'too-many-calls',
    'questions.2.frequency',
  ],
  ['a call a week', { 'questions.2.frequency': { max: 1, per: 'week' } }, 'too-many-calls', 'questions.2.frequency'],
  ['a country without rules', { 'controller.country': 'US' }, 'country-unknown', 'controller.country'],
];

const noticeText: readonly Broken[] = [
  [
    'a notice from before its parts were named',
    { [covers('who')]: undefined },
    'notice-part-missing',
    'notice.sections',
  ],
  [
    'a retention without a number',
    { [saying('how-long')]: 'Le temps qu’il faut.' },
    'notice-without-number',
    saying('how-long'),
  ],
  ['the wrong firm', { 'controller.legalName': 'Librairie du Port SARL' }, 'notice-lacks', saying('who')],
  ['the wrong address', { 'controller.address': '1 rue Haute, 44000 Nantes' }, 'notice-lacks', saying('who', 'en')],
  [
    'rights without a way to use them',
    { 'controller.privacyEmail': 'autre@shop.example' },
    'notice-lacks',
    saying('rights'),
  ],
  ['another country’s authority', { 'controller.country': 'BE' }, 'notice-lacks', saying('rights')],
  [
    'a right that is claimed, and not said',
    { [saying('rights')]: 'Écrivez à donnees@librairieducanal.example, ou à la CNIL pour vous plaindre.' },
    'notice-part-unsaid',
    saying('rights'),
  ],
  ['texts without a number to text STOP to', { stopNumber: undefined }, 'stop-number-missing', 'stopNumber'],
];

const words: readonly Broken[] = [
  ['a French shop without French', { languages: ['en'] }, 'language-of-country', 'languages'],
  [
    'a text that was not translated',
    { [saying('who-else', 'en')]: bookshop.notice.sections[section('who-else')]?.text.fr },
    'untranslated',
    saying('who-else', 'en'),
  ],
  ['a text left to be written', { 'welcome.text.fr': 'TODO' }, 'placeholder', 'welcome.text.fr'],
  [
    'a model’s gap',
    { [saying('who')]: 'Librairie du Canal SARL, 12 quai aux Livres, 44000 Nantes, Union européenne [nom du délégué]' },
    'placeholder',
    saying('who'),
  ],
  [
    'a question as long as a letter',
    { 'questions.0.verb.fr': `vous écrire ${'souvent '.repeat(10)}` },
    'too-long',
    'questions.0.verb.fr',
  ],
  [
    'a section that no column holds',
    { [saying('who-else')]: 'Personne, automatiquement. '.repeat(30) },
    'too-long',
    saying('who-else'),
  ],
  [
    'a notice that nobody reads',
    Object.fromEntries(
      bookshop.notice.sections.map((s, i) => [
        `notice.sections.${i}.text.fr`,
        `${s.text.fr} ${'et de là '.repeat(40)}`.slice(0, 600),
      ]),
    ),
    'notice-too-long',
    'notice.sections',
  ],
  [
    'mails and texts at once',
    { 'questions.0.verb': inBoth('vous écrire par e-mail et par SMS') },
    'several-in-one',
    'questions.0.verb.fr',
  ],
  [
    'mails and partners at once',
    { 'questions.0.verb.en': 'write to you by e-mail, we and our partners' },
    'several-in-one',
    'questions.0.verb.en',
  ],
  [
    'mails and a profile at once',
    { 'questions.0.verb.fr': 'vous envoyer des e-mails personnalisés' },
    'several-in-one',
    'questions.0.verb.fr',
  ],
  [
    'terms accepted on the way',
    { 'questions.0.detail.fr': 'Un oui vaut acceptation des conditions générales.' },
    'terms-in-question',
    'questions.0.verb.fr',
  ],
  ['a rewarded yes', { 'questions.0.detail.en': 'Say yes and get 10% off today.' }, 'reward', 'questions.0.verb.en'],
  ['a yes that means no', { 'questions.0.verb.fr': 'ne plus vous écrire' }, 'negated', 'questions.0.verb.fr'],
];

const broken = [...form, ...law, ...noticeText, ...words];

describe('a shop is refused for', () => {
  it.each(broken)('%s', (_, changes, rule, path) => {
    expect(linesOf(shopWith(changes))).toContain(`${rule} ${path}`);
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
    expect(linesOf({ ...bookshopOfAllKinds, notice: bookshop.notice })).toEqual([
      'notice-part-missing notice.sections',
    ]);
    expect(linesOf({ ...bookshop, schema: 2, questions: [...bookshop.questions, ...letters] })).toEqual([
      'notice-part-missing notice.sections',
    ]);
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
  const optOut = shopWith({ ...informs(2), 'questions.2.regime': 'opt-out' });

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
  const context: GateContext = { ...today, current: bookshop };
  const other = { [saying('who-else')]: 'Personne. Aucune décision n’est automatique.' };

  it('keeps its number as long as its words', () => {
    expect(linesOf(shopWith({ minimumAge: 16 }), context)).toEqual([]);
    expect(linesOf(shopWith(other), context)).toEqual(['notice-version notice.version']);
    expect(linesOf(shopWith({ ...other, 'notice.version': 3 }), context)).toEqual([]);
  });

  it('never goes back to a lower one', () => {
    expect(linesOf(shopWith({ 'notice.version': 1 }), context)).toEqual(['notice-version notice.version']);
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
