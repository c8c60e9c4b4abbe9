// The words at the team's door: its code, and setting it. Loaded with the team's screens.
import type { Language } from '#domain/shop-config.ts';
import { plural } from './grammar.ts';

const fr = {
  title: 'Le code de l’équipe',
  lede: 'Il garde cet espace pour l’équipe. La pastille d’état se lit sans lui.',
  label: 'Code',
  pad: 'Pavé numérique',
  erase: 'Effacer un chiffre',
  open: 'Ouvrir',
  opening: 'Un instant',
  empty: 'Tapez le code de l’équipe.',
  wrong: 'Ce n’est pas le code de l’équipe.',
  wait: (minutes: number) =>
    `Trop d’essais. Réessayez dans ${minutes} ${plural(minutes, 'minute', 'minutes')}, ou passez par « Code oublié ».`,
  forgotten: 'Code oublié',
  set: {
    title: 'Code de l’équipe',
    text: 'Garde cet espace fermé aux clients',
    lede: 'Quatre à huit chiffres, que toute l’équipe connaît. Ils ne protègent aucun secret : ils évitent qu’un client ouvre cet espace.',
    next: 'Nouveau code',
    action: 'Enregistrer le code',
    remove: 'Enlever le code',
    busy: 'Un instant',
    form: 'Il faut quatre à huit chiffres.',
    failed: 'Rien n’a changé : la tablette n’a pas pu l’enregistrer.',
    done: {
      title: 'C’est fait',
      text: 'L’espace équipe s’ouvre avec ce code. Pour l’ouvrir, gardez le doigt sur « Équipe ».',
    },
    removed: { title: 'C’est fait', text: 'L’espace équipe s’ouvre sans code.' },
  },
};

export type DoorWords = typeof fr;

const en: DoorWords = {
  title: 'The team’s code',
  lede: 'It keeps this place for the team. The status can be read without it.',
  label: 'Code',
  pad: 'Number pad',
  erase: 'Erase one digit',
  open: 'Open',
  opening: 'One moment',
  empty: 'Type the team’s code.',
  wrong: 'That is not the team’s code.',
  wait: (minutes) =>
    `Too many tries. Try again in ${minutes} ${plural(minutes, 'minute', 'minutes')}, or use “Code forgotten”.`,
  forgotten: 'Code forgotten',
  set: {
    title: 'The team’s code',
    text: 'Keeps this place closed to customers',
    lede: 'Four to eight digits that the whole team knows. They protect no secret: they keep a customer from opening this place.',
    next: 'New code',
    action: 'Store the code',
    remove: 'Take the code away',
    busy: 'One moment',
    form: 'It takes four to eight digits.',
    failed: 'Nothing has changed: the tablet could not store it.',
    done: { title: 'Done', text: 'The team’s place opens with this code. To open it, keep your finger on “Team”.' },
    removed: { title: 'Done', text: 'The team’s place opens without a code.' },
  },
};

export const doorWords: Record<Language, DoorWords> = { fr, en };
