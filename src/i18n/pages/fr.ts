import type { Channel } from '#domain/shop-config.ts';
import type { AnswerPlace, PageWords } from './page-words.ts';

const list = new Intl.ListFormat('fr');
const say = (words: Readonly<Record<Channel, string>>) => (channels: readonly Channel[]) =>
  list.format(channels.map((channel) => words[channel]));
const to = say({ email: 'à l’e\u2011mail', sms: 'aux SMS', phone: 'aux appels', post: 'au courrier' });
const by = say({ email: 'par e\u2011mail', sms: 'par SMS', phone: 'au téléphone', post: 'par courrier' });
const of = say({ email: 'des e\u2011mails', sms: 'des SMS', phone: 'des appels', post: 'du courrier' });

const places: Readonly<Record<AnswerPlace, string>> = {
  tablet: 'En boutique, sur tablette.',
  'hand-over': 'Sur votre téléphone, par le code de la tablette.',
  'counter-card': 'Sur votre téléphone, par le code du comptoir.',
  'preference-page': 'Sur cette page.',
  rectification: 'Reporté sur cette adresse, corrigée à votre demande.',
};

export const fr: PageWords = {
  notice: 'Qui, pourquoi, combien de temps\u202f?',
  questionsAndRights: 'Questions et droits\u00a0:',
  confirm: {
    ask: {
      title: 'Confirmez votre adresse',
      text: 'Il reste à confirmer que cette adresse e\u2011mail est bien la vôtre. Vous nous avez dit\u00a0:',
      confirm: 'Confirmer',
      notMe: 'Ce n’est pas moi',
      otherwise: (eraseDay) =>
        `Si ce n’est pas vous, nous effaçons l’adresse tout de suite. Sans réponse, nous l’effaçons le ${eraseDay}.`,
    },
    confirmed: {
      fresh: 'C’est confirmé',
      again: 'C’est déjà confirmé',
      thanks: (farewell) => `Merci, et ${farewell}.`,
      choices: 'Voir mes choix',
      notMe: 'Ce n’était pas moi\u00a0: tout arrêter',
    },
    renewed: {
      title: 'Un message plus récent vous attend',
      text: 'Ce lien a expiré, et nous vous avons réécrit depuis. Ouvrez notre dernier message, et regardez aussi dans les indésirables. Rien ne commence avant que vous ayez confirmé.',
    },
    expired: {
      title: 'Ce lien n’est plus valable',
      text: 'Personne n’a confirmé à temps, alors nous avons effacé cette demande\u00a0: elle ne compte pas. Si vous vouliez dire oui, redites-le-nous à la caisse, et un nouveau message suivra.',
    },
    stopped: {
      title: 'Rien à confirmer',
      text: 'Un arrêt nous est parvenu pour cette adresse, et c’est lui qui compte\u00a0: ce que ce lien demandait est arrêté. Si vous changez d’avis, dites-le-nous à la caisse. Pour voir ce que nous avons noté, demandez un lien.',
    },
    'all-stopped': {
      title: 'Tout est arrêté',
      text: 'Ce n’était pas vous\u00a0: rien de ce qui a été dit pour cette adresse ne compte plus, et nous ne vous écrirons pas. Nous en gardons la trace comme preuve. Pour la faire effacer, demandez un lien.',
    },
    disavowed: {
      title: 'C’est effacé',
      text: 'Ce n’était pas vous\u00a0: la demande est annulée, l’adresse effacée. Nous ne vous écrirons pas. Merci de nous l’avoir dit.',
    },
    cancelled: {
      title: 'C’est annulé',
      text: 'Ce n’était pas vous\u00a0: cette demande ne compte pas. Ce qui a été dit d’autre pour votre adresse n’a pas changé. Pour le voir ou tout arrêter, demandez un lien.',
    },
    wait: (days) =>
      `Si quelqu’un donne encore cette adresse, même vous, nous attendrons ${days === 1 ? 'un jour' : `${days}\u00a0jours`} avant de vous demander si c’est vous.`,
    unknown: {
      title: 'Ce lien n’ouvre plus rien',
      text: 'Nous ne le connaissons pas, ou plus\u00a0: quand une adresse est effacée, ses liens le sont aussi. Il ne confirme rien. Pour voir vos choix, demandez-en un nouveau.',
    },
  },
  preferences: {
    title: 'Mes choix',
    nothingLeft: 'Vous n’avez aucun accord en cours. Nous ne vous contactons pas.',
    stop: {
      email: 'Arrêter les e\u2011mails',
      sms: 'Arrêter les SMS',
      phone: 'Arrêter les appels',
      post: 'Arrêter le courrier',
    },
    stopAll: 'Tout arrêter',
    stoppedAll: 'Tout est arrêté',
    channel: { email: 'E\u2011mail', sms: 'SMS', phone: 'Appels', post: 'Courrier' },
    status: {
      given: (day) => `Oui, depuis le ${day}`,
      restricted: (day) => `Oui, gelé depuis le ${day}\u00a0: nous ne nous en servons pas`,
      requested: (day) => `Oui du ${day}, à confirmer depuis votre boîte`,
      withdrawn: (day) => `Arrêté le ${day}`,
      erased: (day) => `Effacé le ${day}`,
      expired: (day) => `Resté sans suite, effacé le ${day}`,
      disavowed: (day) => `Annulé le ${day}\u00a0: ce n’était pas vous`,
      forbidden: (day) => `Réponse du ${day}, non retenue\u00a0: la loi ne permettait pas de demander ainsi`,
      unconfirmable: (day) => `Oui du ${day}, non retenu\u00a0: il ne peut pas être confirmé ici`,
      unproven: () => 'Sans réponse de votre part\u00a0: rien ne part avant votre oui',
      listed: (day) => `Oui le ${day}, d’après un fichier de la boutique`,
      inactive: () => 'Pas en cours',
    },
    told: {
      given: (day) => `Sans opposition de votre part, depuis le ${day}`,
      restricted: (day) => `Sans opposition de votre part, gelé depuis le ${day}\u00a0: nous ne nous en servons pas`,
      requested: (day) => `Sans opposition de votre part le ${day}, à confirmer depuis votre boîte`,
      unconfirmable: (day) => `Réponse du ${day}, non retenue\u00a0: elle ne peut pas être confirmée ici`,
    },
    historyTitle: 'Ce que vous avez dit',
    history: {
      given: ({ channels, topics, frequency, place }) => {
        const what = topics.length > 0 ? `\u00a0: ${list.format(topics)}, ${frequency} au plus` : '';
        return `Oui ${to(channels)}${what}. ${places[place]}`;
      },
      told: ({ channels, place }) => `Sans opposition de votre part ${to(channels)}. ${places[place]}`,
      imported: ({ channels }) => `Contact ${by(channels)} repris d’un fichier de la boutique.`,
      narrowed: ({ channels, topics }) => `Moins de sujets ${by(channels)}\u00a0: sans ${list.format(topics)}.`,
      capped: ({ channels, frequency }) => `Moins souvent ${by(channels)}\u00a0: ${frequency} au plus.`,
      restricted: () => 'Données gelées, à votre demande.',
      lifted: () => 'Gel levé, à votre demande.',
      confirmed: () => 'Adresse e\u2011mail confirmée depuis votre boîte.',
      withdrawn: ({ channels }) => `Arrêt ${of(channels)}.`,
      'withdrawn-all': () => 'Arrêt de tout.',
      objected: ({ channels }) => `Opposition ${to(channels)}.`,
      'objected-all': () => 'Opposition à toute prospection.',
      erased: () => 'Données effacées.',
      expired: () => 'Resté sans suite, effacé.',
      disavowed: () => '«\u00a0Ce n’était pas moi\u00a0»\u00a0: demande annulée.',
    },
    answer: {
      title: 'Votre réponse',
      text: (day, store) => `Donnée le ${day}, ${store}.`,
      stoppable: 'Vous pouvez la retirer quand vous voulez\u00a0: un geste suffit, et c’est immédiat.',
      nothingLeft: 'De cette réponse, rien n’est en cours.',
      stopAll: 'Retirer cette réponse',
      stopped: 'Cette réponse est retirée',
      more: 'Cette page ne montre que cette réponse. Le lien qui figure dans nos e\u2011mails ouvre tous vos choix.',
    },
    onItsWay: {
      title: 'En chemin',
      text: 'Votre réponse ne nous est pas encore parvenue\u00a0: la tablette l’envoie dès qu’elle a du réseau. Réessayez un peu plus tard. Si rien ne change, demandez à la caisse. Une fois votre adresse effacée, ses liens n’ouvrent plus rien.',
    },
    expired: {
      title: 'Cette page n’est plus disponible',
      text: 'Son lien a expiré, vos choix n’ont pas changé. Pour les voir ou tout arrêter, utilisez le lien qui figure dans nos e\u2011mails, ou demandez à la caisse.',
    },
  },
  unsubscribe: {
    ask: {
      email: 'Ne plus recevoir nos e\u2011mails\u202f?',
      sms: 'Ne plus recevoir nos SMS\u202f?',
      phone: 'Ne plus recevoir nos appels\u202f?',
      post: 'Ne plus recevoir nos courriers\u202f?',
      all: 'Tout arrêter\u202f?',
    },
    text: 'Un geste suffit, et c’est immédiat. Ouvrir cette page n’a rien changé.',
    stopped: 'C’est arrêté',
    stoppedBefore: 'C’est déjà arrêté',
    effect: {
      email: 'Nous ne vous écrivons plus par e\u2011mail.',
      sms: 'Nous ne vous envoyons plus de SMS.',
      phone: 'Nous ne vous appelons plus.',
      post: 'Nous ne vous écrivons plus par courrier.',
      all: 'Nous ne vous écrivons plus et ne vous appelons plus.',
    },
    underway: 'Un message déjà parti peut encore vous arriver.',
    choices: 'Si vous changez d’avis, dites-le-nous à la caisse. Pour voir tous vos choix, demandez un lien.',
    unknown: {
      title: 'Ce lien ne mène nulle part',
      text: 'Il est peut-être incomplet, et rien n’a changé. Ouvrez-le depuis notre message, ou copiez-le en entier dans votre navigateur. Vous pouvez aussi nous écrire à l’adresse ci-dessous, ou nous le dire à la caisse.',
    },
  },
  noticePage: {
    version: (version, validFrom) => `Notice ${version}, en vigueur depuis le ${validFrom}.`,
    age: (years) => `À partir de ${years}\u00a0ans.`,
  },
  problem: {
    'not-found': {
      title: 'Il n’y a rien ici',
      text: 'Le lien est peut-être incomplet. Ouvrez-le depuis notre message, ou copiez-le en entier dans votre navigateur.',
    },
    'incomplete-link': {
      title: 'Ce lien est incomplet',
      text: 'Il en manque un bout, et rien n’a changé. Ouvrez-le depuis notre message, copiez-le en entier dans votre navigateur, ou lisez de nouveau le code affiché par la tablette.',
    },
    'form-refused': {
      title: 'Réponse non reçue',
      text: 'Votre navigateur ne l’a pas envoyée depuis notre page. Rien n’a changé. Ouvrez de nouveau notre lien ou notre code, et réessayez.',
    },
    'too-large': {
      title: 'Réponse non reçue',
      text: 'Elle était bien plus longue que celles de notre page. Rien n’a changé. Ouvrez de nouveau notre lien ou notre code, et réessayez.',
    },
    internal: {
      title: 'Cela n’a pas marché',
      text: 'La faute est de notre côté. Rien n’a changé. Réessayez dans quelques minutes.',
    },
  },
  mailbox: {
    title: 'Boîte d’essai',
    text: 'Les e\u2011mails que l’installation aurait envoyés. Cette page n’existe qu’en développement.',
    empty: 'Aucun e\u2011mail pour l’instant.',
    to: 'À',
    back: 'Tous les e\u2011mails',
    asHtml: 'Comme dans la boîte',
    asText: 'En texte seul',
    raw: 'Source du message',
  },
};
