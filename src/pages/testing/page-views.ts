// What stands on the pages: what a shop and its people can have said, or one text everywhere.
import { raw } from 'hono/html';
import { toString as drawQrCode } from 'qrcode';
import { grantStatuses } from '#domain/consent-state.ts';
import { bookshop } from '#domain/gate/testing/shops.ts';
import { inLanguage, type Localized } from '#domain/localized.ts';
import { outcomes, rights } from '#domain/rights-request.ts';
import type { Language, Question, ShopConfig } from '#domain/shop-config.ts';
import { questionsOnPhone } from '#domain/visit.ts';
import { formatDay } from '#i18n/date.ts';
import { nameFrequency, sayFrequency } from '#i18n/frequency.ts';
import type { HistoryKind } from '#i18n/pages/page-words.ts';
import { sayStatus } from '#i18n/pages/say-status.ts';
import { type SpokenAnswer, toSpokenQuestion } from '#i18n/spoken-answer.ts';
import type { AnswerView } from '../answer-page.ts';
import type { CardView } from '../card-page.ts';
import type { ChoiceLine, ChoicesView } from '../choices-form.ts';
import type { PageContext } from '../layout.ts';
import type { MailboxEntry } from '../mailbox-page.ts';
import { toNoticeView } from '../notice-page.ts';
import type { MineView, PreferenceRow } from '../preference-page.ts';

export interface Filling {
  /** The sample shop without it. */
  readonly shop?: ShopConfig;
  /** Stands wherever a text of a shop or a person can. */
  readonly text?: string;
}

const at = Date.parse('2026-10-12T16:07:00Z');
const timeZone = 'Europe/Paris';
const qrCode = raw(await drawQrCode('https://choix.example/q/nantes', { type: 'svg', margin: 4 }));

const [newsByEmail] = bookshop.questions as [Question];

/** What else can stand on a person's page. */
const moreQuestions: readonly Question[] = [
  {
    ...newsByEmail,
    ...{ id: 'partner', purpose: 'partner', use: 'partner-transfer', partner: { name: 'Festival du Quai' } },
    verb: { fr: 'donner votre adresse au Festival du Quai', en: 'give your address to Festival du Quai' },
    detail: { fr: 'Le programme du festival, une fois par an.', en: 'The festival’s programme, once a year.' },
    topics: newsByEmail.topics.slice(0, 1),
  },
  {
    ...newsByEmail,
    ...{ id: 'letters', channel: 'post', topics: newsByEmail.topics.slice(0, 1) },
    verb: { fr: 'vous écrire par courrier', en: 'write to you by post' },
    detail: { fr: 'Deux lettres par an.', en: 'Two letters a year.' },
  },
];

/** Every kind there is, or it does not compile. */
const historyKinds = Object.keys({
  ...{ given: 1, told: 1, imported: 1, narrowed: 1, capped: 1, restricted: 1, lifted: 1, confirmed: 1, withdrawn: 1 },
  ...{ 'withdrawn-all': 1, objected: 1, 'objected-all': 1, erased: 1, expired: 1, disavowed: 1 },
} satisfies Record<HistoryKind, 1>) as HistoryKind[];

