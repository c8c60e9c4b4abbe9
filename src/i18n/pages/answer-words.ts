// Every word of the page on which people answer with their own phone.
import type { Language } from '#domain/shop-config.ts';
import type { Saying } from './page-words.ts';

export interface AnswerWords {
  readonly free: string;
  readonly email: string;
  readonly emailHint: string;
  readonly phoneHint: string;
  readonly age: (years: number) => string;
  readonly change: (byLink: boolean) => string;
  readonly confirm: string;
  /** By a card's code: what it does not ask. */
  readonly cardOnly: string;
  /** Beside the question; where it is not in sight, a verb names it. */
  readonly unanswered: string;
  readonly unansweredOf: (verb: string) => string;
  /** After a yes that a mail must still confirm. */
  readonly mailbox: Saying;
  /** The same, beside another yes that needs no confirmation. */
  readonly mixed: Saying;
  readonly nothingCame: string;
  readonly noted: Saying;
  readonly see: string;
  readonly completed: Saying;
  readonly tooOld: { readonly title: string; readonly text: (hours: number) => string; readonly here: string };
  readonly unknown: Saying;
  readonly busy: Saying;
}

export const answerWordsByLanguage: Readonly<Record<Language, AnswerWords>> = {
  fr: {
    free: 'Un non ne change rien à votre achat.',
    email: 'Votre adresse e\u2011mail',
    emailHint: 'Elle ne sert qu’à ce que vous venez d’accepter.',
    phoneHint: 'Il ne sert qu’à ce que vous venez d’accepter.',
    age: (years) => `En confirmant, vous dites avoir ${years}\u00a0ans ou plus.`,
    change: (byLink) =>
      `Vous pourrez changer d’avis quand vous voulez\u00a0: ${byLink ? 'en caisse, en ligne ou par le lien de chaque message' : 'en caisse ou en ligne'}.`,
    confirm: 'Confirmer',
    cardOnly: 'Ici, nous ne demandons que l’e\u2011mail. Pour le reste, dites-le-nous à la caisse.',
    unanswered: 'Répondez oui ou non.',
    unansweredOf: (verb) => `Répondez oui ou non : ${verb}`,
    mailbox: {
      title: 'Encore un pas',
      text: 'Merci. Nous venons de vous écrire\u00a0: ouvrez notre e\u2011mail et touchez «\u00a0Confirmer mon adresse\u00a0». Rien ne commence avant.',
    },
    mixed: {
      title: 'Encore un pas',
      text: 'Merci. Ce que vous avez accepté d’autre est noté. Pour l’e\u2011mail, nous venons de vous écrire\u00a0: ouvrez notre message et touchez «\u00a0Confirmer mon adresse\u00a0». Par e\u2011mail, rien ne commence avant.',
    },
    nothingCame: 'Rien ne vient\u202f? Regardez dans les indésirables, ou dites-le-nous à la caisse.',
    noted: { title: 'C’est noté', text: 'Merci de nous l’avoir dit.' },
    see: 'Voir ou arrêter',
    completed: {
      title: 'Ce code a déjà servi',
      text: 'Si c’était vous, votre réponse est notée. Sinon, demandez un nouveau code à la caisse.',
    },
    tooOld: {
      title: 'Ce code n’est plus valable',
      text: (hours) => `Il s’ouvre pendant ${hours}\u00a0heures. Demandez-en un nouveau à la caisse.`,
      here: 'Répondre ici pour l’e\u2011mail',
    },
    unknown: {
      title: 'Ce code ne mène nulle part',
      text: 'Il est peut-être incomplet. Scannez-le de nouveau, ou demandez-en un nouveau à la caisse.',
    },
    busy: {
      title: 'Un instant',
      text: 'Beaucoup de réponses arrivent par ce code, et la vôtre n’est pas encore notée. Réessayez dans quelques minutes, ou dites-le-nous à la caisse.',
    },
  },
  en: {
    free: 'A no changes nothing about your purchase.',
    email: 'Your e\u2011mail address',
    emailHint: 'Used only for what you have just accepted.',
    phoneHint: 'Used only for what you have just accepted.',
    age: (years) => `By confirming, you say you are ${years} or older.`,
    change: (byLink) =>
      `You can change your mind at any time: ${byLink ? 'at the till, online or by the link in each message' : 'at the till or online'}.`,
    confirm: 'Confirm',
    cardOnly: 'Here we ask about e\u2011mail only. For the rest, tell us at the till.',
    unanswered: 'Answer yes or no.',
    unansweredOf: (verb) => `Answer yes or no: ${verb}`,
    mailbox: {
      title: 'One more step',
      text: 'Thank you. We have just written to you: open our e\u2011mail and touch “Confirm my address”. Nothing starts before that.',
    },
    mixed: {
      title: 'One more step',
      text: 'Thank you. What else you said yes to is noted. For e\u2011mail, we have just written to you: open our message and touch “Confirm my address”. Nothing starts by e\u2011mail before that.',
    },
    nothingCame: 'Nothing comes? Look among the junk mail, or tell us at the till.',
    noted: { title: 'Noted', text: 'Thank you for telling us.' },
    see: 'See it or stop it',
    completed: {
      title: 'This code has been used',
      text: 'If that was you, your answer is noted. If not, ask for a new code at the till.',
    },
    tooOld: {
      title: 'This code is no longer valid',
      text: (hours) => `It opens for ${hours} hours. Ask for a new one at the till.`,
      here: 'Answer here, for e\u2011mail',
    },
    unknown: {
      title: 'This code leads nowhere',
      text: 'It may be incomplete. Scan it again, or ask for a new one at the till.',
    },
    busy: {
      title: 'One moment',
      text: 'Many answers are coming by this code, and yours is not noted yet. Try again in a few minutes, or tell us at the till.',
    },
  },
};
