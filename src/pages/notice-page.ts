// The information notice (GDPR 13) as published, for the phone.
import { html } from 'hono/html';
import { inLanguage } from '#domain/localized.ts';
import type { Notice, ShopConfig } from '#domain/shop-config.ts';
import { findStopNumber } from '#domain/stop-number.ts';
import { formatCalendarDay } from '#i18n/date.ts';
import { sayStopBySms } from '#i18n/sms.ts';
import { typeset } from '#i18n/typeset.ts';
import { type Markup, type PageContext, renderPage, wordsOf } from './layout.ts';

export interface NoticeView {
  readonly notice: Notice;
  /** Years, where the shop's policy names an age. */
  readonly minimumAge: number | undefined;
  /** Where texts are asked for. */
  readonly stopNumber: string | undefined;
}

export function toNoticeView(config: ShopConfig): NoticeView {
  const { notice, minimumAge } = config;
  return { notice, minimumAge, stopNumber: findStopNumber(config) };
}

export function renderNoticePage(context: PageContext, view: NoticeView): string {
  const { notice: title } = wordsOf(context);
  return renderPage(context, { title, main: html`<h1>${title}</h1>${renderNotice(context, view)}` });
}

export function renderNotice(
  context: Pick<PageContext, 'language'>,
  { notice, minimumAge, stopNumber }: NoticeView,
): Markup {
  const { language } = context;
  const words = wordsOf(context);
  return html`${notice.sections.map(
    (section) => html`<section class="notice"><h2>${typeset(inLanguage(section.title, language), language)}</h2>
<p>${typeset(inLanguage(section.text, language), language)}</p></section>`,
  )}
<section class="small">${stopNumber !== undefined && html`<p>${sayStopBySms(stopNumber, language)}</p>`}
<p>${words.noticePage.version(notice.version, formatCalendarDay(notice.validFrom, language))}
${minimumAge !== undefined && words.noticePage.age(minimumAge)}</p></section>`;
}
