// Every word of the pages on which a person tells the shop what is wrong, and of what they have asked for.
import type { RequestOutcome } from '#domain/rights-request.ts';
import type { Language } from '#domain/shop-config.ts';

interface FormWords {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly missing: string;
}

export interface RequestWords {
  readonly rectification: FormWords;
  readonly complaint: FormWords;
  readonly hint: (max: string) => string;
  /** What becomes of the text. */
  readonly kept: string;
  readonly problemTitle: string;
  readonly tooLong: (max: string) => string;
  /** Followed by the address to write to. */
  readonly tooMany: { readonly title: string; readonly text: string };
  readonly send: string;
  readonly back: string;
  readonly noted: { readonly title: string; readonly text: (day: string) => string };
  readonly reference: (reference: string) => string;
  readonly mine: {
    readonly title: string;
    readonly due: (day: string) => string;
    readonly closed: Readonly<Record<RequestOutcome, string>>;
  };
}

export const requestWordsByLanguage: Readonly<Record<Language, RequestWords>> = {
  fr: {
    rectification: {
      title: 'Corriger mes données',
      text: 'Dites-nous ce qui est faux, et ce qu’il faut écrire. Une nouvelle adresse compte une fois confirmée depuis sa boîte, un nouveau numéro après un nouveau oui.',
      label: 'Ce qui est à corriger',
      missing: 'Dites ce qui est à corriger',
    },
    complaint: {
      title: 'Écrire à la boutique',
      text: 'Une question sur vos données, une réclamation\u202f? Nous la lisons et nous y répondons.',
      label: 'Votre message',
      missing: 'Écrivez votre message',
    },
    hint: (max) => `${max} caractères au plus.`,
    kept: 'Ce que vous écrivez ne sert qu’à vous répondre, et s’efface avec votre adresse.',
    problemTitle: 'Le message n’est pas parti',
    tooLong: (max) => `Raccourcissez à ${max} caractères`,
    tooMany: {
      title: 'Nous avons déjà plusieurs messages de vous',
      text: 'Nous y répondons d’abord. Si cela ne peut pas attendre, écrivez-nous\u00a0:',
    },
    send: 'Envoyer',
    back: 'Revenir à mes choix',
    noted: {
      title: 'C’est noté',
      text: (day) => `Nous vous répondons à cette adresse e\u2011mail, le ${day} au plus tard.`,
    },
    reference: (reference) => `Référence\u00a0: ${reference}`,
    mine: {
      title: 'Mes demandes',
      due: (day) => `Réponse le ${day} au plus tard.`,
      closed: {
        done: 'Nous vous avons répondu.',
        refused: 'Nous n’y avons pas donné suite, et vous avons dit pourquoi.',
        'nothing-held': 'Nous n’avons rien trouvé.',
        'taken-back': 'Vous y avez renoncé.',
        erased: 'Effacé.',
      },
    },
  },
  en: {
    rectification: {
      title: 'Correct my data',
      text: 'Tell us what is wrong, and what it should be. A new address counts once confirmed from its mailbox, a new number after a new yes.',
      label: 'What is to be corrected',
      missing: 'Say what is to be corrected',
    },
    complaint: {
      title: 'Write to the shop',
      text: 'A question about your data, a complaint? We read it, and answer.',
      label: 'Your message',
      missing: 'Write your message',
    },
    hint: (max) => `At most ${max} characters.`,
    kept: 'What you write only serves to answer you, and is erased with your address.',
    problemTitle: 'The message was not sent',
    tooLong: (max) => `Shorten it to ${max} characters`,
    tooMany: {
      title: 'We already have several messages from you',
      text: 'We answer these first. If it cannot wait, write to us:',
    },
    send: 'Send',
    back: 'Back to my choices',
    noted: {
      title: 'Noted',
      text: (day) => `We answer you at this e\u2011mail address, by ${day} at the latest.`,
    },
    reference: (reference) => `Reference: ${reference}`,
    mine: {
      title: 'My requests',
      due: (day) => `To be answered by ${day}.`,
      closed: {
        done: 'We have answered you.',
        refused: 'We have not acted on it, and told you why.',
        'nothing-held': 'We found nothing.',
        'taken-back': 'You took it back.',
        erased: 'Erased.',
      },
    },
  },
};
