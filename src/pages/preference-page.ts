// What a person has said to the shop, with a way to change each part of it and to stop it all. `mine` needs a link proved by
// the mailbox; `answer` is what the QR code of one answer may show (E1).
import { html } from 'hono/html';
import { isRunning } from '#domain/consent-state.ts';
import type { Channel } from '#domain/shop-config.ts';
import { formatDay, formatMoment } from '#i18n/date.ts';
import { choicesWordsByLanguage } from '#i18n/pages/choices-words.ts';
import { formWordsByLanguage } from '#i18n/pages/form-words.ts';
import type { HistoryKind, ShownStatus, Told } from '#i18n/pages/page-words.ts';
import { rightsWordsByLanguage } from '#i18n/pages/rights-words.ts';
import { sayStatus } from '#i18n/pages/say-status.ts';
import { typeset } from '#i18n/typeset.ts';
import { type ChoicesView, renderChoicesForm, renderChoicesProblem } from './choices-form.ts';
import {
  type Markup,
  type PageContext,
  renderDots,
  renderMark,
  renderPage,
  renderPrivacyEmail,
  renderStop,
  wordsOf,
} from './layout.ts';
import { renderNewLinkLead } from './new-link-page.ts';
import { renderAlert } from './problem-summary.ts';
import { type RequestEntry, renderMyRequests } from './request-page.ts';
import { type MyDataUrls, renderMyData, renderObjection, renderRecourse, renderRestriction } from './rights.ts';

/** Values of the form field `action`; `save` comes with the fields of the form. */
export const preferenceActions = ['save', 'withdraw-all', 'object', 'restrict', 'lift'] as const;

/** One thing the person said yes to, or was told of. */
export interface PreferenceRow {
  readonly channel: Channel;
  /** Masked; null where the link does not prove it. */
  readonly contact: string | null;
  readonly detail: string;
  readonly status: ShownStatus;
  /** They were told and have not objected; else they said yes. */
  readonly isTold: boolean;
  /** When it became so, epoch milliseconds. */
  readonly since: number;
}

export interface HistoryEntry extends Told {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: HistoryKind;
}

/** What the post before this page did. */
export const flashes = [
  ...(['saved', 'unchanged', 'stale', 'stopped-all', 'objected', 'restricted', 'lifted', 'lift-later'] as const),
];
export type Flash = (typeof flashes)[number];

interface Shown {
  /** Where the forms post to: the page's own URL. */
  readonly url: string;
  /** The store's, for every date on the page. */
  readonly timeZone: string;
  readonly flash: Flash | null;
}

export interface MineView extends Shown {
  readonly state: 'mine';
  readonly choices: ChoicesView;
  /** What runs, each once. */
  readonly yesTo: readonly Channel[];
  /** Of what they were told and have not objected. */
  readonly toldOf: readonly Channel[];
  /** To all else that is asked, each of which they have answered. */
  readonly isNoToRest: boolean;
  readonly history: readonly HistoryEntry[];
  /** Since when an objection to everything stands, with nothing given since, epoch milliseconds. */
  readonly objectedAt: number | null;
  /** Since when the data is restricted, epoch milliseconds. */
  readonly restrictedAt: number | null;
  /** null: nothing is held any more. */
  readonly myData: MyDataUrls | null;
  /** Newest first. */
  readonly requests: readonly RequestEntry[];
}

interface AnswerView extends Shown {
  readonly state: 'answer';
  readonly rows: readonly PreferenceRow[];
  readonly givenAt: number;
  readonly store: string;
}

export type PreferenceView =
  | MineView
  | AnswerView
  /** No such link yet: the tablet may not have sent the answer, or the link is cut. */
  | { readonly state: 'on-its-way' }
  | { readonly state: 'expired' };

export function renderPreferencePage(context: PageContext, view: PreferenceView): string {
  if (view.state === 'mine') return renderMine(context, view);
  if (view.state === 'answer') return renderAnswer(context, view);
  const words = wordsOf(context).preferences;
  const { title, text } = view.state === 'on-its-way' ? words.onItsWay : words.expired;
  return renderPage(context, {
    title,
    main: html`<h1>${title}${view.state === 'on-its-way' && renderDots()}</h1><p>${text}</p>${renderNewLinkLead(context)}`,
  });
}

