import { sayFrequency } from '../frequency.ts';
import type { GateNames, GateWords } from './gate-words.ts';

const names: GateNames = {
  parts: {
    controller: 'qui est responsable, avec son adresse postale',
    'data-contact': 'à qui écrire au sujet des données (le délégué à la protection des données, s’il y en a un)',
    purposes: 'à quoi servent les données',
    'legal-basis': 'la base légale',
    recipients: 'qui reçoit les données',
    transfers: 'si les données sortent de l’Union européenne',
    retention: 'combien de temps elles sont gardées',
    access: 'le droit d’accès',
    rectification: 'le droit de rectification',
    erasure: 'le droit à l’effacement',
    restriction: 'le droit à la limitation',
    objection: 'le droit d’opposition',
    portability: 'le droit à la portabilité',
    withdrawal: 'comment revenir sur un oui',
    complaint: 'le droit de se plaindre à l’autorité de contrôle',
    optional: 'ce qui est facultatif',
    'automated-decisions': 'si des décisions sont automatisées',
    'calls-need-consent': 'qu’aucun appel commercial n’a lieu sans accord préalable',
    'postal-address': 'à quoi sert l’adresse postale',
  },
  bases: { consent: 'le consentement', 'legitimate-interest': 'l’intérêt légitime', contract: 'le contrat' },
  regimes: {
    'opt-in': 'un oui donné avant',
    'separate-opt-in': 'un oui à une question à part',
    'soft-opt-in': 'une information et un refus possible, lors d’une vente',
    'opt-out': 'une information et un refus possible',
    contract: 'une adhésion',
  },
  channels: { email: 'e-mail', sms: 'SMS', phone: 'appels', post: 'courrier' },
  languages: { fr: 'français', en: 'anglais' },
};
const { parts, bases, regimes, channels, languages } = names;

