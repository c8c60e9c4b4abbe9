// The words of the postal address, and of its keyboard. Loaded with its screen.
import type { PostalFields } from '#domain/postal-address.ts';
import type { Language } from '#domain/shop-config.ts';

type ByField = Readonly<Record<keyof PostalFields, string>>;

const fr = {
  title: 'Votre adresse postale',
  lede: 'Elle ne sert qu’au courrier que vous venez d’accepter.',
  label: {
    name: 'Prénom et nom',
    street: 'Numéro et rue',
    more: 'Complément, si besoin',
    postcode: 'Code postal',
    town: 'Ville',
  } satisfies ByField,
  missing: {
    name: 'Il manque votre nom.',
    street: 'Il manque la rue.',
    more: 'Ce complément ne se lit pas.',
    postcode: 'Il manque le code postal.',
    town: 'Il manque la ville.',
  } satisfies ByField,
  invalid: 'Cette adresse ne se lit pas. Relisez chaque ligne.',
  keyboard: 'Clavier',
  space: 'Espace',
  next: 'Suivant',
  erase: 'Effacer',
};

export type PostalWords = typeof fr;

const en: PostalWords = {
  title: 'Your postal address',
  lede: 'Used only for the letters you have just accepted.',
  label: {
    name: 'First and last name',
    street: 'Number and street',
    more: 'Flat or building, if any',
    postcode: 'Postcode',
    town: 'Town',
  },
  missing: {
    name: 'Your name is missing.',
    street: 'The street is missing.',
    more: 'This line cannot be read.',
    postcode: 'The postcode is missing.',
    town: 'The town is missing.',
  },
  invalid: 'This address cannot be read. Look at each line again.',
  keyboard: 'Keyboard',
  space: 'Space',
  next: 'Next',
  erase: 'Erase',
};

export const postalWords: Record<Language, PostalWords> = { fr, en };
