// What every phone page has: the shop's band, one main region, and a foot that says who answers for it.
import { html } from 'hono/html';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { languageNames } from '#i18n/language.ts';
import type { PageWords } from '#i18n/pages/page-words.ts';
import { pageWordsByLanguage } from '#i18n/pages/words-by-language.ts';
import { STYLESHEET_URL } from './stylesheet.ts';

/** Markup whose values are escaped. */
export type Markup = ReturnType<typeof html>;

/** Whose page it is, in which language. */
export interface PageContext {
  readonly language: Language;
  readonly shop: Pick<ShopConfig, 'controller' | 'brand'>;
  readonly noticeUrl: string;
  /** The page that sends a new link. */
  readonly newLinkUrl: string;
}

interface PageContent {
  /** For the tab and for screen readers; the shop's name follows it. */
  readonly title: string;
  readonly main: Markup;
  /** Actions on the counter, below the main region. */
  readonly counter?: Markup;
  /** `ground`: the whole page in the shop's colour. `wide`: not a phone page. */
  readonly look?: 'ground' | 'wide';
}

/** The same page in another language. */
export interface OtherLanguage {
  readonly language: Language;
  readonly url: string;
}

export function wordsOf({ language }: Pick<PageContext, 'language'>): PageWords {
  return pageWordsByLanguage[language];
}

export function renderPage(context: PageContext, { title, main, counter, look }: PageContent): string {
  const { controller, brand } = context.shop;
  const words = wordsOf(context);
  return String(html`<!doctype html>
<html lang="${context.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${controller.name}</title>
<link rel="stylesheet" href="${STYLESHEET_URL}">
</head>
<body${look && html` class="${look}"`}>
<header class="band"><p class="shop">${brand.logoPath && renderLogo(brand.logoPath)}<span>${controller.name}</span></p></header>
<main>${main}</main>
${counter && html`<div class="counter">${counter}</div>`}
<footer>
<p>${controller.legalName}, ${controller.address}. ${words.questionsAndRights} ${renderPrivacyEmail(context)}</p>
<p><a href="${context.noticeUrl}">${words.notice}</a></p>
</footer>
</body>
</html>`);
}

/** Nothing of the person's is put into the mail before they write it. Too long for a line, it breaks where it is read in parts. */
export function renderPrivacyEmail({ shop }: Pick<PageContext, 'shop'>): Markup {
  const { privacyEmail } = shop.controller;
  return html`<a href="mailto:${privacyEmail}">${privacyEmail.split(/(?<=@)|(?=\.)/).map((part) => html`${part}<wbr>`)}</a>`;
}

export function renderOtherLanguage({ language, url }: OtherLanguage): Markup {
  return html`<a href="${url}" lang="${language}" hreflang="${language}">${languageNames[language].name}</a>`;
}

/** A title closed by the diamond full stop, which never stands on a line of its own. */
export function renderStopped(title: string): Markup {
  const lastSpace = title.lastIndexOf(' ') + 1;
  return html`<h1>${title.slice(0, lastSpace)}<span class="last">${title.slice(lastSpace)}${renderStop()}</span></h1>`;
}

export function renderStop(): Markup {
  return html`<svg class="stop" viewBox="0 0 20 20" aria-hidden="true">${diamond}</svg>`;
}

/** Closes what is still to come. */
export function renderDots(): Markup {
  return html`<span class="last">${[renderStop(), renderStop(), renderStop()]}</span>`;
}

/** Status mark: a full diamond for what runs, an outline for what does not. */
export function renderMark(isFull: boolean): Markup {
  return html`<svg class="mark${isFull && ' full'}" viewBox="0 0 20 20" aria-hidden="true">${diamond}</svg>`;
}

const diamond = html`<rect x="3.4" y="3.4" width="13.2" height="13.2" rx="3" transform="rotate(45 10 10)"/>`;

export function renderLogo(path: string): Markup {
  return html`<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`;
}
