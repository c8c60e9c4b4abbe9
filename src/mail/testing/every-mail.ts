// Every mail, as a shop's person would get it, or filled with one text everywhere: what must hold for all mails is checked over this
// list.
import { bookshop } from '#domain/gate/testing/shops.ts';
import { inLanguage, type Localized } from '#domain/localized.ts';
import { refusalReasons, rights } from '#domain/rights-request.ts';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { sayFrequency } from '#i18n/frequency.ts';
import { derivePageTheme } from '#pages/theme.ts';
import { type AnswerMail, renderAnswerMail } from '../answer-mail.ts';
import { type ChoicesMail, renderChoicesMail } from '../choices-mail.ts';
import { type ConfirmationMail, renderConfirmationMail } from '../confirmation-mail.ts';
import type { MailContext, RenderedMail } from '../mail-html.ts';
import { renderWithdrawalMail, type WithdrawalMail } from '../withdrawal-mail.ts';

const timeZone = 'Europe/Paris';
const shop = {
  controller: {
    ...{
      name: 'Librairie du Canal',
      legalName: 'Librairie du Canal SARL',
      address: '12 quai aux Livres, 44000 Nantes',
    },
    ...{ country: 'FR', privacyEmail: 'donnees@librairieducanal.example' },
  },
};
const context: MailContext = {
  ...{ language: 'fr', shop, noticeUrl: 'https://choix.example/notice' },
  theme: { brand: '#0b4f4a', onBrand: '#ffffff', brandStrong: '#0b4f4a', brandStrongAtNight: '#f3f0e8' },
};
const asked = { stem: 'La Librairie du Canal peut-elle', verb: 'vous écrire par e-mail', timeZone };
const choicesUrl = 'https://choix.example/preferences/abc';
const link = {
  choicesUrl,
  expiresAt: Date.parse('2027-01-10T16:07:00Z'),
  timeZone,
};

export const answer: ConfirmationMail['answers'][number] = {
  ...{
    ...asked,
    isTold: false,
    detail: 'Nouveautés : deux par mois au plus.',
    topics: [],
    frequency: 'une fois par mois',
  },
  ...{ givenAt: Date.parse('2026-10-12T16:07:00Z'), store: 'Librairie du Canal, Nantes' },
};

export const confirmationMail: ConfirmationMail = {
  ...{ ...context, answers: [answer], confirmUrl: 'https://choix.example/confirm/abc', timeZone },
  eraseAt: Date.parse('2026-10-19T16:07:00Z'),
};

export const choicesMail: ChoicesMail = { ...context, ...link };

const endedAt = Date.parse('2026-10-12T22:07:00Z'); // the 13th in Paris
export const withdrawalMail: WithdrawalMail = {
  ...{ ...context, ...link },
  ended: [
    { ...asked, endedAt },
    { ...asked, verb: 'vous envoyer des SMS', endedAt },
  ],
};

const reference = '3f2a9c1e';
const receivedOn = '2026-10-12';
const [refused, longer] = [
  { kind: 'refused', reason: 'others' } as const,
  { kind: 'extended', reason: 'complexity' } as const,
];
export const answerMail: AnswerMail = {
  ...{ ...context, isLast: false, choices: { ...link, url: choicesUrl } },
  answers: [
    { right: 'access', receivedOn, reference, answer: { kind: 'done' } },
    { right: 'rectification', receivedOn, reference, answer: refused },
    { right: 'complaint', receivedOn, reference, answer: { ...longer, dueOn: '2027-01-12' } },
  ],
};
export const lastMail: AnswerMail = {
  ...{ ...context, isLast: true, choices: null },
  answers: [{ right: 'erasure', receivedOn, reference, answer: { kind: 'done' } }],
};

export interface Filling {
  /** The sample shop without it. */
  readonly shop?: ShopConfig;
  /** Stands wherever a text of a shop can. */
  readonly text?: string;
}

/** Name of the mail, what it is, and the one link in it that is the reader's own; null: there is none. */
export function renderEveryMail(
  language: Language,
  { shop: from = bookshop, text }: Filling = {},
): [string, RenderedMail, string | null][] {
  const say = (own: Localized) => text ?? inLanguage(own, language);
  const { name, legalName, address } = from.controller;
  const controller = { name: text ?? name, legalName: text ?? legalName, address: text ?? address };
  const own = {
    ...{ language, theme: derivePageTheme(from.brand) },
    shop: { controller: { ...from.controller, ...controller } },
  };
  const store = text ?? from.stores[0]?.name ?? '';
  const said = from.questions.map(({ verb, detail, topics, frequency }) => ({
    ...{ ...answer, stem: say(from.stem), verb: say(verb), detail: say(detail), store },
    ...{ topics: topics.map(({ label }) => say(label)), frequency: text ?? sayFrequency(frequency, language) },
  }));
  const [first] = said as [(typeof said)[number]];
  const ended = said.map(({ stem, verb }) => ({ stem, verb, timeZone, endedAt }));
  const every = rights.map((right) => ({ right, receivedOn, reference, answer: { kind: 'done' } as const }));
  const none = { receivedOn, reference, right: 'access', answer: { kind: 'nothing-held' } } as const;
  const reasons = refusalReasons.map((reason) => ({ ...none, answer: { kind: 'refused', reason } as const }));
  const asked = [{ ...first, topics: [] }];
  return [
    [
      'confirmation',
      renderConfirmationMail({ ...confirmationMail, ...own, answers: asked }),
      confirmationMail.confirmUrl,
    ],
    [
      'confirmation, of several answers',
      renderConfirmationMail({ ...confirmationMail, ...own, answers: said }),
      confirmationMail.confirmUrl,
    ],
    ['choices', renderChoicesMail({ ...choicesMail, ...own }), choicesMail.choicesUrl],
    ['withdrawal', renderWithdrawalMail({ ...withdrawalMail, ...own, ended }), withdrawalMail.choicesUrl],
    ['answer', renderAnswerMail({ ...answerMail, ...own }), choicesUrl],
    ['answer, all done', renderAnswerMail({ ...answerMail, ...own, answers: every }), choicesUrl],
    ['answer, all refused', renderAnswerMail({ ...answerMail, ...own, answers: [none, ...reasons] }), choicesUrl],
    ['last answer', renderAnswerMail({ ...lastMail, ...own }), null],
  ];
}