function renderMine(context: PageContext, view: MineView): string {
  const words = wordsOf(context).preferences;
  const { choices, url, timeZone, flash, yesTo, toldOf, isNoToRest, restrictedAt, objectedAt, myData } = view;
  const { summary, told } = choicesWordsByLanguage[context.language];
  const missing = renderChoicesProblem(context, choices);
  const said = flashText(context, flash);
  const inTitle = missing ? formWordsByLanguage[context.language].problem.inTitle : said ? `${said} – ` : '';
  return renderPage(context, {
    title: inTitle + words.title,
    main: html`${missing ?? renderFlash(context, flash)}<h1>${words.title}</h1>
${toldOf.length > 0 && html`<p>${told(toldOf)}</p>`}
${yesTo.length > 0 ? html`<p>${summary(yesTo, isNoToRest)}</p>` : toldOf.length === 0 && html`<p>${words.nothingLeft}</p>`}
${restrictedAt !== null && renderRestricted(context, formatDay(restrictedAt, timeZone, context.language))}
${renderChoicesForm(context, url, choices)}
${renderHistory(context, view.history, timeZone)}
${myData && renderMyData(context, myData)}
${renderMyRequests(context, view.requests)}
${renderObjection(context, { url, since: objectedAt, timeZone })}
${renderRestriction(context, { url, isRestricted: restrictedAt !== null })}
${renderRecourse(context)}`,
  });
}

function renderAnswer(context: PageContext, view: AnswerView): string {
  const { title, text, stoppable, nothingLeft, more, stopAll, stopped } = wordsOf(context).preferences.answer;
  const canStop = view.rows.some(isRunning);
  // what its owner has said elsewhere may well run on
  const isStopped = view.flash === 'stopped-all';
  return renderPage(context, {
    title: isStopped ? `${stopped} – ${title}` : title,
    main: html`${isStopped && renderDone(stopped)}<h1>${title}</h1>
<p>${text(formatDay(view.givenAt, view.timeZone, context.language), view.store)}</p>
<p>${canStop ? stoppable : nothingLeft}</p>
${view.rows.map((row) => renderRow(context, view, row))}
<section><p>${more}</p>${renderNewLinkLead(context)}</section>`,
    ...(canStop && {
      counter: html`<form method="post" action="${view.url}"><button class="slab" name="action" value="withdraw-all">${stopAll}</button></form>`,
    }),
  });
}

function flashText({ language }: PageContext, flash: Flash | null): string | undefined {
  const { saved, unchanged, stale } = choicesWordsByLanguage[language];
  const { objection, restriction } = rightsWordsByLanguage[language];
  if (flash === null) return undefined;
  return {
    ...{ saved, unchanged, stale: stale.title, objected: objection.objected },
    ...{ restricted: restriction.restricted, lifted: restriction.lifted },
    'lift-later': restriction.later.title,
    'stopped-all': wordsOf({ language }).preferences.stoppedAll,
  }[flash];
}

function renderFlash(context: PageContext, flash: Flash | null): Markup | undefined {
  if (flash === null) return undefined;
  if (flash === 'lift-later') {
    const { title, text } = rightsWordsByLanguage[context.language].restriction.later;
    return renderAlert(title, html`<p>${text} ${renderPrivacyEmail(context)}</p>`);
  }
  if (flash !== 'stale') return renderDone(flashText(context, flash) ?? '');
  const { title, text } = choicesWordsByLanguage[context.language].stale;
  return renderAlert(title, html`<p>${text}</p>`);
}

function renderDone(said: string): Markup {
  return html`<p class="flash" role="status">${said}${renderStop()}</p>`;
}

function renderRestricted({ language }: PageContext, day: string): Markup {
  return html`<p class="status">${renderMark(false)}<span>${rightsWordsByLanguage[language].restriction.since(day)}</span></p>`;
}

function renderRow(context: PageContext, view: AnswerView, row: PreferenceRow): Markup {
  const words = wordsOf(context).preferences;
  const day = formatDay(row.since, view.timeZone, context.language);
  return html`<section><h2>${words.channel[row.channel]}</h2>
${row.contact && html`<p class="contact">${row.contact}</p>`}
<p>${typeset(row.detail, context.language)}</p>
<p class="status">${renderMark(row.status === 'given')}<span>${sayStatus(row, day, context.language)}</span></p>
</section>`;
}

function renderHistory(context: PageContext, history: readonly HistoryEntry[], timeZone: string): Markup {
  const words = wordsOf(context).preferences;
  return html`<section><h2>${words.historyTitle}</h2><ol class="history">${history.map(
    (entry) =>
      html`<li><p class="meta">${formatMoment(entry.at, timeZone, context.language)}</p><p>${typeset(words.history[entry.kind](entry), context.language)}</p></li>`,
  )}</ol></section>`;
}
