// French. Narrow no-break spaces (U+202F) stand before ? ! ; and no-break spaces (U+00A0) before : and inside « ».
import type { Channel } from '#domain/shop-config.ts';
import { list, plural } from './grammar.ts';

const and = list('et');
const neither = (items: readonly string[]) =>
  items.length === 1 ? `pas ${items[0]}` : `ni ${items.join(items.length === 2 ? ' ni ' : ', ni ')}`;
/** What a stop reaches: everything, a channel, or one of several purposes on a channel. */
export type Stopped = 'all' | 'line' | Channel;

export const numbers = ['Aucune', 'Une', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf', 'Dix'];
const said = { yes: 'Oui', no: 'Non' };
const toChannel: Record<Channel, string> = {
  email: 'à l’e-mail',
  sms: 'aux SMS',
  phone: 'aux appels',
  post: 'au courrier',
};
const forChannel: Record<Channel, string> = {
  email: 'pour l’e-mail',
  sms: 'pour les SMS',
  phone: 'pour les appels',
  post: 'pour le courrier',
};
const byChannel: Record<Channel, string> = {
  email: 'par e-mail',
  sms: 'par SMS',
  phone: 'par téléphone',
  post: 'par courrier',
};
const stopped: Record<Stopped, string> = {
  all: 'tout : e-mails, SMS, appels et courrier',
  line: 'ce que vous avez choisi',
  email: 'les e-mails',
  sms: 'les SMS',
  phone: 'les appels',
  post: 'le courrier',
};
const seconds = (n: number) => `${n} ${plural(n, 'seconde', 'secondes')}`;

export const fr = {
  answer: said,
  /** Where silence would do: of the same weight as the no. */
  objection: { yes: 'D’accord', no: 'Je m’oppose' },
  bar: { back: 'Retour', leave: 'Quitter', language: (name: string) => `Changer de langue : ${name}` },
  questions: {
    /** Begins what people are told, and can object to. */
    unless: 'Sauf si vous vous y opposez',
    objection: 'S’opposer est gratuit, ici comme plus tard, et ne change rien à votre achat.',
    /** For staff who ask somebody aloud. */
    spoken: 'Lisez à voix haute, et notez chaque réponse.',
    free: 'Un non ne change rien à votre achat.',
    asQuestion: (words: string) => `${words} ?`,
    same: (count: number) => `La même réponse aux ${numbers[count]?.toLowerCase() ?? count} ?`,
    missing: (count: number) => `Encore ${count} ${plural(count, 'réponse', 'réponses')}`,
    more: 'Qui, pourquoi, combien de temps ?',
    step: (n: number, of: number) => `Page ${n} sur ${of}`,
  },
  notice: {
    version: (version: number, since: string) =>
      `Notice ${version}, en vigueur depuis le ${since.replace(/^1 /, '1er ')}.`,
    age: (years: number) => `À partir de ${years} ans.`,
    back: 'Revenir',
  },
  action: { next: 'Continuer', confirm: 'Confirmer', finish: 'Terminer', edit: 'Modifier' },
  email: {
    title: 'Votre adresse e-mail',
    lede: 'Elle ne sert qu’à ce que vous venez d’accepter.',
    meant: { before: 'Vous vouliez dire ', after: ' ?' },
    correct: 'Oui, corriger',
    keep: 'Non, garder',
    empty: 'Tapez votre adresse e-mail.',
    invalid: 'Cette adresse semble incomplète. Exemple : camille@exemple.fr',
    tooLong: 'Cette adresse est trop longue.',
    keyboard: 'Clavier',
    erase: 'Effacer',
  },
  phone: {
    title: 'Votre numéro de téléphone',
    lede: (yes: readonly Channel[], no: readonly Channel[]) =>
      [
        `Pour ${and(yes.map((channel) => stopped[channel]))} que vous venez d’accepter.`,
        no.length > 0 &&
          `Pas ${and(no.map((channel) => ({ email: 'd’e-mail', sms: 'de SMS', phone: 'd’appel', post: 'de courrier' })[channel]))}, comme vous l’avez demandé.`,
      ]
        .filter(Boolean)
        .join(' '),
    missing: (digits: number) => `Encore ${digits} ${plural(digits, 'chiffre', 'chiffres')}`,
    empty: 'Tapez votre numéro de téléphone.',
    invalid: 'Ce numéro n’existe pas sous cette forme.',
    pad: 'Pavé numérique',
    erase: 'Effacer un chiffre',
  },
  review: {
    title: 'Vous nous avez dit :',
    told: (answer: 'yes' | 'no', channel: Channel) =>
      answer === 'yes' ? `D’accord ${forChannel[channel]}.` : `Vous vous opposez ${toChannel[channel]}.`,
    spoken: (answer: 'yes' | 'no', channel: Channel) => `${said[answer]} ${toChannel[channel]}.`,
    other: (answer: 'yes' | 'no', verb: string) => `${said[answer]} : ${verb}.`,
    editAnswer: (channel: Channel) => `Modifier ma réponse ${forChannel[channel]}`,
    editContact: {
      email: 'Modifier mon adresse e-mail',
      phone: 'Modifier mon numéro de téléphone',
      postal: 'Modifier mon adresse postale',
    },
    age: (years: number) => `En confirmant, vous dites avoir ${years} ans ou plus.`,
    /** Before what follows, where staff ask. */
    aloud: 'À lire à voix haute :',
    change: (byLink: boolean) =>
      `Vous pourrez changer d’avis quand vous voulez : ${byLink ? 'ici, en ligne ou par le lien de chaque message' : 'ici ou en ligne'}.`,
  },
  saving: 'Nous enregistrons votre réponse sur cette tablette.',
  thanks: {
    noted: ['C’est', 'noté'],
    step: ['Encore', 'un pas'],
    yes: (channels: readonly Channel[], onlyThese: boolean) =>
      `Vous aurez de nos nouvelles ${and(channels.map((channel) => byChannel[channel]))}${onlyThese ? ', et rien d’autre' : ''}.`,
    no: (channels: readonly Channel[]) =>
      `Nous ne vous contacterons ${neither(channels.map((channel) => byChannel[channel]))}.`,
    merci: (farewell: string) => `Merci, et ${farewell}.`,
    merciForNo: (farewell: string) => `Merci de nous l’avoir dit, et ${farewell}.`,
    also: (channels: readonly Channel[]) => `C’est noté ${and(channels.map((channel) => forChannel[channel]))}.`,
    online: 'Merci. Nous vous écrivons à l’instant. Rien ne commence avant votre confirmation.',
    offline:
      'Merci. La tablette est hors ligne : votre e-mail de confirmation partira dès son retour. Rien ne commence avant votre confirmation.',
    onlineMixed: 'Pour l’e-mail, nous vous écrivons à l’instant : rien ne commence avant votre confirmation.',
    offlineMixed:
      'Pour l’e-mail, la tablette est hors ligne : notre message partira dès son retour, et rien ne commence avant votre confirmation.',
    inbox: 'Dans votre boîte',
    steps: (days: number) => [
      'Ouvrez « Confirmez votre adresse ».',
      'Touchez « Confirmer mon adresse », puis « Confirmer ».',
      `C’est tout. Sans confirmation, nous effaçons votre adresse dans ${days} ${plural(days, 'jour', 'jours')}.`,
    ],
    answer: 'Votre réponse',
    scan: 'Scannez pour la revoir ou la retirer.',
    scanOffline: 'Scannez pour la revoir ou la retirer, dès que la tablette aura du réseau.',
    code: 'Code QR de votre réponse',
    countdown: (n: number) => `Cet écran s’efface dans ${seconds(n)}.`,
    stopEarlier: 'J’avais dit oui avant : arrêter',
    stopped: (what: Stopped) => `Nous arrêtons ${stopped[what]}. Votre demande part à l’instant.`,
    stoppedOffline: (what: Stopped) =>
      `Nous arrêtons ${stopped[what]}. La tablette est hors ligne : votre demande partira dès son retour, et vaudra dès lors.`,
  },
  notSaved: {
    title: 'Pas enregistré',
    text: 'Cette tablette n’a pas pu garder votre réponse. Rien n’a été conservé, et ce n’est pas votre faute.',
    call: 'Appelez un vendeur, s’il vous plaît.',
    retry: 'Réessayer',
    close: 'Effacer et fermer',
    code: (code: string) => `Pour l’équipe : code ${code}, ne pas utiliser cette tablette.`,
  },
  idle: {
    title: 'Toujours là ?',
    text: (n: number) => `Dans ${seconds(n)}, cet écran s’efface avec tout ce que vous avez saisi.`,
    stay: 'Je continue',
    clear: 'Tout effacer',
    /** On the hand-over screen, where nothing is typed. */
    code: {
      text: (n: number) => `Dans ${seconds(n)}, cet écran se ferme. Sur votre téléphone, vous pouvez continuer.`,
      clear: 'Fermer',
    },
  },
};

/** What every language must say. */
export type KioskWords = typeof fr;
