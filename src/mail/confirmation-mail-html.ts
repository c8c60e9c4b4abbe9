// The HTML part of the confirmation mail.
import { html } from 'hono/html';
import type { ConfirmationMail, SpokenMail } from './confirmation-mail.ts';
import { MAIL_INK, paragraphStyle, renderLink, renderMailHtml } from './mail-html.ts';

export function renderConfirmationHtml(mail: ConfirmationMail, { words, answers, doNothing }: SpokenMail): string {
  return renderMailHtml(mail, {
    subject: words.subject(mail.shop.controller.name),
    title: words.title,
    body: html`<p class="ink" style="${paragraphStyle}">${words.text}</p>
${answers.map(
  ({
    question,
    detail,
    place,
  }) => html`<p class="ink" style="${paragraphStyle}"><strong>${question}</strong><br>${detail}<br>
<span class="soft" style="font-size:16px;color:#3d4e4c">${place}</span></p>`,
)}
<p class="ink" style="${paragraphStyle}">${words.next}</p>`,
    button: { url: mail.confirmUrl, label: words.confirm, copyLink: words.copyLink },
    otherwise: html`<strong class="ink" style="color:${MAIL_INK}">${words.notYou}</strong> ${doNothing} ${words.or} ${renderLink(mail, mail.confirmUrl, words.eraseNow)}.`,
    notice: words.notice,
    questionsAndRights: words.questionsAndRights,
  });
}
