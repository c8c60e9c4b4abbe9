import type { ProofWords } from './proof-words.ts';

export const fr: ProofWords = {
  page: {
    title: 'Preuve de consentement',
    made: (moment, controller) => `Établie le ${moment} par ${controller}, d’après son registre signé.`,
    about: {
      event: 'Ce dossier porte sur une réponse et sur ce qui l’a suivie.',
      'contact-point': 'Ce dossier porte sur une adresse ou un numéro, et sur rien d’autre.',
    },
    noContact: 'Aucune donnée de contact n’accompagne cet acte.',
    erasedContact: 'Les données de contact ont été effacées. L’acte reste vérifiable sans elles.',
    otherContact: 'Une autre donnée de contact accompagne cet acte. Elle n’est pas l’objet de ce dossier.',
    contact: { email: 'Adresse e\u2011mail', phone: 'Numéro de téléphone' },
    standing: {
      title: 'Ce qui vaut aujourd’hui',
      lede: 'Déduit par nous de tous les actes connus. En cas de doute, c’est le non qui l’emporte.',
      none: 'Aucun oui n’est connu.',
      status: {
        given: ['Oui, valable', 'Dit par la personne, et rien ne l’a arrêté depuis.'],
        requested: ['Pas encore valable', 'Dit par la personne, mais pas encore confirmé depuis la boîte e\u2011mail.'],
        withdrawn: [
          'Terminé',
          'La personne l’a retiré, ou s’est opposée, et rien ne prouve qu’elle ait redit oui ensuite.',
        ],
        erased: ['Effacé', 'Les données de contact ont été effacées\u00a0: plus personne n’est contacté.'],
        expired: ['Expiré', 'Jamais confirmé dans le délai\u00a0: ce oui ne compte pas.'],
        disavowed: ['Annulé', 'Le titulaire de la boîte a répondu\u00a0: «\u00a0Ce n’était pas moi.\u00a0»'],
        unconfirmable: ['Sans effet', 'Ce oui demande une confirmation qui n’existe pas pour ce canal.'],
      },
      confirmed: 'Dit par la personne, puis confirmé depuis la boîte e\u2011mail.',
      since: (moment) => `depuis le ${moment}`,
    },
    act: {
      who: 'Qui',
      when: 'Quand',
      where: 'Où',
      how: 'Comment',
      asked: 'Ce qui a été demandé, et répondu',
      between: (from, to) => `Entre le ${from} et le ${to}\u00a0: c’est l’intervalle prouvé.`,
      notAfter: (to) => `Au plus tard le ${to}. Rien ne prouve que ce ne soit pas plus ancien.`,
      device: (clock) => `Horloge de la tablette\u00a0: ${clock}.`,
      till: (till, device) => `${till}, tablette ${device}`,
      collector: {
        shopper: 'La personne a touché l’écran elle-même.',
        'shopper-assisted': 'La personne a répondu, l’équipe a aidé à saisir.',
        'own-phone': 'La personne a répondu sur son propre téléphone.',
        staff: 'L’équipe a lu le texte et noté les réponses.',
      },
      language: { fr: 'Écran affiché en français.', en: 'Écran affiché en anglais.' },
      noPreset: 'Aucune réponse n’était cochée d’avance.',
      doubleOptIn: 'Un oui demandait ensuite une confirmation depuis la boîte e\u2011mail.',
      yes: 'Oui',
      no: 'Non',
      shown: 'Notice d’information affichée, texte exact en annexe.',
      held: (because) => `Cet acte est tenu à part et ne compte pas comme un oui\u00a0: ${because}.`,
      heldBecause: {
        'bytes-missing': 'ce qui est arrivé n’est pas ce qui était annoncé',
        'disclosure-unreadable': 'ses données de contact n’ont pas pu être lues',
        'internal-error': 'une erreur à la réception',
        signature: 'la tablette ne l’a pas signé',
        'device-lost': 'il vient d’une tablette déclarée perdue',
        unpublished: 'il se réfère à des réglages qui ne sont pas publiés ici',
        malformed: 'ce n’est pas un acte lisible',
        'manifest-mismatch': 'il n’est pas celui que la tablette annonçait',
        'id-reused': 'son identifiant a déjà servi',
        fork: 'sa place dans le registre était déjà prise',
        'broken-chain': 'il ne suit pas celui qui le précède',
        'not-as-published': 'la notice ou les questions ne sont pas celles qui sont publiées',
        'contact-data': 'des données de contact manquent, sont de trop ou ne sont pas valables',
      },
      rejected: 'Cet acte a été écarté\u00a0: il ne compte pas.',
      replaces: 'Cette réponse en remplace une autre, donnée juste avant.',
    },
    since: {
      title: 'Ce qui s’est passé depuis',
      nothing: 'Rien d’autre n’est inscrit.',
      mail: 'E\u2011mail de confirmation envoyé.',
      confirmation: 'Confirmé d’un bouton, depuis la boîte e\u2011mail.',
      expiry: 'Jamais confirmé\u00a0: la demande a expiré.',
      disavowal: '«\u00a0Ce n’était pas moi\u00a0»\u00a0: la demande est annulée.',
      withdrawal: (of, via) => `Retrait\u00a0: ${of}, ${via}.`,
      objection: (to, via) => `Opposition\u00a0: ${to}, ${via}.`,
      erasure: (via) => `Données de contact effacées, ${via}.`,
      via: {
        till: 'à la caisse',
        'preference-page': 'sur la page «\u00a0mes choix\u00a0»',
        'answer-page': 'par le code QR de la réponse',
        'confirmation-page': 'depuis la page de confirmation',
        linked: 'à la suite du retrait de tous les accords de la personne',
        operator: 'sur demande, par l’équipe',
      },
      everything: 'tous les accords',
      channel: { email: 'e\u2011mail', sms: 'SMS', phone: 'appels' },
      release: 'L’équipe a examiné un acte tenu à part et l’a admis.',
      reject: 'L’équipe a examiné un acte tenu à part et l’a écarté.',
      lost: 'La tablette a été déclarée perdue.',
      retired: 'La tablette a été retirée du service.',
    },
    check: {
      title: 'Contrôle du registre',
      passed: (count, moment) => `${count} contrôles sur ${count} réussis, le ${moment}.`,
      failed: (failed, count, moment) => `${failed} contrôles sur ${count} ont échoué, le ${moment}\u00a0:`,
      chain: (chain, events, isIntact) =>
        `Registre ${chain} contrôlé en entier au même moment\u00a0: ${events} actes, ${isIntact ? 'intact' : 'pas intact'}.`,
      again:
        'Refaites-les vous-même, sans nous et sans réseau\u00a0: ouvrez verify.html dans un navigateur et choisissez dossier.json.',
      anchor: 'Empreinte de la clé du registre, à comparer avec celle que le responsable publie\u00a0:',
    },
    limits: {
      title: 'Ce que cette preuve ne dit pas',
      list: [
        'Elle montre ce qui a été touché sur l’écran et l’adresse qui a été donnée, pas l’identité de la personne. Seule une confirmation depuis la boîte montre que quelqu’un qui lit cette boîte a dit oui.',
        'L’heure de la tablette est une indication, jamais une preuve. Les bornes de l’intervalle viennent de l’horloge de notre serveur.',
        'Les signatures montrent que rien n’a changé depuis la signature. Que la clé soit bien celle du responsable, seule la comparaison de son empreinte par un autre chemin le montre.',
        'Confirmations, retraits reçus par lien et effacements sont constatés et signés par notre serveur, pas par la personne.',
        'Le dossier contient tout ce que nous détenons sur le sujet. Il ne peut pas prouver qu’il n’existe rien d’autre.',
        'Les accusés de réception citent aussi les empreintes d’autres actes. Ce sont des nombres\u00a0: ils ne disent rien de personne.',
      ],
    },
    annex: {
      version: (version, validFrom) => `Version ${version}, en vigueur depuis le ${validFrom}.`,
      notice: 'Notice affichée',
      technical: 'Pièces signées',
      event: 'Acte',
      hash: 'Empreinte SHA-256',
      place: 'Registre, rang',
    },
  },
  checks: {
    form: {
      good: 'Le dossier est d’une forme que cette page connaît.',
      bad: 'Cette page ne connaît pas cette forme de dossier.',
    },
    keys: {
      good: 'Chaque clé porte le nom qui découle d’elle.',
      bad: 'Une clé porte un nom qui n’est pas le sien.',
    },
    anchor: {
      good: 'Les clés sont celles que le responsable a publiées.',
      bad: 'Une clé n’est pas parmi celles que le responsable a publiées.',
    },
    files: {
      good: 'Les fichiers joints ont l’empreinte annoncée.',
      bad: 'Un fichier joint n’a pas l’empreinte annoncée.',
    },
    hash: { good: 'L’empreinte est celle de l’acte.', bad: 'L’acte n’est pas celui dont l’empreinte est annoncée.' },
    enrolment: {
      good: 'La clé de la tablette a été attestée par le responsable.',
      bad: 'Rien n’atteste la clé de cette tablette.',
    },
    signature: {
      good: 'La signature est juste\u00a0: rien n’a changé depuis.',
      bad: 'La signature est fausse\u00a0: l’acte a changé, ou vient d’ailleurs.',
    },
    chain: {
      good: 'L’acte suit celui qui le précède dans le registre.',
      bad: 'L’acte ne suit pas celui qui le précède dans le registre.',
    },
    disclosures: {
      good: 'Les données de contact sont celles qui ont été saisies.',
      bad: 'Des données de contact ne sont pas celles qui ont été saisies.',
    },
    shown: {
      good: 'Notice, questions et réglages sont ceux qui étaient affichés.',
      bad: 'La notice, les questions ou les réglages ne sont pas ceux qui étaient affichés.',
    },
    received: {
      good: 'Un accusé de réception signé prouve quand l’acte était arrivé.',
      bad: 'Aucun accusé de réception valable ne prouve quand l’acte était arrivé.',
    },
    recorded: {
      good: 'L’acte dit lui-même quand il a été enregistré.',
      bad: 'L’acte dit avoir été enregistré à un autre moment.',
    },
    notBefore: {
      good: 'L’acte cite un accusé plus ancien\u00a0: il n’a pas pu être fait avant.',
      bad: 'L’accusé que cite l’acte ne prouve pas qu’il n’ait pas été fait avant.',
    },
  },
  types: {
    'answers-given': 'Réponses données',
    withdrawal: 'Retrait',
    objection: 'Opposition',
    'day-exported': 'Journée exportée',
    confirmation: 'Confirmation',
    expiry: 'Demande expirée',
    disavowal: '«\u00a0Ce n’était pas moi\u00a0»',
    erasure: 'Effacement',
    'quarantine-decision': 'Décision sur un acte tenu à part',
    'device-enrolled': 'Clé d’une tablette attestée',
    'device-status': 'Tablette perdue ou retirée',
    'chain-restarted': 'Registre repris après restauration',
  },
  verifier: {
    title: 'Vérifier un dossier de preuve',
    lede: 'Cette page refait tous les calculs dans votre navigateur. Elle n’utilise aucun réseau et n’envoie rien\u00a0: vous pouvez couper la connexion.',
    pick: 'Choisir dossier.json',
    hint: 'Vous pouvez choisir en même temps les autres fichiers du dossier\u00a0: leurs textes seront comparés aussi.',
    published: 'Empreintes publiées par le responsable, si vous les avez',
    passed: '{all} contrôles sur {all} réussis.',
    failed: '{failed} contrôles sur {all} ont échoué\u00a0: ne vous fiez pas à ce dossier.',
    recorded: 'Inscrit par le responsable le {to}',
    between: 'Prouvé\u00a0: entre {from} et {to}',
    notAfter: 'Prouvé\u00a0: au plus tard {to}',
    unreadable: 'Ce fichier n’est pas un dossier de preuve. Choisissez dossier.json.',
    dossier: 'Le dossier',
    anchor: 'À qui est la clé\u202f?',
    compare:
      'Tout repose sur cette clé. Comparez son empreinte avec celle que le responsable publie ou vous donne par un autre chemin.',
    other: 'Acte inconnu',
  },
  readme: `PREUVE DE CONSENTEMENT

proof.html       à lire et à imprimer
verify.html      vérifie le dossier dans un navigateur, sans réseau et sans nous :
                 ouvrez-la, puis choisissez dossier.json
dossier.json     tout ce qui est prouvé, tel que signé (version du format : « schema »)
keys.json        clés publiques (JWKS, RFC 7517) du registre et des tablettes
config*.json     configuration publiée de la boutique, texte canonique (RFC 8785)
notice*.json     notice affichée, texte exact dont l’acte porte l’empreinte
questions*.json  questions affichées, de même
notice*.txt, questions*.txt   les mêmes, pour les lire
record.jsonld    enregistrement ISO/IEC TS 27560:2023 (W3C DPV)

Avec des outils courants
- Un acte (jws dans events) est un JWS compact ES256 (RFC 7515), typ
  consent-event+sd-jwt. Toute bibliothèque JOSE le vérifie avec la clé de
  keys.json dont le kid est dans l’en-tête.
- L’acte suivi de ses disclosures, jws~d1~d2~, est un SD-JWT (RFC 9901).
- L’empreinte d’un acte ou d’un accusé est le SHA-256 de tout le JWS, en base64url.
- noticeDigest, questionSetDigest, configDigest sont le SHA-256 du fichier, octet
  pour octet :  openssl dgst -sha256 -binary notice.fr.json | basenc --base64url
  (sans le = final)
- Un acte porte dans lastAcknowledgement l’empreinte d’un accusé : il n’a pas pu
  être fait avant. Un accusé qui cite l’empreinte de l’acte : il n’est pas arrivé
  après. Les autres empreintes d’un accusé sont celles d’autres actes ; elles ne
  disent rien de personne.
- Le nom d’une clé (kid) est son empreinte RFC 7638. Comparez celle du registre
  avec celle que le responsable publie : tout repose sur elle.

Ce dossier contient des données personnelles. Gardez-le comme telles.
`,
};
