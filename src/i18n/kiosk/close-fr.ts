// French of the close of day: the count, its verdict, and the slip.
import type { QuarantineReason } from '#domain/quarantine.ts';
import type { Channel } from '#domain/shop-config.ts';
import { numbers } from './fr.ts';
import { plural } from './grammar.ts';

const records = (n: number) => `${numbers[n] ?? n} ${plural(n, 'écriture', 'écritures')}`;
const yes: Record<Channel, string> = {
  email: 'Oui à l’e‑mail',
  sms: 'Oui aux SMS',
  phone: 'Oui aux appels',
  post: 'Oui au courrier',
};
const reasons: Record<QuarantineReason, string> = {
  'bytes-missing': 'Elle est arrivée incomplète au siège.',
  'disclosure-unreadable': 'Le siège n’a pas pu ouvrir l’adresse ou le numéro.',
  'internal-error': 'Une panne du siège l’a arrêtée.',
  signature: 'Sa signature n’est pas celle de cette tablette.',
  'device-lost': 'La tablette avait été déclarée perdue.',
  unpublished: 'Le siège ne connaît pas encore ces réglages.',
  malformed: 'Le siège ne sait pas la lire.',
  'manifest-mismatch': 'Elle n’est pas celle qui était annoncée.',
  'id-reused': 'Même identifiant qu’une autre, contenu différent.',
  fork: 'Une autre porte le même numéro : une ancienne copie de la tablette a servi.',
  'broken-chain': 'Elle ne suit pas celle d’avant.',
  'not-as-published': 'Les questions ou le lieu ne sont pas ceux qui sont publiés.',
  'contact-data': 'L’adresse ou le numéro manque, est de trop, ou n’en est pas un.',
};

