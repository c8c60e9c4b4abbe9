// What a person has said to the shop, with a way to stop each part of it and all of it. `mine` needs a link proved by the
// mailbox; `answer` is what the QR code of one answer may show (E1).
import { html } from 'hono/html';
import type { GrantStatus } from '#domain/consent-state.ts';
import type { Channel } from '#domain/shop-config.ts';
import { formatDay, formatMoment } from '#i18n/date.ts';
import type { HistoryKind } from '#i18n/pages/page-words.ts';
import { rightsWordsByLanguage } from '#i18n/pages/rights-words.ts';
import { typeset } from '#i18n/typeset.ts';
import { type Markup, type PageContext, renderMark, renderPage, renderStop, wordsOf } from './layout.ts';
import { renderNewLinkLead } from './new-link-page.ts';
import { type MyDataUrls, renderMyData, renderObjection, renderRecourse } from './rights.ts';

/** Values of the form field `action`; `withdraw` comes with a field `row`. */
export const preferenceActions = ['withdraw', 'withdraw-all', 'object'] as const;

/** One thing the person said yes to. */
export interface PreferenceRow {
  /** Comes back in the field `row`. */
  readonly id: string;
  readonly channel: Channel;
  /** Masked; null where the link does not prove it. */
  readonly contact: string | null;
  readonly detail: string;
  /** `inactive`: of a contact point the link does not prove, nothing more is told. */
  readonly status: GrantStatus | 'inactive';
  /** When it became so, epoch milliseconds. */
  readonly since: number;
}

export interface HistoryEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: HistoryKind;
  /** Empty where the kind says it all. */
  readonly channels: readonly Channel[];
}

/** What the post before this page did. */
export type Flash = 'stopped-one' | 'stopped-all' | 'objected' | null;

interface Shown {
  /** Where the forms post to: the page's own URL. */
  readonly url: string;
  readonly rows: readonly PreferenceRow[];
  /** The store's, for every date on the page. */
  readonly timeZone: string;
  readonly flash: Flash;
}

export type PreferenceView =
  | (Shown & {
      readonly state: 'mine';
      readonly history: readonly HistoryEntry[];
      /** Since when an objection to everything stands, with nothing given since, epoch milliseconds. */
      readonly objectedAt: number | null;
      /** null: nothing is held any more. */
      readonly myData: MyDataUrls | null;
    })
  | (Shown & { readonly state: 'answer'; readonly givenAt: number; readonly store: string })
  /** No such link yet: the tablet may not have sent the answer, or the link is cut. */
  | { readonly state: 'on-its-way' }
  | { readonly state: 'expired' };

export function renderPreferencePage(context: PageContext, view: PreferenceView): string {
  const words = wordsOf(context).preferences;
  if (view.state === 'on-its-way' || view.state === 'expired') {
    const { title, text } = view.state === 'on-its-way' ? words.onItsWay : words.expired;
    return renderPage(context, {
      title,
      main: html`<h1>${title}${view.state === 'on-its-way' && dots}</h1><p>${text}</p>${renderNewLinkLead(context)}`,
    });
  }
  const isMine = view.state === 'mine';
  const title = isMine ? words.title : words.answer.title;
  const said = flashText(context, view.flash);
  const canStop = view.rows.some(isRunning);
  return renderPage(context, {
    title: said ? `${said} – ${title}` : title,
    main: html`${said && renderFlash(said)}<h1>${title}</h1>
${!isMine && html`<p>${words.answer.text(formatDay(view.givenAt, view.timeZone, context.language), view.store)}</p>`}
<p>${canStop ? words.text : words.nothingLeft}</p>
${view.rows.map((row, index) => renderRow(context, view, row, index))}
${canStop && isMine && html`<div class="counter">${renderStopAll(view.url, words.stopAll)}</div>`}
${isMine ? renderOwn(context, view) : html`<section><p>${words.answer.more}</p>${renderNewLinkLead(context)}</section>`}`,
    ...(canStop && !isMine && { counter: renderStopAll(view.url, words.answer.stopAll) }),
  });
}

function renderOwn(context: PageContext, view: Extract<PreferenceView, { state: 'mine' }>): Markup {
  const { url, timeZone, history, objectedAt, myData } = view;
  return html`${renderHistory(context, history, timeZone)}
${myData && renderMyData(context, myData)}
${renderObjection(context, { url, since: objectedAt, timeZone })}
${renderRecourse(context)}`;
}

const dots = html` <span class="last">${[renderStop(), renderStop(), renderStop()]}</span>`;

const isRunning = ({ status }: PreferenceRow) => status === 'given' || status === 'requested';

function flashText(context: PageContext, flash: Flash): string | undefined {
  const words = wordsOf(context).preferences;
  if (flash === null) return undefined;
  if (flash === 'objected') return rightsWordsByLanguage[context.language].objection.objected;
  return flash === 'stopped-all' ? words.stoppedAll : words.stoppedOne;
}

function renderFlash(said: string): Markup {
  return html`<p class="flash" role="status">${said}${renderStop()}</p>`;
}

function renderRow(context: PageContext, view: Shown & { state: string }, row: PreferenceRow, index: number): Markup {
  const words = wordsOf(context).preferences;
  const day = formatDay(row.since, view.timeZone, context.language);
  const isStoppable = view.state === 'mine' && isRunning(row);
  return html`<section aria-labelledby="channel-${index}">
<h2 id="channel-${index}">${words.channel[row.channel]}</h2>
${row.contact && html`<p class="contact">${row.contact}</p>`}
<p id="detail-${index}">${typeset(row.detail, context.language)}</p>
<p class="status">${renderMark(row.status === 'given')}<span>${words.status[row.status](day)}</span></p>
${
  isStoppable &&
  html`<form method="post" action="${view.url}"><input type="hidden" name="row" value="${row.id}">
<button class="slab" name="action" value="withdraw" aria-describedby="detail-${index}">${words.stop[row.channel]}</button></form>`
}</section>`;
}

function renderStopAll(url: string, label: string): Markup {
  return html`<form method="post" action="${url}"><button class="slab" name="action" value="withdraw-all">${label}</button></form>`;
}

function renderHistory(context: PageContext, history: readonly HistoryEntry[], timeZone: string): Markup {
  const words = wordsOf(context).preferences;
  return html`<section><h2>${words.historyTitle}</h2><ol class="history">${history.map(
    ({ at, kind, channels }) =>
      html`<li><p class="meta">${formatMoment(at, timeZone, context.language)}</p><p>${words.history[kind](channels)}</p></li>`,
  )}</ol></section>`;
}
