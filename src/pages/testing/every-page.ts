// Every page in every state, filled with one text everywhere: what must hold for all pages is checked over this list.

import { html } from 'hono/html';
import { outcomes, rights } from '#domain/rights-request.ts';
import { channels, languages } from '#domain/shop-config.ts';
import type { HistoryKind } from '#i18n/pages/page-words.ts';
import type { SpokenAnswer } from '#i18n/spoken-answer.ts';
import { type AnswerView, renderAnswerPage } from '../answer-page.ts';
import { renderCardPage } from '../card-page.ts';
import type { ChoiceLine, ChoicesView } from '../choices-form.ts';
import { renderConfirmPage } from '../confirm-page.ts';
import { renderErasurePage } from '../erasure-page.ts';
import type { PageContext } from '../layout.ts';
import { renderMailboxPage, renderMailPage } from '../mailbox-page.ts';
import { renderNewLinkPage } from '../new-link-page.ts';
import { renderNoticePage } from '../notice-page.ts';
import { flashes, type MineView, type PreferenceRow, renderPreferencePage } from '../preference-page.ts';
import { type PageProblem, renderProblemPage } from '../problem-page.ts';
import { renderReceiptPage } from '../receipt-page.ts';
import { renderRequestPage } from '../request-page.ts';
import { renderUnsubscribePage } from '../unsubscribe-page.ts';

const at = Date.parse('2026-10-12T16:07:00Z');
const timeZone = 'Europe/Paris';

const historyKinds: readonly HistoryKind[] = [
  ...(['given', 'narrowed', 'capped', 'restricted', 'lifted', 'confirmed', 'withdrawn', 'withdrawn-all'] as const),
  ...(['objected', 'objected-all', 'erased', 'expired', 'disavowed'] as const),
];