export function createPageViews(language: Language, { shop = bookshop, text }: Filling) {
  const mark = (own: string) => text ?? own;
  const localized = (own: Localized): Localized => (text === undefined ? own : { fr: text, en: text });
  const say = (own: Localized) => mark(inLanguage(own, language));
  const contact = mark('c•••••e@exemple.fr');
  const store = mark(shop.stores[0]?.name ?? '');

  const { name, legalName, address, privacyEmail, country } = shop.controller;
  const context: PageContext = {
    language,
    shop: {
      controller: {
        ...{ name: mark(name), legalName: mark(legalName), address: mark(address) },
        ...{ privacyEmail: mark(privacyEmail), country },
      },
      brand: text === undefined ? shop.brand : { ...shop.brand, logoPath: text },
    },
    noticeUrl: mark('/notices/1'),
    newLinkUrl: mark('/preferences'),
  };

  const questions = [...shop.questions, ...moreQuestions].map(
    (question): Question => ({
      ...question,
      verb: localized(question.verb),
      detail: localized(question.detail),
      topics: question.topics.map(({ id, label }) => ({ id, label: localized(label) })),
    }),
  );
  const stem = localized(shop.stem);
  const answers = questions.slice(0, 2).map(
    (question, i): SpokenAnswer => ({
      ...{ stem: inLanguage(stem, language), verb: say(question.verb), detail: say(question.detail) },
      isTold: false,
      topics: i === 0 ? [] : question.topics.map(({ label }) => say(label)),
      ...{ frequency: mark(sayFrequency(question.frequency, language)), givenAt: at, store, timeZone },
    }),
  );

  const toLine = (question: Question, i: number): ChoiceLine => {
    const answer = i === 0 || question.channel === 'post' ? 'yes' : 'no';
    const isTold = question.channel === 'post';
    return {
      ...{
        key: `${question.purpose}.${question.channel}`,
        channel: question.channel,
        was: mark('yes;news;2/month'),
        answer,
      },
      question: toSpokenQuestion({ stem: inLanguage(stem, language), verb: say(question.verb) }, language),
      detail: say(question.detail),
      contact: i === 0 ? contact : null,
      status:
        i === 1
          ? null
          : mark(
              sayStatus(
                { status: answer === 'yes' ? 'given' : 'withdrawn', isTold },
                formatDay(at, timeZone, language),
                language,
              ),
            ),
      topics: question.topics.map(({ id, label }, n) => ({ value: mark(id), label: say(label), isChosen: n > 0 })),
      frequencies: (question.frequencies ?? []).map((frequency, n) => ({
        ...{ value: mark(`${n}`), label: mark(nameFrequency(frequency, language)), isChosen: n === 0 },
      })),
      ...{
        isTold,
        isBlocked: question.channel === 'phone',
        lacksTopics: false,
        asksNumber: question.channel === 'sms',
      },
    };
  };
  const lines = questions.map(toLine);
  const choices: ChoicesView = { id: mark('1'), seen: mark('2'), lines, number: { typed: mark(''), isWrong: false } };
  /** Posted with a yes to no topic, and without the number that a yes to texts needs. */
  const missing: ChoicesView = {
    ...choices,
    number: { typed: mark('06 12'), isWrong: true },
    lines: lines.map((line) => ({
      ...line,
      ...(line.channel === 'email' && { lacksTopics: line.topics.length > 1 }),
      ...(line.channel === 'sms' && { answer: 'yes' as const }),
    })),
  };

  const shown = { url: mark('/preferences/abc'), timeZone, flash: null };
  const mine: MineView = {
    ...{ ...shown, state: 'mine', choices, yesTo: ['email'], toldOf: ['post'], isNoToRest: true },
    ...{ objectedAt: null, restrictedAt: null },
    history: historyKinds.map((kind) => ({
      ...{ at, kind, channels: ['email', 'sms'], place: 'counter-card' },
      topics: questions[0]?.topics.slice(0, 2).map(({ label }) => say(label)) ?? [],
      frequency: mark(sayFrequency({ max: 1, per: 'month' }, language)),
    })),
    myData: {
      ...{ data: mark('/x'), receipt: mark('/x'), correct: mark('/x'), complain: mark('/x'), erase: mark('/x') },
    },
    requests: rights.map((kind, i) => ({
      ...{ kind, reference: mark('3f2a9c1e'), receivedOn: '2026-10-12', dueOn: '2026-11-12' },
      outcome: outcomes[i] ?? null,
    })),
  };
  const rows = [...grantStatuses, 'inactive' as const].map(
    (status, i): PreferenceRow => ({
      ...{ channel: (['email', 'sms', 'phone', 'post'] as const)[i % 4] ?? 'email', status, since: at },
      ...{ contact: i % 2 ? null : contact, detail: say(newsByEmail.detail), isTold: i % 4 === 3 },
    }),
  );
  const notice = toNoticeView(shop);
  const seen = {
    ...notice,
    stopNumber: notice.stopNumber && mark(notice.stopNumber),
    notice: {
      ...notice.notice,
      sections: notice.notice.sections.map((section) => ({
        ...{ ...section, title: localized(section.title), text: localized(section.text) },
      })),
    },
  };
  const otherLanguages = shop.languages
    .filter((other) => other !== language)
    .map((other) => ({ language: other, url: mark('/other') }));
  const ask: Extract<AnswerView, { state: 'ask' }> = {
    ...{ ...seen, state: 'ask', url: mark('/q/abc'), stem, isCard: false, otherLanguages, problems: null },
    questions: questionsOnPhone({ questions }),
    form: { id: mark('1'), secret: mark('2'), answers: new Map(), email: mark('camille@'), phone: mark('06 12') },
  };
  const card: CardView = {
    ...{ ...seen, qrCode, otherLanguages, address: mark('choix.librairieducanal.example/q/nantes') },
    welcome: { title: localized(shop.welcome.title), text: localized(shop.welcome.text) },
  };
  const mails: readonly MailboxEntry[] = [
    { to: mark('camille@exemple.fr'), subject: mark(`Confirmez votre adresse – ${name}`), date: at, url: mark('/x') },
  ];
  return {
    ...{ context, ask, card, answers, mine, missing, rows, store, seen, mails, contact, at, timeZone, mark },
    farewell: localized(shop.farewell),
    detail: say(newsByEmail.detail),
    typed: mark('L’adresse est camille@exemple.fr, avec deux « l ».'),
    mailText: mark('Vous nous avez dit : oui.\n\nhttps://choix.example/confirm/abc'),
  };
}
