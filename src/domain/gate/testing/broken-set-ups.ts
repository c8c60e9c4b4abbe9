// Shops whose file has not its form, or that ask in a way that the law does not take.
import { type Broken, inBoth, informs, softOptIn, transfer } from './changes.ts';
import { bookshop, bookshopOfAllKinds } from './shops.ts';

export const form: readonly Broken[] = [
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

export const law: readonly Broken[] = [
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
    'a professional’s question that waits for a sale, and nothing before it',
    {
      schema: 2,
      'questions.3': {
        ...bookshopOfAllKinds.questions.find(({ id }) => id === 'email-schools'),
        onlyAfterSale: true,
      },
    },
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
  [
    'a call a day, said by the year',
    { 'questions.2.frequency': { max: 366, per: 'year' } },
    'too-many-calls',
    'questions.2.frequency',
  ],
  [
    'one call more than a year has room for',
    { 'questions.2.frequency': { max: 50, per: 'year' } },
    'too-many-calls',
    'questions.2.frequency',
  ],
  ['a country without rules', { 'controller.country': 'US' }, 'country-unknown', 'controller.country'],
];
