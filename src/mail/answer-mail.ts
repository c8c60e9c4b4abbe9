// The mail that says what has become of what somebody asked for about their data: an answer, never marketing, so that it goes to who
// has withdrawn everything too. It names no number or address, and no word of it was typed by a shopper or by staff.
import { html } from 'hono/html';
import { findAuthority } from '#domain/recourse.ts';
import type { ExtensionReason, RefusalReason, Right } from '#domain/rights-request.ts';
import { formatCalendarDay, formatDay } from '#i18n/date.ts';
import { type AnswerMailWords, answerMailWordsByLanguage } from '#i18n/mail/answer-mail.ts';
import { sayRequest } from '#i18n/rights-request.ts';
import { MAIL_INK, type MailContext, paragraphStyle, type RenderedMail, renderMailHtml } from './mail-html.ts';
import { renderMailFoot } from './mail-text.ts';

export type Answer =
  | { readonly kind: 'done' | 'nothing-held' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** `dueOn`: a calendar day. */
  | { readonly kind: 'extended'; readonly reason: ExtensionReason; readonly dueOn: string };

export interface AnswerMail extends MailContext {
  /** Oldest first; at least one. */
  readonly answers: readonly {
    readonly right: Right;
    /** A calendar day. */
    readonly receivedOn: string;
    readonly reference: string;
    readonly answer: Answer;
  }[];
  /** The preference page, absolute, and when its link ends, epoch milliseconds; null: there is none. */
  readonly choices: { readonly url: string; readonly expiresAt: number; readonly timeZone: string } | null;
  /** Everything held of this address goes. */
  readonly isLast: boolean;
}

interface SpokenAnswer {
  readonly asked: string;
  readonly said: string;
  readonly reference: string;
}

export function renderAnswerMail(mail: AnswerMail): RenderedMail {
  const { language, shop, choices, isLast } = mail;
  const words = answerMailWordsByLanguage[language];
  const spoken = mail.answers.map(({ right, receivedOn, reference, answer }) => ({
    asked: sayRequest(right, formatCalendarDay(receivedOn, language), language),
    said: sayAnswer(mail, words, right, answer),
    reference: words.reference(reference),
  }));
  const closing = [
    words.remedy(findAuthority(shop.controller.country)?.name),
    ...(isLast ? [words.last] : []),
    ...(choices ? [words.until(formatDay(choices.expiresAt, choices.timeZone, language))] : []),
  ];
  const subject = words.subject(shop.controller.name);
  return {
    subject,
    text: renderText(mail, words, spoken, closing),
    html: renderHtml(mail, words, subject, spoken, closing),
  };
}

function sayAnswer({ language, choices }: AnswerMail, words: AnswerMailWords, right: Right, answer: Answer): string {
  switch (answer.kind) {
    case 'done':
      return [words.done[right], choices ? words.onPage[right] : undefined].filter(Boolean).join(' ');
    case 'nothing-held':
      return words.nothingHeld;
    case 'refused':
      return words.refused[answer.reason];
    case 'extended':
      return words.extended(formatCalendarDay(answer.dueOn, language), answer.reason);
  }
}

function renderHtml(
  mail: AnswerMail,
  words: AnswerMailWords,
  subject: string,
  spoken: readonly SpokenAnswer[],
  closing: readonly string[],
): string {
  const { choices } = mail;
  return renderMailHtml(mail, {
    subject,
    title: words.title,
    body: html`<p class="ink" style="${paragraphStyle}">${words.text}</p>
${spoken.map(
  ({ asked, said, reference }) => html`<p class="ink" style="${paragraphStyle}"><strong>${asked}</strong><br>
${said}<br>
<span class="soft" style="font-size:16px;color:#3d4e4c">${reference}</span></p>`,
)}
${closing.map((text) => html`<p class="ink" style="${paragraphStyle}">${text}</p>`)}`,
    button: choices && { url: choices.url, label: words.open, copyLink: words.copyLink },
    otherwise: html`<strong class="ink" style="color:${MAIL_INK}">${words.notYou}</strong> ${words.tellUs}`,
    notice: words.notice,
    questionsAndRights: words.questionsAndRights,
  });
}

function renderText(
  mail: AnswerMail,
  words: AnswerMailWords,
  spoken: readonly SpokenAnswer[],
  closing: readonly string[],
): string {
  const { choices } = mail;
  const said = spoken.map(({ asked, said: text, reference }) => `- ${asked}\n  ${text}\n  ${reference}`);
  return `${words.title}

${words.text}

${said.join('\n\n')}

${choices ? `${words.open}\n${choices.url}\n\n` : ''}${closing.join('\n\n')}

${words.notYou} ${words.tellUs}

${renderMailFoot(mail, words)}`;
}
