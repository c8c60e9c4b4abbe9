// Every page in every state, as a shop's person would get it, or filled with one text everywhere: what must hold for all pages is
// checked over this list.
import type { Language } from '#domain/shop-config.ts';
import { channels } from '#domain/shop-config.ts';
import { renderAnswerPage } from '../answer-page.ts';
import { renderCardPage } from '../card-page.ts';
import { type ConfirmView, renderConfirmPage } from '../confirm-page.ts';
import { type ErasureView, renderErasurePage } from '../erasure-page.ts';
import { renderMailboxPage, renderMailPage } from '../mailbox-page.ts';
import { type NewLinkView, renderNewLinkPage } from '../new-link-page.ts';
import { renderNoticePage } from '../notice-page.ts';
import { flashes, renderPreferencePage } from '../preference-page.ts';
import { type PageProblem, renderProblemPage } from '../problem-page.ts';
import { renderReceiptPage } from '../receipt-page.ts';
import { renderRequestPage } from '../request-page.ts';
import { renderUnsubscribePage } from '../unsubscribe-page.ts';
import { createPageViews, type Filling } from './page-views.ts';

/** Name of the page and its HTML. */
export function renderEveryPage(language: Language, filling: Filling = {}): [string, string][] {
  const views = createPageViews(language, filling);
  return Object.entries({
    ...renderAnswerPages(views),
    ...renderConfirmPages(views),
    ...renderPreferencePages(views),
    ...renderRightsPages(views),
    ...renderOtherPages(views),
  });
}

type Views = ReturnType<typeof createPageViews>;
type Pages = Record<string, string>;

function renderAnswerPages({ context, ask, mark, card }: Views): Pages {
  const { questions } = ask;
  const answers = new Map(questions.map(({ id }) => [`answer-${id}`, 'yes' as const]));
  const missing = { unanswered: questions.slice(1, 3).map(({ id }) => id), email: true, phone: true };
  const pages: Pages = {
    questions: renderAnswerPage(context, ask),
    'questions, answered': renderAnswerPage(context, { ...ask, form: { ...ask.form, answers } }),
    'questions, something missing': renderAnswerPage(context, { ...ask, problems: missing }),
    'questions of a card': renderAnswerPage(context, { ...ask, isCard: true, questions: questions.slice(0, 1) }),
    'code too old': renderAnswerPage(context, { state: 'too-old', validHours: 24, cardUrl: mark('/q/nantes') }),
    'code too old, without a card': renderAnswerPage(context, { state: 'too-old', validHours: 24, cardUrl: null }),
    'counter card': renderCardPage(context, card),
  };
  for (const [name, state] of [
    ['noted', 'noted'],
    ['one more step', 'mailbox'],
  ] as const) {
    pages[name] = renderAnswerPage(context, { state, seeUrl: mark('/preferences/abc') });
    pages[`${name}, without a link`] = renderAnswerPage(context, { state, seeUrl: null });
  }
  for (const state of ['completed', 'unknown', 'busy'] as const)
    pages[`code ${state}`] = renderAnswerPage(context, { state });
  return pages;
}

function renderConfirmPages({ context, answers, farewell, at, timeZone, mark }: Views): Pages {
  const url = mark('/confirm/abc');
  const confirmed = { state: 'confirmed', url, answers, farewell, fresh: true, opensChoices: true } as const;
  const views: Record<string, ConfirmView> = {
    confirm: { state: 'ask', url, answers: answers.slice(0, 1), eraseAt: at, timeZone },
    'confirm, several': { state: 'ask', url, answers, eraseAt: at, timeZone },
    confirmed,
    'confirmed before': { ...confirmed, fresh: false },
    'confirmed before, an old link': { ...confirmed, fresh: false, opensChoices: false, answers: [] },
    'confirm, all stopped': { state: 'all-stopped', waitDays: 30 },
    'it was not me': { state: 'disavowed', isAddressHeld: false, waitDays: 30 },
    'it was not me, cancelled': { state: 'disavowed', isAddressHeld: true, waitDays: 1 },
  };
  for (const state of ['renewed', 'expired', 'stopped', 'unknown'] as const) views[`confirm, ${state}`] = { state };
  return mapValues(views, (view) => renderConfirmPage(context, view));
}

