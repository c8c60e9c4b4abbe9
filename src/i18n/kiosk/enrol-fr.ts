// French for making a tablet a device: the code, the closing passphrase, and what can go wrong. The team's screens use it
// again.
import { plural } from './grammar.ts';

export const enrolFr = {
  title: 'Nouvelle tablette',
  step: (n: number, of: number) => `Étape ${n} sur ${of}`,
  back: 'Retour',
  language: (name: string) => `Changer de langue : ${name}`,
  code: {
    title: 'Le code d’inscription',
    lede: 'Le siège vous donne huit caractères. Ils valent dix minutes et ne servent qu’une fois.',
    label: 'Code',
    facts: [
      'Majuscules ou minuscules, avec ou sans tiret.',
      'La lettre O vaut zéro ; I et L valent 1.',
      'Le code est vérifié à la fin.',
    ],
    impossible: (character: string) => `Aucun code ne contient « ${character} ».`,
    missing: (n: number) => `Encore ${n} ${plural(n, 'caractère', 'caractères')}`,
    action: 'Continuer',
  },
  passphrase: {
    title: 'La phrase de clôture',
    lede: 'Elle ouvre le fichier du jour. Sans elle, personne ne lit les adresses sur cette tablette.',
    facts: [
      'Quatre mots sans rapport entre eux : c’est solide, et cela se retient.',
      'Personne ne peut la retrouver, pas même le siège. Notez-la, et gardez-la loin de la tablette.',
    ],
    label: 'Phrase de clôture',
    again: 'La même, encore une fois',
    show: 'Montrer',
    hide: 'Cacher',
    action: 'Inscrire la tablette',
    busy: 'Inscription en cours',
  },
  strength: {
    label: 'Force',
    scores: ['Très faible', 'Faible', 'Pas encore assez forte', 'Forte', 'Très forte'],
    atLeast: '10 caractères au moins',
  },
  problem: {
    empty: 'Tapez la phrase de clôture.',
    short: 'Il faut au moins 10 caractères.',
    weak: 'Un voleur de la tablette la devinerait : il peut essayer sans réseau, et sans fin. Ajoutez un mot sans rapport.',
    differ: 'Les deux phrases ne sont pas les mêmes.',
    unmeasured: 'Sa force n’a pas pu être mesurée. Fermez le kiosque, ouvrez-le de nouveau, et réessayez.',
    wrong: 'Ce n’est pas la phrase de clôture.',
  },
  forgotten: 'Deux minutes sans rien toucher : ce qui était tapé est effacé.',
  failure: {
    code: 'Ce code ne marche pas : il est faux, déjà utilisé, ou vieux de plus de dix minutes. Vérifiez-le, ou demandez-en un autre au siège.',
    network:
      'Le siège ne répond pas. Vérifiez le réseau, puis réessayez. Le code vaut encore s’il a moins de dix minutes.',
    passphrase: 'Cette phrase est trop courte : il faut au moins 10 caractères.',
    'not-drained': 'Des réponses attendent encore sur cette tablette. Envoyez-les d’abord.',
    storage: 'La tablette n’a pas pu garder son inscription. Redémarrez-la, et demandez un nouveau code au siège.',
  },
};

/** What every language must say. */
export type EnrolWords = typeof enrolFr;