export const fr: GateWords = {
  problems: {
    form: ({ message }) => `Ce champ n’a pas la forme attendue (${message}).`,
    missing: () => 'Ce champ manque.',
    'unknown-field': ({ name }) => `Le champ « ${name} » n’existe pas. Retirez-le, ou corrigez son nom.`,
    'preset-answer': ({ name }) =>
      `« ${name} » : une réponse ne peut pas être choisie d’avance. Retirez ce champ, chacun répond oui ou non.`,
    'own-labels': ({ name }) =>
      `« ${name} » : les boutons disent « Oui » et « Non », de même taille, et ne changent pas. Retirez ce champ.`,
    repeated: ({ name }) => `« ${name} » figure plus d’une fois.`,
    'language-missing': ({ language }) => `Le texte manque en ${languages[language]}.`,
    'time-zone': () => 'Indiquez le fuseau horaire du magasin, par exemple « Europe/Paris ».',
    'postal-address': () => 'Indiquez une adresse postale complète : on doit pouvoir vous écrire une lettre.',
    unconfirmable: ({ channel }) =>
      `Un lien par e-mail ne peut pas confirmer un accord pour : ${channels[channel]}. Mettez « none ».`,
    'not-lower': () => 'Une fréquence à choisir doit être plus basse que celle de la question ("frequency").',
    'needs-schema-2': ({ field }) =>
      `"${field}" demande "schema": 2. Les tablettes dont l’application est plus ancienne attendront sa mise à jour.`,
    information: () =>
      'Sans accord préalable, on informe : écrivez "information" pour un "soft-opt-in" ou un "opt-out", et seulement là.',
    'country-unknown': ({ country }) =>
      `Nous n’avons pas de règles pour le pays « ${country} ». Cette version connaît l’Espace économique européen.`,
    'regime-forbidden': ({ asked, required, ruleId, source, url }) =>
      `La loi demande ${regimes[required]} ; la question prévoit ${regimes[asked]}. Règle ${ruleId} : ${source}, ${url}`,
    'legal-basis': ({ given, expected, asked }) =>
      `La base légale « ${given} » ne va pas avec ${regimes[asked]}. Mettez « ${expected} ».`,
    'no-sale-mark': () =>
      'Sans accord préalable, on ne peut s’adresser qu’à des clients. Ajoutez "onlyAfterSale": true : la question attend que la caisse ait noté une vente.',
    'nothing-to-ask': ({ audience, afterSale }) =>
      `Il n’y a rien à demander à ${audience === 'professional' ? 'un professionnel' : 'un particulier'} ${afterSale ? 'après un achat noté' : 'sans achat noté'} à la caisse. Ajoutez une question qui s’adresse à lui.`,
    'partner-missing': () => 'Nommez le partenaire à qui les données iraient. Une question par partenaire.',
    'partner-not-named': ({ name, language }) =>
      `La question doit nommer le partenaire « ${name} » en ${languages[language]}.`,
    'partner-elsewhere': () =>
      'Un partenaire ne se nomme que dans une question de transmission ("use": "partner-transfer").',
    'purpose-shared': ({ purpose }) =>
      `La finalité « ${purpose} » sert aussi à une autre question. Donnez à celle-ci une finalité à elle : un oui ne vaut que pour ce qui a été demandé.`,
    'too-many-calls': ({ times, days, source }) =>
      `Pas plus de ${times} appels en ${days} jours (${source}). Réduisez la fréquence.`,
    'notice-part-missing': ({ part }) =>
      `La notice ne dit pas ${parts[part]}. Écrivez-le dans une section, et ajoutez "${part}" à son champ "covers".`,
    'notice-part-unsaid': ({ part, language }) =>
      `Cette section annonce ${parts[part]} ("${part}"), mais son texte en ${languages[language]} n’en parle pas.`,
    'notice-lacks': ({ part, language, text }) =>
      `Pour dire ${parts[part]}, le texte en ${languages[language]} doit contenir « ${text} ».`,
    'notice-without-number': ({ language }) =>
      `Dites une durée en chiffres ou en lettres, en ${languages[language]} : « trois ans », par exemple.`,
    'notice-basis-unsaid': ({ basis, language }) =>
      `Une question repose sur ${bases[basis]}, mais la notice en ${languages[language]} ne le dit pas. Ajoutez cette base légale, et à quoi elle sert.`,
    'notice-version': ({ version }) =>
      `La notice publiée porte le numéro ${version}. Son texte change : donnez-lui un numéro plus grand.`,
    'stop-number-missing': () =>
      'Vous demandez à envoyer des SMS : indiquez le numéro auquel répondre STOP ("stopNumber").',
    'frequency-elsewhere': ({ found, frequency }) =>
      `« ${found} » : le champ "frequency" dit ${sayFrequency(frequency, 'fr')}. Mettez le même rythme aux deux endroits.`,
    'language-of-country': ({ language }) =>
      `Les personnes à la caisse doivent pouvoir lire en ${languages[language]} : ajoutez cette langue.`,
    untranslated: ({ languages: [one, other] }) =>
      `Le même texte figure en ${languages[one]} et en ${languages[other]} : traduisez-le.`,
    placeholder: ({ found }) => `« ${found} » ressemble à un texte provisoire.`,
    'too-long': ({ length, limit }) =>
      `${length} caractères ; au-delà de ${limit}, le texte sort de sa place à l’écran, ou n’est pas lu.`,
    'notice-too-long': ({ language, words, limit }) =>
      `${words} mots en ${languages[language]} ; au-delà de ${limit} (deux minutes), personne ne lit à la caisse.`,
    'several-in-one': ({ found }) =>
      `« ${found} » : une question porte sur un seul moyen et une seule chose. Faites-en deux questions.`,
    'partners-unnamed': ({ found }) =>
      `« ${found} » : un partenaire a son nom, et une question à lui ("use": "partner-transfer"). Retirez-le d’ici.`,
    'terms-in-question': ({ found }) =>
      `« ${found} » : accepter des conditions n’est pas donner son accord. Retirez-le d’ici.`,
    reward: ({ found }) => `« ${found} » : rien ne doit récompenser un oui. Retirez-le d’ici.`,
    negated: ({ found }) => `« ${found} » : un oui doit vouloir dire oui. Tournez la question sans négation.`,
  },
  refused: (file, problems) =>
    problems === 1
      ? `${file} ne peut pas être publié : un problème.`
      : `${file} ne peut pas être publié : ${problems} problèmes.`,
  passed: (file) => `${file} peut être publié.`,
  wholeFile: '(tout le fichier)',
};