function renderPreferencePages({ context, mine, missing, rows, store, at, timeZone }: Views): Pages {
  const { choices, url } = mine;
  const short = { ...mine, choices: { ...choices, lines: choices.lines.slice(0, 1) }, history: [], requests: [] };
  const oneAnswer = { state: 'answer', url, timeZone, flash: null, rows, givenAt: at, store } as const;
  const views: Record<string, Parameters<typeof renderPreferencePage>[1]> = {
    'my choices': mine,
    ...Object.fromEntries(flashes.map((flash) => [`my choices, ${flash}`, { ...short, flash }])),
    'my choices, frozen': { ...short, restrictedAt: at },
    'my choices, something missing': { ...mine, choices: missing },
    'my choices, nothing left': {
      ...{ ...mine, yesTo: [], objectedAt: at, myData: null, requests: [] },
      choices: { ...choices, lines: choices.lines.map((line) => ({ ...line, answer: 'no', status: null })) },
      history: mine.history.filter(({ kind }) => kind === 'objected-all'),
    },
    'my choices, nothing to choose': { ...mine, choices: { ...choices, lines: [] } },
    'one answer': oneAnswer,
    'one answer, stopped': {
      ...{ ...oneAnswer, flash: 'stopped-all' },
      rows: rows.map((row) => ({ ...row, status: 'withdrawn' })),
    },
    'on its way': { state: 'on-its-way' },
    'page expired': { state: 'expired' },
  };
  return mapValues(views, (view) => renderPreferencePage(context, view));
}

function renderRightsPages({ context, answers, at, timeZone, contact, typed, mark }: Views): Pages {
  const backUrl = mark('/preferences/abc');
  const ask = { state: 'ask', url: mark('/preferences/abc/erase'), contact, backUrl } as const;
  const erasures: Record<string, ErasureView> = {
    erasure: { ...ask, hasOtherContacts: false },
    'erasure, with a number': { ...ask, hasOtherContacts: true },
    erased: { state: 'erased' },
  };
  const lines = answers.map((answer, i) => ({
    ...{ answer, status: 'given' as const, since: at, listedOn: i === 0 ? '2025-05-31' : null },
    ...{ reference: mark('0198f2c4-5a1e-7c3b-9d2f-3f2a9c1e7b60') },
  }));
  const pages: Pages = {
    receipt: renderReceiptPage(context, { contact, madeAt: at, timeZone, recordUrl: mark('/x'), backUrl, lines }),
    'request noted': renderRequestPage(context, {
      ...{ state: 'noted', reference: mark('3f2a9c1e'), dueOn: '2026-11-12', backUrl },
    }),
    ...mapValues(erasures, (view) => renderErasurePage(context, view)),
  };
  for (const kind of ['rectification', 'complaint'] as const)
    for (const problem of [null, 'missing', 'too-long', 'too-many'] as const)
      pages[`${kind}${problem ? `, ${problem}` : ''}`] = renderRequestPage(context, {
        ...{ state: 'ask', kind, url: mark('/x'), id: mark('1'), problem, backUrl },
        typed: problem === 'missing' ? mark('') : typed,
      });
  return pages;
}

function renderOtherPages({ context, seen, detail, timeZone, mails, mailText, mark }: Views): Pages {
  const newLinks: Record<string, NewLinkView> = {
    'new link': { state: 'ask' },
    'new link, refused': { state: 'invalid', typed: mark('camille@') },
    'new link, sent': { state: 'sent' },
  };
  const pages: Pages = {
    ...mapValues(newLinks, (view) => renderNewLinkPage(context, view)),
    notice: renderNoticePage(context, seen),
    'unsubscribe, unknown': renderUnsubscribePage(context, { state: 'unknown' }),
    'unsubscribed before': renderUnsubscribePage(context, { state: 'stopped', channel: 'email', fresh: false }),
    mailbox: renderMailboxPage(context, { mails, timeZone }),
    'mailbox, empty': renderMailboxPage(context, { mails: [], timeZone }),
  };
  for (const channel of [...channels, null]) {
    const end = channel ?? 'all';
    pages[`unsubscribe, ${end}`] = renderUnsubscribePage(context, {
      ...{ state: 'ask', url: mark('/unsubscribe/abc'), channel, detail: channel ? detail : mark('') },
    });
    pages[`unsubscribed, ${end}`] = renderUnsubscribePage(context, { state: 'stopped', channel, fresh: true });
  }
  for (const problem of problems) pages[problem] = renderProblemPage(context, problem);
  for (const mail of mails)
    pages.mail = renderMailPage(context, {
      ...{ ...mail, timeZone, text: mailText, htmlUrl: mark('about:blank') },
      ...{ rawUrl: mark('/mailbox/1.eml'), mailboxUrl: mark('/mailbox') },
    });
  return pages;
}

const problems: readonly PageProblem[] = ['not-found', 'incomplete-link', 'form-refused', 'too-large', 'internal'];

function mapValues<From>(record: Readonly<Record<string, From>>, map: (value: From) => string): Pages {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
