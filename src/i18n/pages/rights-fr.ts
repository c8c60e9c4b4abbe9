import type { Channel } from '#domain/shop-config.ts';
import type { RightsWords } from './rights-words.ts';

const either = new Intl.ListFormat('fr', { type: 'disjunction' });
const one = {
  email: 'un e\u2011mail',
  sms: 'un SMS',
  phone: 'un appel',
  post: 'un courrier',
} as const satisfies Record<Channel, string>;

export const rightsFr: RightsWords = {
  myData: {
    title: 'Mes données',
    download: 'Télécharger mes données',
    receipt: 'Mon reçu',
    correct: 'Corriger mes données',
    complain: 'Écrire à la boutique',
    erase: 'Tout effacer',
  },
  objection: {
    title: 'M’opposer',
    text: '«\u00a0Tout arrêter\u00a0» retire vos oui. S’opposer va plus loin\u00a0: un oui donné plus tard, en boutique par exemple, ne comptera que confirmé depuis votre boîte.',
    object: 'M’opposer à toute prospection',
    objected: 'Opposition notée',
    since: (day) => `Vous vous opposez à toute prospection depuis le ${day}.`,
  },
  restriction: {
    title: 'Geler',
    text: 'Nous gardons tout et n’utilisons rien, jusqu’à ce que vous leviez le gel\u00a0: par exemple le temps d’éclaircir une question. Vos choix ne changent pas.',
    restrict: 'Geler mes données',
    restricted: 'Vos données sont gelées',
    since: (day) =>
      `Vos données sont gelées depuis le ${day}. Nous ne vous écrivons que pour vous répondre, et n’effaçons rien de nous-mêmes.`,
    beforeLifting: 'Lever le gel remet vos choix en vigueur, tels qu’ils sont en haut de cette page.',
    lift: 'Lever le gel',
    lifted: 'Le gel est levé',
    later: {
      title: 'Vos données restent gelées',
      text: 'Vous avez levé le gel plusieurs fois aujourd’hui. Vous pourrez le lever à nouveau demain. Si cela ne peut pas attendre, écrivez-nous\u00a0:',
    },
  },
  recourse: {
    title: 'Ailleurs qu’ici',
    text: 'Quelque chose ne va pas\u202f? Écrivez-nous d’abord si vous voulez, rien ne vous y oblige.',
    complain: (authority) => `Adresser une plainte\u00a0: ${authority}`,
    report: (channels, means) =>
      `Signaler ${either.format(channels.map((channel) => one[channel]))} indésirable\u00a0: ${means}`,
  },
  receipt: {
    title: 'Mon reçu',
    madeAt: (moment) => `Établi le ${moment}.`,
    controller: 'Donné à',
    contact: 'Pour',
    reference: 'Référence',
    print: 'Pour le garder sur papier ou en PDF, imprimez cette page depuis votre navigateur.',
    forMachines: 'Le télécharger pour une machine (ISO/IEC TS 27560)',
    back: 'Revenir à mes choix',
    fileName: 'recu-de-consentement.jsonld',
  },
  copy: { fileName: 'mes-donnees.json' },
  erasure: {
    title: 'Tout effacer',
    text: (contact) => `Nous effaçons ${contact} tout de suite, et pour de bon.`,
    goesTitle: 'Ce qui part',
    goes: [
      'Votre adresse, partout où nous la gardons. Les copies de sauvegarde deviennent illisibles en sept jours au plus.',
      'Tous vos accords\u00a0: nous ne vous contactons plus.',
      'Cette page et tous ses liens. Pour en garder une trace, téléchargez d’abord vos données.',
    ],
    staysTitle: 'Ce qui reste',
    stays: [
      'Vos réponses signées, sans adresse\u00a0: la preuve que la loi nous demande.',
      'Une empreinte secrète de l’adresse, avec vos refus\u00a0: rien ne doit revenir d’une tablette restée hors ligne.',
    ],
    otherContacts:
      'Le numéro donné avec cette adresse ne sert plus à rien non plus. Ce lien ne prouve pas qu’il est à vous\u00a0: pour l’effacer aussi, écrivez-nous\u00a0:',
    erase: 'Effacer mon adresse',
    back: 'Ne rien effacer',
    erased: {
      title: 'C’est effacé',
      text: 'Nous n’avons plus votre adresse, et nous ne vous écrirons plus. Merci de votre visite.',
    },
  },
};
