// The parts of the preference page that are about the data itself: take it away, erase it, object, turn elsewhere.
import { html } from 'hono/html';
import { findRecourse, type Means } from '#domain/recourse.ts';
import { formatDay } from '#i18n/date.ts';
import { rightsWordsByLanguage } from '#i18n/pages/rights-words.ts';
import { type Markup, type PageContext, renderMark } from './layout.ts';

export interface MyDataUrls {
  readonly data: string;
  readonly receipt: string;
  readonly correct: string;
  readonly complain: string;
  readonly erase: string;
}

export function renderMyData(context: PageContext, urls: MyDataUrls): Markup {
  const words = rightsWordsByLanguage[context.language].myData;
  return html`<section><h2>${words.title}</h2><ul class="choose">
<li><a href="${urls.data}">${words.download}</a></li>
<li><a href="${urls.receipt}">${words.receipt}</a></li>
<li><a href="${urls.correct}">${words.correct}</a></li>
<li><a href="${urls.complain}">${words.complain}</a></li>
<li><a href="${urls.erase}">${words.erase}</a></li>
</ul></section>`;
}

/**
 * @param url where the form posts to
 * @param since of an objection that stands, epoch milliseconds
 */
export function renderObjection(
  context: PageContext,
  { url, since, timeZone }: { readonly url: string; readonly since: number | null; readonly timeZone: string },
): Markup {
  const words = rightsWordsByLanguage[context.language].objection;
  return html`<section><h2>${words.title}</h2>${
    since === null
      ? html`<p id="objection">${words.text}</p><form method="post" action="${url}"><button class="slab" name="action" value="object" aria-describedby="objection">${words.object}</button></form>`
      : html`<p class="status">${renderMark(true)}<span>${words.since(formatDay(since, timeZone, context.language))}</span></p>`
  }</section>`;
}

/** Lifting is told of before it is done (GDPR 18(3)). */
export function renderRestriction(
  context: PageContext,
  { url, isRestricted }: { readonly url: string; readonly isRestricted: boolean },
): Markup {
  const words = rightsWordsByLanguage[context.language].restriction;
  const [text, action, label] = isRestricted
    ? [words.beforeLifting, 'lift', words.lift]
    : [words.text, 'restrict', words.restrict];
  return html`<section><h2>${words.title}</h2><p id="restriction">${text}</p><form method="post" action="${url}"><button class="slab" name="action" value="${action}" aria-describedby="restriction">${label}</button></form></section>`;
}

export function renderRecourse(context: PageContext): Markup {
  const words = rightsWordsByLanguage[context.language].recourse;
  const { authority, reports } = findRecourse(context.shop.controller.country);
  const link = ({ url }: Means, label: string) =>
    html`<li><a href="${url}" rel="external noreferrer">${label}</a></li>`;
  return html`<section><h2>${words.title}</h2><p>${words.text}</p><ul class="choose">
${link(authority, words.complain(authority.name))}
${reports.map((means) => link(means, words.report(means.channels, means.name)))}
</ul></section>`;
}
