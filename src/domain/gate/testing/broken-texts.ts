// Shops that say the wrong thing, or leave out the right one: in the notice, and in all that people read.
import { type Broken, covers, inBoth, saying, section, softOptIn, transfer } from './changes.ts';
import { bookshop } from './shops.ts';

export const noticeText: readonly Broken[] = [
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
  ['a firm of which one letter is said', { 'controller.legalName': 'Autre Maison A/S' }, 'notice-lacks', saying('who')],
  [
    'an address of which one letter is said',
    { 'controller.address': 'c/o Dupont, 3 rue Haute, 44000 Nantes' },
    'notice-lacks',
    saying('who'),
  ],
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
  [
    'consent alone, where a question tells and lets object',
    { ...softOptIn, 'questions.0.onlyAfterSale': true },
    'notice-basis-unsaid',
    saying('why'),
  ],
  [
    'a legitimate interest alone, where a question asks for consent',
    {
      [saying('why', 'en')]:
        'To tell you about new books: our legitimate interest is the legal basis. Nothing is compulsory. No sales call without your yes.',
    },
    'notice-basis-unsaid',
    saying('why', 'en'),
  ],
  [
    'recipients that are claimed, and not said',
    { [saying('who-else')]: 'Automatique, Union européenne.' },
    'notice-part-unsaid',
    saying('who-else'),
  ],
  [
    'recipients of whom English alone says nothing',
    { [saying('who-else', 'en')]: 'No personal data is used automatically.' },
    'notice-part-unsaid',
    saying('who-else', 'en'),
  ],
  [
    'a right that is heard only inside another word',
    { [saying('rights')]: bookshop.notice.sections[section('rights')]?.text.fr?.replace('Voir', 'Recevoir') },
    'notice-part-unsaid',
    saying('rights'),
  ],
  ['texts without a number to text STOP to', { stopNumber: undefined }, 'stop-number-missing', 'stopNumber'],
];

export const words: readonly Broken[] = [
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
    'partners-unnamed',
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
    'questions.0.detail.fr',
  ],
  ['a rewarded yes', { 'questions.0.detail.en': 'Say yes and get 10% off today.' }, 'reward', 'questions.0.detail.en'],
  [
    'a rewarded yes before there is a question',
    { 'welcome.text.fr': 'Dites oui et recevez un cadeau : bon d’achat de 10 €.' },
    'reward',
    'welcome.text.fr',
  ],
  ['a reward to end with', { 'farewell.en': 'enjoy your 10% off' }, 'reward', 'farewell.en'],
  ['a yes that is paid for', { 'questions.1.detail.fr': '5 € offerts.' }, 'reward', 'questions.1.detail.fr'],
  ['a yes that is paid for in English', { 'questions.1.detail.en': '€5 off.' }, 'reward', 'questions.1.detail.en'],
  [
    'terms accepted by a touch',
    { 'welcome.text.en': 'By going on you accept our terms and conditions.' },
    'terms-in-question',
    'welcome.text.en',
  ],
  [
    'mails and texts at once in the small print',
    { 'questions.0.detail.fr': 'Deux par mois au plus, par e-mail et par SMS.' },
    'several-in-one',
    'questions.0.detail.fr',
  ],
  [
    'texts and mails at once in the small print',
    { 'questions.1.detail.en': 'Four a year at most, by text or by e-mail.' },
    'several-in-one',
    'questions.1.detail.en',
  ],
  [
    'calls among the topics of mails',
    { 'questions.0.topics.0.label.fr': 'Invitations par téléphone' },
    'several-in-one',
    'questions.0.topics.0.label.fr',
  ],
  [
    'partners in the small print',
    { 'questions.0.detail.fr': 'Nos offres et celles de nos partenaires.' },
    'partners-unnamed',
    'questions.0.detail.fr',
  ],
  [
    'partners among the topics',
    { 'questions.0.topics.2.label.en': 'Our partners’ offers' },
    'partners-unnamed',
    'questions.0.topics.2.label.en',
  ],
  [
    'partners beside the one that is named',
    { ...transfer, 'questions.0.detail.fr': 'Pour ses offres, et celles d’autres partenaires.' },
    'partners-unnamed',
    'questions.0.detail.fr',
  ],
  [
    'more messages than the question says',
    { 'questions.0.frequency': { max: 8, per: 'month' } },
    'frequency-elsewhere',
    'questions.0.detail.fr',
  ],
  [
    'another number in English than in French',
    { 'questions.0.detail.en': 'New books, readings, offers: three a month at most.' },
    'frequency-elsewhere',
    'questions.0.detail.en',
  ],
  [
    'fewer calls than the tablet would record',
    { 'questions.2.detail.fr': 'Invitation à un évènement : une fois par an au plus.' },
    'frequency-elsewhere',
    'questions.2.detail.fr',
  ],
  [
    'a fact that says another number',
    {
      ...softOptIn,
      'questions.0.onlyAfterSale': true,
      'questions.0.information.en': 'The bookshop will send you ten e-mails a month',
    },
    'frequency-elsewhere',
    'questions.0.information.en',
  ],
  ['a yes that means no', { 'questions.0.verb.fr': 'ne plus vous écrire' }, 'negated', 'questions.0.verb.fr'],
];
