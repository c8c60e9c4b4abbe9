// The mail that acknowledges a withdrawal or objection: what has ended, since when, and where to see what stands. It invites
// to nothing, names no number or address, and no word of it was typed by a shopper.
import { html } from 'hono/html';
import { formatDay } from '#i18n/date.ts';
import { type WithdrawalMailWords, withdrawalMailWordsByLanguage } from '#i18n/mail/withdrawal-mail.ts';
import { type SpokenAnswer, toSpokenQuestion } from '#i18n/spoken-answer.ts';
import { MAIL_INK, type MailContext, paragraphStyle, type RenderedMail, renderMailHtml } from './mail-html.ts';
import { renderMailFoot } from './mail-text.ts';

export interface WithdrawalMail extends MailContext {
  /** What was said yes to once, oldest end first. */
  readonly ended: readonly (Pick<SpokenAnswer, 'stem' | 'verb' | 'timeZone'> & {
    /** Epoch milliseconds. */
    readonly endedAt: number;
  })[];
  /** The preference page. Absolute. */
  readonly choicesUrl: string;
  /** When the link ends, epoch milliseconds. */
  readonly expiresAt: number;
  readonly timeZone: string;
}

interface SpokenEnd {
  readonly question: string;
  readonly since: string;
}

export function renderWithdrawalMail(mail: WithdrawalMail): RenderedMail {
  const { language, shop } = mail;
  const words = withdrawalMailWordsByLanguage[language];
  const ends = mail.ended.map((end) => ({
    question: toSpokenQuestion(end, language),
    since: words.since(formatDay(end.endedAt, end.timeZone, language)),
  }));
  const until = words.until(formatDay(mail.expiresAt, mail.timeZone, language));
  const subject = words.subject(shop.controller.name);
  return { subject, text: renderText(mail, words, ends, until), html: renderHtml(mail, words, ends, until) };
}

function renderHtml(
  mail: WithdrawalMail,
  words: WithdrawalMailWords,
  ends: readonly SpokenEnd[],
  until: string,
): string {
  return renderMailHtml(mail, {
    subject: words.subject(mail.shop.controller.name),
    title: words.title,
    body: html`<p class="ink" style="${paragraphStyle}">${words.text}</p>
${ends.map(
  ({
    question,
    since,
  }) => html`<p class="ink" style="${paragraphStyle}"><strong>${question}\u00a0${words.no}</strong><br>
<span class="soft" style="font-size:16px;color:#3d4e4c">${since}</span></p>`,
)}
<p class="ink" style="${paragraphStyle}">${words.only}</p>
<p class="ink" style="${paragraphStyle}">${until}</p>`,
    button: { url: mail.choicesUrl, label: words.open, copyLink: words.copyLink },
    otherwise: html`<strong class="ink" style="color:${MAIL_INK}">${words.notYou}</strong> ${words.tellUs}`,
    notice: words.notice,
    questionsAndRights: words.questionsAndRights,
  });
}

function renderText(
  mail: WithdrawalMail,
  words: WithdrawalMailWords,
  ends: readonly SpokenEnd[],
  until: string,
): string {
  const said = ends.map(({ question, since }) => `- ${question} ${words.no}\n  ${since}`);
  return `${words.title}

${words.text}

${said.join('\n\n')}

${words.only}

${words.open}
${mail.choicesUrl}

${until}

${words.notYou} ${words.tellUs}

${renderMailFoot(mail, words)}`;
}
