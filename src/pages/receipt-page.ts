// The receipt of a person's consents, to read and to print.
import { html } from 'hono/html';
import type { GrantStatus } from '#domain/consent-state.ts';
import { formatCalendarDay, formatDay, formatMoment } from '#i18n/date.ts';
import { rightsWordsByLanguage } from '#i18n/pages/rights-words.ts';
import { sayStatus } from '#i18n/pages/say-status.ts';
import {
  type SpokenAnswer,
  toSpokenDetail,
  toSpokenPlace,
  toSpokenQuestion,
  toSpokenYes,
} from '#i18n/spoken-answer.ts';
import { type Markup, type PageContext, renderMark, renderPage } from './layout.ts';

export interface ReceiptLine {
  readonly answer: SpokenAnswer;
  readonly status: GrantStatus;
  /** When it became so, epoch milliseconds. */
  readonly since: number;
  /** The calendar day on which a list of the shop says that it was given, where one has brought it; null: given here. */
  readonly listedOn: string | null;
  /** The id of the event that holds the answer. */
  readonly reference: string;
}

export interface ReceiptView {
  /** Masked. */
  readonly contact: string;
  readonly lines: readonly ReceiptLine[];
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly timeZone: string;
  /** The same for machines. */
  readonly recordUrl: string;
  readonly backUrl: string;
}

export function renderReceiptPage(context: PageContext, view: ReceiptView): string {
  const words = rightsWordsByLanguage[context.language].receipt;
  const { legalName, address } = context.shop.controller;
  return renderPage(context, {
    title: words.title,
    main: html`<h1>${words.title}</h1>
<p class="meta">${words.madeAt(formatMoment(view.madeAt, view.timeZone, context.language))}</p>
<dl class="facts"><dt>${words.controller}</dt><dd>${legalName}, ${address}</dd><dt>${words.contact}</dt><dd>${view.contact}</dd></dl>
<ul class="answers">${view.lines.map((line) => renderLine(context, line))}</ul>
<div class="unprinted"><p class="small">${words.print}</p>
<ul class="choose"><li><a href="${view.recordUrl}">${words.forMachines}</a></li><li><a href="${view.backUrl}">${words.back}</a></li></ul></div>`,
  });
}

function renderLine(context: PageContext, { answer, status, since, listedOn, reference }: ReceiptLine): Markup {
  const { language } = context;
  const words = rightsWordsByLanguage[language].receipt;
  const isListed = listedOn !== null && status === 'given';
  const day = isListed ? formatCalendarDay(listedOn, language) : formatDay(since, answer.timeZone, language);
  const said = sayStatus({ status: isListed ? 'listed' : status, isTold: answer.isTold }, day, language);
  return html`<li><p class="question">${toSpokenQuestion(answer, language)}\u00a0${toSpokenYes(answer, language)}</p>
<p>${toSpokenDetail(answer, language)}</p>
${listedOn === null && html`<p class="meta">${toSpokenPlace(answer, language)}</p>`}
<p class="status">${renderMark(status === 'given')}<span>${said}</span></p>
<p class="meta">${words.reference} ${reference}</p></li>`;
}
