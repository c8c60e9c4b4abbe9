// Every word of the mail that says what has become of a request. It invites to nothing.
import type { ExtensionReason, RefusalReason, Right } from '#domain/rights-request.ts';
import type { Language } from '#domain/shop-config.ts';
import { type MailFrameWords, mailFrameWordsByLanguage } from './frame-words.ts';

export interface AnswerMailWords extends MailFrameWords {
  readonly subject: (shop: string) => string;
  readonly title: string;
  readonly text: string;
  readonly done: Readonly<Record<Right, string>>;
  /** After what was done, where the mail leads to the person's own page. */
  readonly onPage: Partial<Readonly<Record<Right, string>>>;
  readonly refused: Readonly<Record<RefusalReason, string>>;
  readonly nothingHeld: string;
  readonly extended: (day: string, reason: ExtensionReason) => string;
  readonly reference: (reference: string) => string;
  /** GDPR 12(4). Without a name: of a country whose authority is not known here. */
  readonly remedy: (authority: string | undefined) => string;
  /** No other mail will reach this address. */
  readonly last: string;
}

const reasonsFr = {
  complexity: 'votre demande exige plus de recherches',
  number: 'vous nous en avez adressé plusieurs',
};
const reasonsEn = { complexity: 'your request takes more looking into', number: 'you have sent us several' };

export const answerMailWordsByLanguage: Readonly<Record<Language, AnswerMailWords>> = {
  fr: {
    ...mailFrameWordsByLanguage.fr,
    subject: (shop) => `Votre demande – ${shop}`,
    title: 'Votre demande.',
    text: 'Voici où en est ce que vous nous avez demandé au sujet de vos données\u00a0:',
    done: {
      access: 'C’est fait\u00a0: nous vous remettons une copie de tout ce que nous avons de vous.',
      rectification:
        'C’est corrigé. Une nouvelle adresse ne compte qu’une fois confirmée depuis sa boîte, un nouveau numéro qu’après un nouveau oui.',
      erasure:
        'Nous effaçons l’adresse ou le numéro que vous nous avez indiqué, avec tout ce qui s’y rattache. Ce que vous aviez donné en même temps ne sert plus non plus\u00a0: pour l’effacer aussi, écrivez-nous à l’adresse ci-dessous.',
      restriction:
        'Vos données sont gelées\u00a0: nous les gardons sans nous en servir, jusqu’à ce que vous leviez le gel.',
      lifting: 'Le gel est levé. Vos choix sont de nouveau en vigueur.',
      objection: 'Votre opposition est notée, et vaut dès maintenant.',
      portability:
        'C’est fait\u00a0: nous vous remettons une copie de vos données, dans un format que d’autres savent lire.',
      complaint: 'Nous l’avons lu et traité. Si notre réponse ne vous est pas parvenue, dites-le-nous.',
    },
    onPage: {
      access: 'Vous pouvez aussi la télécharger depuis la page de vos choix.',
      portability: 'Vous pouvez aussi la télécharger depuis la page de vos choix.',
    },
    refused: {
      unidentified:
        'Nous n’y avons pas donné suite\u00a0: nous n’avons pas pu nous assurer que la demande venait de vous.',
      unfounded: 'Nous n’y avons pas donné suite\u00a0: la demande est manifestement infondée.',
      excessive: 'Nous n’y avons pas donné suite\u00a0: la demande est excessive, notamment parce qu’elle se répète.',
      others: 'Nous n’y avons pas donné suite\u00a0: y répondre toucherait aux droits d’autres personnes.',
      law: 'Nous n’y avons pas donné suite\u00a0: la loi nous oblige à garder ces données.',
      'not-covered': 'Nous n’y avons pas donné suite\u00a0: la loi ne prévoit pas ce droit dans votre cas.',
    },
    nothingHeld: 'Nous n’avons rien trouvé à votre sujet.',
    extended: (day, reason) =>
      `Il nous faut plus de temps\u00a0: ${reasonsFr[reason]}. Vous aurez notre réponse le ${day} au plus tard.`,
    reference: (reference) => `Référence\u00a0: ${reference}`,
    remedy: (authority = 'l’autorité de protection des données') =>
      `Cela ne vous convient pas\u202f? Écrivez-nous à l’adresse ci-dessous. Vous pouvez aussi adresser une réclamation (${authority}) et saisir un juge.`,
    last: 'Ce message est le dernier à cette adresse.',
  },
  en: {
    ...mailFrameWordsByLanguage.en,
    subject: (shop) => `Your request – ${shop}`,
    title: 'Your request.',
    text: 'This is where we are with what you asked us about your data:',
    done: {
      access: 'Done: we give you a copy of everything we hold about you.',
      rectification:
        'Corrected. A new address counts only once confirmed from its mailbox, a new number only after a new yes.',
      erasure:
        'We erase the address or number that you named to us, with everything that goes with it. What you gave along with it is not used any more either: to have it erased too, write to us at the address below.',
      restriction: 'Your data is frozen: we keep it and do not use it, until you unfreeze it.',
      lifting: 'Your data is unfrozen. Your choices are in force again.',
      objection: 'Your objection is noted, and holds from now on.',
      portability: 'Done: we give you a copy of your data, in a format that others can read.',
      complaint: 'We have read it and dealt with it. If our answer has not reached you, tell us.',
    },
    onPage: {
      access: 'You can also download it from the page of your choices.',
      portability: 'You can also download it from the page of your choices.',
    },
    refused: {
      unidentified: 'We have not acted on it: we could not make sure that the request came from you.',
      unfounded: 'We have not acted on it: the request is manifestly unfounded.',
      excessive: 'We have not acted on it: the request is excessive, in particular because it is repeated.',
      others: 'We have not acted on it: to answer it would touch the rights of other people.',
      law: 'We have not acted on it: the law obliges us to keep this data.',
      'not-covered': 'We have not acted on it: the law does not give this right in your case.',
    },
    nothingHeld: 'We have found nothing about you.',
    extended: (day, reason) =>
      `We need more time: ${reasonsEn[reason]}. You will have our answer by ${day} at the latest.`,
    reference: (reference) => `Reference: ${reference}`,
    remedy: (authority = 'the data protection authority') =>
      `You do not agree? Write to us at the address below. You may also lodge a complaint (${authority}) and go to court.`,
    last: 'This message is the last to this address.',
  },
};