export const closeFr = {
  title: 'Clôture du jour',
  ask: {
    title: 'Le compte de la journée.',
    lede: 'La phrase de clôture ouvre le ticket Z. Le registre est vérifié à chaque fois, avec ou sans réseau.',
    action: 'Compter',
    counting: 'Vérification',
    facts: [
      'Aucune adresse ne s’y lit : seulement des nombres.',
      'Regarder ne clôture rien.',
      'Chaque clôture a son numéro et la signature de la tablette.',
    ],
    failed: (code: string) => `Le compte n’a pas pu être fait. Code ${code}.`,
  },
  chip: { 'all-clear': 'Complet', 'all-here': 'En attente', attention: 'À vérifier' },
  clear: {
    title: 'Tout est en ordre.',
    text: (answers: number, withdrawals: number) => {
      const taken = answers === 0 ? '' : `${answers} ${plural(answers, 'réponse', 'réponses')}`;
      const ended = withdrawals === 0 ? '' : `${withdrawals} ${plural(withdrawals, 'retrait', 'retraits')}`;
      if (!taken && !ended) return 'Aucune réponse, et rien ne manque.';
      const both = [taken, ended].filter(Boolean).join(' et ');
      const sent = ended
        ? answers + withdrawals === 1
          ? 'envoyé'
          : 'tous envoyés'
        : plural(answers, 'envoyée', 'toutes envoyées');
      return `${both}, ${sent}. Rien ne manque.`;
    },
  },
  here: {
    title: 'Tout est là.',
    text: 'Vous pouvez clôturer : l’envoi se fera de lui-même.',
    closed: 'L’envoi se fera de lui-même.',
  },
  problems: {
    ledger: {
      title: 'Le registre a été altéré.',
      todo: 'N’utilisez plus cette tablette. Faites un export de secours, et prévenez le siège.',
    },
    lost: {
      title: (n: number) =>
        n === 0 ? 'Le compte ne tombe pas juste.' : `${records(n)} ${plural(n, 'introuvable', 'introuvables')}.`,
      todo: 'Prévenez le siège : il saura ce qui lui est parvenu.',
    },
    'held-apart': {
      title: (n: number) => `${records(n)} ${plural(n, 'demande', 'demandent')} un regard.`,
      todo: 'Rien n’est perdu. Prévenez le siège, qui décide.',
    },
    waiting: {
      title: (n: number) => `${records(n)} ${plural(n, 'attend', 'attendent')} le réseau.`,
      todo: 'Connectez la tablette : l’envoi se fait de lui-même.',
    },
    clock: {
      fast: (duration: string) => `L’horloge avance de ${duration}.`,
      slow: (duration: string) => `L’horloge retarde de ${duration}.`,
      todo: 'Réglez l’heure de la tablette sur automatique. Le compte n’en souffre pas.',
    },
  },
  see: 'Voir',
  sendNow: 'Envoyer',
  sending: 'Envoi',
  previous: 'Clôtures passées',
  close: 'Clôturer',
  closing: 'Un instant',
  notClosed: (code: string) => `La journée n’est pas clôturée. Code ${code}.`,
  closed: (number: number) => `Clôture n° ${number}, signée par la tablette.`,
  print: 'Imprimer',
  save: 'Enregistrer',
  share: 'Partager',
  saved: 'Deux fichiers dans les téléchargements : l’un à lire, l’autre signé.',
  shared: 'Remis : un fichier à lire, l’autre signé.',
  notShared: 'La tablette ne partage pas ces fichiers.',
  done: 'Terminer',
  back: 'Retour',
  apart: {
    title: 'À vérifier.',
    lede: 'Le siège les voit aussi, et décide. Donnez-lui ces numéros.',
    record: (seq: number, moment: string) => `N° ${seq}, ${moment}`,
    gone: 'plus sur la tablette',
    here: 'La tablette la garde et la propose encore.',
    there: 'Le siège la garde à part.',
    reasons,
    unknown: (reason: string) => `Raison donnée par le siège : ${reason}.`,
  },
  history: {
    title: 'Les dernières clôtures.',
    lede: 'Chacune se relit et s’imprime de nouveau.',
    none: 'Cette tablette n’a pas encore de clôture.',
    number: (number: number) => `N° ${number}`,
  },
  chart: {
    title: 'Réponses par heure',
    hour: 'Heure',
    at: (hour: number) => `${hour} h`,
    accepted: 'au moins un oui',
    refused: 'sans oui',
    heldApart: 'à vérifier',
    unit: (n: number) => `Un losange pour ${n} réponses.`,
    days: 'Plusieurs jours ensemble.',
  },
  slip: {
    z: (number: number) => `Ticket Z n° ${number}`,
    before: 'Avant clôture',
    place: (till: string, store: string) => `${till}, ${store}`,
    first: (to: string) => `jusqu’à ${to}`,
    between: (from: string, to: string) => `${from} à ${to}`,
    people: 'Personnes',
    accepted: 'dont au moins un oui',
    refused: 'dont que des non',
    informed: 'dont informées, sans oui',
    onPhone: 'Sur leur téléphone',
    yes,
    confirmed: 'confirmés',
    pending: 'à confirmer',
    ended: 'terminés depuis',
    means: { email: 'e‑mail', sms: 'SMS', phone: 'appels', post: 'courrier' } satisfies Record<Channel, string>,
    told: (means: string) => `Sans opposition, ${means}`,
    objected: (means: string) => `Opposition, ${means}`,
    withdrawals: 'Retraits',
    others: 'Lectures, clôtures',
    cleared: 'Non détaillées',
    sent: 'Envoyées',
    waiting: 'En attente',
    heldApart: 'À vérifier',
    missing: 'Introuvables',
    lost: 'Perdues',
    unknown: 'inconnu',
    records: 'Écritures',
    earlier: { waiting: 'D’avant, en attente', heldApart: 'D’avant, à vérifier', missing: 'D’avant, introuvables' },
    ledger: 'Registre',
    intact: 'intact',
    broken: 'altéré',
    numbers: 'Numéros',
    range: (from: number, to: number) => `${from} à ${to}`,
    none: 'aucun',
    clock: 'Horloge',
    right: 'juste',
    unset: 'pas comparée',
    fast: (duration: string) => `+ ${duration}`,
    slow: (duration: string) => `− ${duration}`,
    fingerprint: 'Empreinte',
    foot: { 'all-clear': 'Tout est en ordre', 'all-here': 'Tout est là', attention: 'À vérifier' },
    file: 'ticket-z',
  },
};

/** What every language must say. */
export type CloseWords = typeof closeFr;
