// The file mailbox in the browser, for development: what was sent, and each mail as its reader sees it.
import { html } from 'hono/html';
import { formatMoment } from '#i18n/date.ts';
import { type Markup, type PageContext, renderPage, wordsOf } from './layout.ts';

export interface MailboxEntry {
  readonly to: string;
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly date: number;
  /** Of the page that shows the mail. */
  readonly url: string;
}

export interface MailboxView {
  /** Newest first. */
  readonly mails: readonly MailboxEntry[];
  readonly timeZone: string;
}

export interface MailView {
  readonly to: string;
  readonly subject: string;
  readonly date: number;
  readonly timeZone: string;
  readonly text: string;
  /** Serves the HTML part alone, for the sandboxed frame. */
  readonly htmlUrl: string;
  /** Serves the message as it would go out (RFC 5322). */
  readonly rawUrl: string;
  readonly mailboxUrl: string;
}

export function renderMailboxPage(context: PageContext, { mails, timeZone }: MailboxView): string {
  const words = wordsOf(context).mailbox;
  return renderPage(context, {
    title: words.title,
    look: 'wide',
    main: html`<h1>${words.title}</h1><p>${mails.length > 0 ? words.text : words.empty}</p>
<ul class="choose">${mails.map(
      ({ to, subject, date, url }) => html`<li><a href="${url}">${subject}</a>
<p class="meta">${words.to} ${to}, ${formatMoment(date, timeZone, context.language)}</p></li>`,
    )}</ul>`,
  });
}

export function renderMailPage(context: PageContext, mail: MailView): string {
  const words = wordsOf(context).mailbox;
  return renderPage(context, {
    title: mail.subject,
    look: 'wide',
    main: html`<p class="choose"><a href="${mail.mailboxUrl}">${words.back}</a></p>
<h1>${mail.subject}</h1>
<p class="meta">${words.to} ${mail.to}, ${formatMoment(mail.date, mail.timeZone, context.language)}</p>
<section><h2>${words.asHtml}</h2><iframe title="${words.asHtml}" sandbox="allow-popups allow-popups-to-escape-sandbox" src="${mail.htmlUrl}"></iframe></section>
<section><h2>${words.asText}</h2><pre>${linkUrls(mail.text)}</pre></section>
<section class="choose"><a href="${mail.rawUrl}">${words.raw}</a></section>`,
  });
}

function linkUrls(text: string): (string | Markup)[] {
  return text.split(/(https?:\/\/\S+)/).map((part, index) => (index % 2 ? html`<a href="${part}">${part}</a>` : part));
}
