// Every mail, for a shop as it is or filled with one text everywhere: what must hold for all mails is checked over this list.
import { languages } from '#domain/shop-config.ts';
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
const own = {
  choicesUrl: 'https://choix.example/preferences/abc',
  expiresAt: Date.parse('2027-01-10T16:07:00Z'),
  timeZone,
};

export const answer: ConfirmationMail['answers'][number] = {
  ...{ ...asked, detail: 'Nouveautés : deux par mois au plus.', topics: [], frequency: 'une fois par mois' },
  ...{ givenAt: Date.parse('2026-10-12T16:07:00Z'), store: 'Librairie du Canal, Nantes' },
};

export const confirmationMail: ConfirmationMail = {
  ...{ ...context, answers: [answer], confirmUrl: 'https://choix.example/confirm/abc', timeZone },
  eraseAt: Date.parse('2026-10-19T16:07:00Z'),
};

export const choicesMail: ChoicesMail = { ...context, ...own };

const endedAt = Date.parse('2026-10-12T22:07:00Z'); // the 13th in Paris
export const withdrawalMail: WithdrawalMail = {
  ...{ ...context, ...own },
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
  ...{ ...context, isLast: false, choices: { ...own, url: own.choicesUrl } },
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

/**
 * Name of the mail, what it is, and the one link in it that is the reader's own; null: there is none.
 * @param text stands wherever a shop's text can; left out: the shop's own
 */
export function renderEveryMail(text?: string): [string, RenderedMail, string | null][] {
  const said = text === undefined ? {} : { stem: text, verb: text, detail: text, store: text };
  const controller = text === undefined ? {} : { name: text, legalName: text, address: text };
  const hostile = { shop: { controller: { ...shop.controller, ...controller } } };
  return languages.flatMap((language): [string, RenderedMail, string | null][] => [
    [
      `confirmation (${language})`,
      renderConfirmationMail({ ...confirmationMail, ...hostile, language, answers: [{ ...answer, ...said }] }),
      confirmationMail.confirmUrl,
    ],
    [`choices (${language})`, renderChoicesMail({ ...choicesMail, ...hostile, language }), choicesMail.choicesUrl],
    [
      `withdrawal (${language})`,
      renderWithdrawalMail({
        ...{ ...withdrawalMail, ...hostile, language },
        ended: withdrawalMail.ended.map((end) => ({ ...end, ...said })),
      }),
      withdrawalMail.choicesUrl,
    ],
    [`answer (${language})`, renderAnswerMail({ ...answerMail, ...hostile, language }), own.choicesUrl],
    [`last answer (${language})`, renderAnswerMail({ ...lastMail, ...hostile, language }), null],
  ]);
}
