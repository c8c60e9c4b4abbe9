// The mail "your choices": a fresh link to the person's own page, for who asked for one. It says nothing of what is on that
// page, and no word of it was typed by a shopper.
import { html } from 'hono/html';
import { formatDay } from '#i18n/date.ts';
import { type ChoicesMailWords, choicesMailWordsByLanguage } from '#i18n/mail/choices-mail.ts';
import { MAIL_INK, type MailContext, paragraphStyle, type RenderedMail, renderMailHtml } from './mail-html.ts';
import { renderMailFoot } from './mail-text.ts';

export interface ChoicesMail extends MailContext {
  /** The preference page. Absolute. */
  readonly choicesUrl: string;
  /** When the link ends, epoch milliseconds. */
  readonly expiresAt: number;
  readonly timeZone: string;
}

export function renderChoicesMail(mail: ChoicesMail): RenderedMail {
  const { language, shop } = mail;
  const words = choicesMailWordsByLanguage[language];
  const until = words.until(formatDay(mail.expiresAt, mail.timeZone, language));
  const subject = words.subject(shop.controller.name);
  return { subject, text: renderText(mail, words, until), html: renderHtml(mail, words, subject, until) };
}

function renderHtml(mail: ChoicesMail, words: ChoicesMailWords, subject: string, until: string): string {
  return renderMailHtml(mail, {
    subject,
    title: words.title,
    body: html`<p class="ink" style="${paragraphStyle}">${words.text}</p>
<p class="ink" style="${paragraphStyle}">${until}</p>`,
    button: { url: mail.choicesUrl, label: words.open, copyLink: words.copyLink },
    otherwise: html`<strong class="ink" style="color:${MAIL_INK}">${words.notYou}</strong> ${words.doNothing}`,
    notice: words.notice,
    questionsAndRights: words.questionsAndRights,
  });
}

function renderText(mail: ChoicesMail, words: ChoicesMailWords, until: string): string {
  return `${words.title}

${words.text}

${words.open}
${mail.choicesUrl}

${until}

${words.notYou} ${words.doNothing}

${renderMailFoot(mail, words)}`;
}
