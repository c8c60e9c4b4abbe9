// Words that several forms of the phone pages share.
import type { Language } from '#domain/shop-config.ts';

export interface FormWords {
  readonly yes: string;
  readonly no: string;
  /** Where people were told, and can object. */
  readonly told: { readonly yes: string; readonly no: string };
  readonly phone: string;
  readonly problem: {
    readonly title: string;
    /** Before the title of the page. */
    readonly inTitle: string;
    readonly email: string;
    readonly phone: string;
  };
}

export const formWordsByLanguage: Readonly<Record<Language, FormWords>> = {
  fr: {
    yes: 'Oui',
    no: 'Non',
    told: { yes: 'D’accord', no: 'Je m’oppose' },
    phone: 'Votre numéro de téléphone',
    problem: {
      title: 'Il manque quelque chose',
      inTitle: 'Erreur\u00a0: ',
      email: 'Donnez une adresse complète, par exemple nom@exemple.fr',
      // numbers that the regulator keeps free for fiction (ARCEP, 06 39 98)
      phone: 'Donnez un numéro complet, par exemple 06\u00a039\u00a098\u00a012\u00a034',
    },
  },
  en: {
    yes: 'Yes',
    no: 'No',
    told: { yes: 'That’s fine', no: 'I object' },
    phone: 'Your phone number',
    problem: {
      title: 'Something is missing',
      inTitle: 'Error: ',
      email: 'Enter a complete address, such as name@example.org',
      phone: 'Enter a complete number, such as +33 6 39 98 12 34',
    },
  },
};
