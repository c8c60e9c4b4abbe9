// Every word of the confirmation mail.
import type { Language } from '#domain/shop-config.ts';
import { type MailFrameWords, mailFrameWordsByLanguage } from './frame-words.ts';

export interface ConfirmationMailWords
  extends Pick<MailFrameWords, 'copyLink' | 'notYou' | 'notice' | 'questionsAndRights'> {
  readonly subject: (shop: string) => string;
  readonly title: string;
  readonly text: string;
  readonly next: string;
  readonly confirm: string;
  readonly doNothing: (eraseDay: string) => string;
  readonly or: string;
  readonly eraseNow: string;
}

export const confirmationMailWordsByLanguage: Readonly<Record<Language, ConfirmationMailWords>> = {
  fr: {
    ...mailFrameWordsByLanguage.fr,
    subject: (shop) => `Confirmez votre adresse – ${shop}`,
    title: 'Confirmez votre adresse.',
    text: 'Vous nous avez dit\u00a0:',
    next: 'Il reste à confirmer que cette adresse est bien la vôtre. Le bouton ouvre une page, rien ne commence sans votre accord.',
    confirm: 'Confirmer mon adresse',
    doNothing: (eraseDay) => `Ne faites rien\u00a0: sans confirmation, nous effaçons cette adresse le ${eraseDay}.`,
    or: 'Ou',
    eraseNow: 'effacez-la tout de suite',
  },
  en: {
    ...mailFrameWordsByLanguage.en,
    subject: (shop) => `Confirm your address – ${shop}`,
    title: 'Confirm your address.',
    text: 'You told us:',
    next: 'One thing left: to confirm that this address is yours. The button opens a page, nothing starts without your say.',
    confirm: 'Confirm my address',
    doNothing: (eraseDay) => `Do nothing: without a confirmation, we erase this address on ${eraseDay}.`,
    or: 'Or',
    eraseNow: 'erase it now',
  },
};
