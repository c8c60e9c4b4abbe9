// The information notice (GDPR 13) as published, for the phone.
import { html } from 'hono/html';
import { inLanguage } from '#domain/localized.ts';
import type { Notice } from '#domain/shop-config.ts';
import { formatCalendarDay } from '#i18n/date.ts';
import { typeset } from '#i18n/typeset.ts';
import { type PageContext, renderPage, wordsOf } from './layout.ts';

export interface NoticeView {
  readonly notice: Notice;
  /** Years, where the shop's policy names an age. */
  readonly minimumAge: number | undefined;
}

export function renderNoticePage(context: PageContext, { notice, minimumAge }: NoticeView): string {
  const { language } = context;
  const words = wordsOf(context);
  return renderPage(context, {
    title: words.notice,
    main: html`<h1>${words.notice}</h1>
${notice.sections.map(
  (section) => html`<section class="notice"><h2>${typeset(inLanguage(section.title, language), language)}</h2>
<p>${typeset(inLanguage(section.text, language), language)}</p></section>`,
)}
<section class="small"><p>${words.noticePage.version(notice.version, formatCalendarDay(notice.validFrom, language))}
${minimumAge !== undefined && words.noticePage.age(minimumAge)}</p></section>`,
  });
}
