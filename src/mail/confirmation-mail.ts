// The mail of a double opt-in: what was said, one button, and what to do if it was somebody else. No word of it was typed
// by a shopper, so it cannot be abused to carry a message, and nothing in it is loaded from anywhere.

import { formatNearDay } from '#i18n/date.ts';
import { type ConfirmationMailWords, confirmationMailWordsByLanguage } from '#i18n/mail/confirmation-mail.ts';
import {
  type SpokenAnswer,
  toSpokenDetail,
  toSpokenPlace,
  toSpokenQuestion,
  toSpokenYes,
} from '#i18n/spoken-answer.ts';
import { renderConfirmationHtml } from './confirmation-mail-html.ts';
import type { MailContext, RenderedMail } from './mail-html.ts';
import { renderMailFoot } from './mail-text.ts';

export interface ConfirmationMail extends MailContext {
  /** Exactly what the link confirms (D4). */
  readonly answers: readonly SpokenAnswer[];
  /** The confirm page: it asks again, and holds "it wasn't me" too. Absolute. */
  readonly confirmUrl: string;
  /** When the address is erased without a confirmation, epoch milliseconds. */
  readonly eraseAt: number;
  readonly timeZone: string;
}

/** The mail's sentences, ready for either part. */
export interface SpokenMail {
  readonly words: ConfirmationMailWords;
  readonly answers: readonly { readonly question: string; readonly detail: string; readonly place: string }[];
  readonly doNothing: string;
}

export function renderConfirmationMail(mail: ConfirmationMail): RenderedMail {
  const { language, shop } = mail;
  const words = confirmationMailWordsByLanguage[language];
  const spoken: SpokenMail = {
    words,
    answers: mail.answers.map((answer) => ({
      question: `${toSpokenQuestion(answer, language)}\u00a0${toSpokenYes(answer, language)}`,
      detail: toSpokenDetail(answer, language),
      place: toSpokenPlace(answer, language),
    })),
    doNothing: words.doNothing(formatNearDay(mail.eraseAt, mail.timeZone, language)),
  };
  return {
    subject: words.subject(shop.controller.name),
    text: renderText(mail, spoken),
    html: renderConfirmationHtml(mail, spoken),
  };
}

function renderText(mail: ConfirmationMail, spoken: SpokenMail): string {
  const { words, answers, doNothing } = spoken;
  const { confirmUrl } = mail;
  const said = answers.map(({ question, detail, place }) => `- ${question}\n  ${detail}\n  ${place}`);
  return `${words.title}

${words.text}

${said.join('\n\n')}

${words.next}

${words.confirm}
${confirmUrl}

${words.notYou} ${doNothing}
${words.or} ${words.eraseNow}
${confirmUrl}

${renderMailFoot(mail, words)}`;
}