/** Name of the page and its HTML. `text` stands wherever a shop's or a person's text can. */
export function renderEveryPage(text: string): [string, string][] {
  return languages.flatMap((language) => {
    const context: PageContext = {
      language,
      shop: {
        controller: { name: text, legalName: text, address: text, country: 'FR', privacyEmail: text },
        brand: { colour: '#0b4f4a', logoPath: text },
      },
      noticeUrl: text,
      newLinkUrl: text,
    };
    const localized = { fr: text, en: text };
    const answer: SpokenAnswer = {
      stem: text,
      verb: text,
      detail: text,
      topics: [text, text],
      frequency: text,
      givenAt: at,
      store: text,
      timeZone,
    };
    const row: PreferenceRow = { channel: 'email', contact: text, detail: text, status: 'given', since: at };
    const rows: PreferenceRow[] = [
      row,
      { ...row, channel: 'sms', status: 'requested' },
      { ...row, status: 'withdrawn' },
    ];
    const shown = { url: text, timeZone };
    const told = { channels: ['email', 'sms'], topics: [text, text], frequency: text, place: 'counter-card' } as const;
    const options = [true, false].map((isChosen) => ({ value: text, label: text, isChosen }));
    const line: ChoiceLine = {
      ...{
        key: 'marketing.email',
        channel: 'email',
        question: text,
        contact: text,
        detail: text,
        status: text,
        was: text,
      },
      ...{ answer: 'yes', topics: options, frequencies: options },
      ...{ isBlocked: false, lacksTopics: false, asksNumber: false },
    };
    const lines: ChoiceLine[] = [
      line,
      {
        ...line,
        key: 'marketing.sms',
        channel: 'sms',
        answer: 'no',
        topics: options.slice(1),
        asksNumber: true,
        status: null,
        contact: null,
      },
      { ...line, key: 'marketing.phone', channel: 'phone', isBlocked: true },
    ];
    const number = { typed: text, isWrong: false };
    const choices: ChoicesView = { id: text, seen: text, lines, number: { typed: '', isWrong: false } };
    const mine: MineView = {
      ...{ ...shown, state: 'mine', choices, yesTo: ['email'], flash: 'saved', objectedAt: null, restrictedAt: null },
      history: historyKinds.map((kind) => ({ ...told, at, kind })),
      myData: { data: text, receipt: text, correct: text, complain: text, erase: text },
      requests: rights.map((kind, i) => ({
        ...{ kind, reference: text, receivedOn: '2026-10-12', dueOn: '2026-11-12' },
        outcome: outcomes[i] ?? null,
      })),
    };
    const notice = {
      version: 1,
      validFrom: '2026-11-01',
      sections: [{ id: 'who', title: localized, text: localized }],
    };
    const mail = { to: text, subject: text, date: at, timeZone, text: `${text} https://choix.example/${text}` };
    const problems: PageProblem[] = ['not-found', 'incomplete-link', 'form-refused', 'too-large', 'internal'];

    const seen = { notice, minimumAge: 15, stopNumber: text };
    const otherLanguages = languages
      .filter((other) => other !== language)
      .map((other) => ({ language: other, url: text }));
    const ask: Extract<AnswerView, { state: 'ask' }> = {
      ...{ state: 'ask', url: text, stem: localized, isCard: false, otherLanguages, problems: null, ...seen },
      questions: channels.map((channel) => ({
        ...{ id: channel, purpose: 'marketing', channel, legalBasis: 'consent', confirmation: 'none', topics: [] },
        ...{ frequency: { max: 1, per: 'month' }, verb: localized, detail: localized },
      })),
      form: { id: text, secret: text, answers: new Map([['answer-sms', 'yes']]), email: text, phone: text },
    };

    const pages: [string, string][] = [
      ['questions', renderAnswerPage(context, ask)],
      [
        'questions, with problems',
        renderAnswerPage(context, {
          ...{ ...ask, isCard: true, problems: { unanswered: ['email', 'phone'], email: true, phone: true } },
        }),
      ],
      ...(['noted', 'mailbox'] as const).flatMap((state) =>
        [text, null].map((seeUrl): [string, string] => [
          `${state}, ${seeUrl ? 'with' : 'without'} a link`,
          renderAnswerPage(context, { state, seeUrl }),
        ]),
      ),
      ...(['completed', 'unknown', 'busy'] as const).map((state): [string, string] => [
        `code ${state}`,
        renderAnswerPage(context, { state }),
      ]),
      ['code too old', renderAnswerPage(context, { state: 'too-old', validHours: 24, cardUrl: text })],
      [
        'counter card',
        renderCardPage(context, {
          ...{ ...seen, welcome: { title: localized, text: localized }, address: text, otherLanguages },
          qrCode: html`<svg></svg>`,
        }),
      ],
      ['ask', renderConfirmPage(context, { state: 'ask', url: text, answers: [answer], eraseAt: at, timeZone })],
      ...[true, false].map((fresh): [string, string] => [
        fresh ? 'confirmed' : 'confirmed again',
        renderConfirmPage(context, {
          state: 'confirmed',
          opensChoices: true,
          url: text,
          fresh,
          answers: [answer],
          farewell: localized,
        }),
      ]),
      ...(['renewed', 'expired', 'stopped', 'unknown'] as const).map((state): [string, string] => [
        `confirm ${state}`,
        renderConfirmPage(context, { state }),
      ]),
      ['confirm all stopped', renderConfirmPage(context, { state: 'all-stopped', waitDays: 30 })],
      ...[true, false].map((isAddressHeld): [string, string] => [
        `confirm ${isAddressHeld ? 'cancelled' : 'disavowed'}`,
        renderConfirmPage(context, { state: 'disavowed', isAddressHeld, waitDays: 30 }),
      ]),
      ['mine', renderPreferencePage(context, mine)],
      ...flashes.map((flash): [string, string] => [flash, renderPreferencePage(context, { ...mine, flash })]),
      ['mine, frozen', renderPreferencePage(context, { ...mine, restrictedAt: at })],
      [
        'mine, something missing',
        renderPreferencePage(context, {
          ...{ ...mine, flash: null },
          choices: {
            ...{ ...choices, number: { ...number, isWrong: true } },
            lines: lines.map((one) => ({ ...one, lacksTopics: one.channel === 'email' })),
          },
        }),
      ],
      [
        'mine, objected',
        renderPreferencePage(context, {
          ...{ ...mine, yesTo: [], flash: 'objected', objectedAt: at, myData: null },
          choices: { ...choices, lines: [] },
          history: [{ ...told, at, kind: 'objected-all' }],
        }),
      ],
      [
        'receipt',
        renderReceiptPage(context, {
          ...{ contact: text, madeAt: at, timeZone, recordUrl: text, backUrl: text },
          lines: [{ answer, status: 'given', since: at, reference: text }],
        }),
      ],
      ...[true, false].map((hasOtherContacts): [string, string] => [
        hasOtherContacts ? 'erasure, with a number' : 'erasure',
        renderErasurePage(context, { state: 'ask', url: text, contact: text, hasOtherContacts, backUrl: text }),
      ]),
      ...(['rectification', 'complaint'] as const).flatMap((kind) =>
        ([null, 'missing', 'too-long', 'too-many'] as const).map((problem): [string, string] => [
          `${kind}${problem ? `, ${problem}` : ''}`,
          renderRequestPage(context, {
            ...{ state: 'ask', kind, url: text, id: text, typed: text, problem, backUrl: text },
          }),
        ]),
      ),
      [
        'request noted',
        renderRequestPage(context, { state: 'noted', reference: text, dueOn: '2026-11-12', backUrl: text }),
      ],
      ['erased', renderErasurePage(context, { state: 'erased' })],
      [
        'answer',
        renderPreferencePage(context, {
          ...shown,
          rows,
          state: 'answer',
          flash: 'stopped-all',
          givenAt: at,
          store: text,
        }),
      ],
      ['on its way', renderPreferencePage(context, { state: 'on-its-way' })],
      ['preferences expired', renderPreferencePage(context, { state: 'expired' })],
      ['new link', renderNewLinkPage(context, { state: 'ask' })],
      ['new link refused', renderNewLinkPage(context, { state: 'invalid', typed: text })],
      ['new link sent', renderNewLinkPage(context, { state: 'sent' })],
      ...([...channels, null] as const).flatMap((channel): [string, string][] => {
        const end = channel ?? 'all';
        return [
          [`unsubscribe ${end}`, renderUnsubscribePage(context, { state: 'ask', url: text, channel, detail: text })],
          [`unsubscribed ${end}`, renderUnsubscribePage(context, { state: 'stopped', channel, fresh: true })],
        ];
      }),
      ['unsubscribed before', renderUnsubscribePage(context, { state: 'stopped', channel: 'email', fresh: false })],
      ['unsubscribe unknown', renderUnsubscribePage(context, { state: 'unknown' })],
      ['notice', renderNoticePage(context, seen)],
      ...problems.map((problem): [string, string] => [problem, renderProblemPage(context, problem)]),
      ['mailbox', renderMailboxPage(context, { mails: [{ to: text, subject: text, date: at, url: text }], timeZone })],
      ['mail', renderMailPage(context, { ...mail, htmlUrl: text, rawUrl: text, mailboxUrl: text })],
    ];
    return pages.map(([name, html]): [string, string] => [`${name} (${language})`, html]);
  });
}
