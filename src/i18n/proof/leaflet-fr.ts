import { listLeafletFiles } from './leaflet-list.ts';
import type { TextNames } from './proof-words.ts';

export const leafletFr = ({ config, notice, questions, plain }: TextNames) => `PREUVE DE CONSENTEMENT

${listLeafletFiles([
  ['proof.html', 'à lire et à imprimer'],
  [
    'verify.html',
    'vérifie le dossier dans un navigateur, sans réseau et sans nous :\ndécompressez le ZIP, ouvrez-la, puis choisissez tous les fichiers',
  ],
  ['dossier.json', 'tout ce qui est prouvé, tel que signé (version du format : « schema »)'],
  ['keys.json', 'clés publiques (JWKS, RFC 7517) du registre et des tablettes'],
  [config, 'configuration publiée de la boutique, texte canonique (RFC 8785)'],
  [notice, 'notice affichée, texte exact dont l’acte porte l’empreinte'],
  [questions, 'questions affichées, de même'],
  [plain, 'les mêmes, pour les lire'],
  ['record.jsonld', 'enregistrement ISO/IEC TS 27560:2023 (W3C DPV)'],
])}

Avec des outils courants
- Un acte (jws dans events) est un JWS compact ES256 (RFC 7515), typ
  consent-event+sd-jwt. Toute bibliothèque JOSE le vérifie avec la clé de
  keys.json dont le kid est dans l’en-tête.
- L’acte suivi de ses disclosures, jws~d1~d2~, est un SD-JWT (RFC 9901).
- L’empreinte d’un acte ou d’un accusé est le SHA-256 de tout le JWS, en base64url.
- noticeDigest, questionSetDigest, configDigest sont le SHA-256 du fichier, octet
  pour octet, en base64url :
    openssl dgst -sha256 -binary ${notice[0] ?? config[0] ?? 'config.json'} |
      openssl base64 -A | tr '+/' '-_' | tr -d '='
- Dans dossier.json, files porte de même l’empreinte des autres fichiers. Elle n’est
  pas signée, non plus que standing, mails, ledger et le status d’un acte.
- Un acte porte dans lastAcknowledgement l’empreinte d’un accusé : il n’a pas pu
  être fait avant. Un accusé qui cite l’empreinte de l’acte : il n’est pas arrivé
  après. Les autres empreintes d’un accusé sont celles d’autres actes ; elles ne
  disent rien de personne.
- D’une réponse donnée sur le téléphone de la personne, askedBy.link est le code de
  la tablette : un JWT (RFC 7519), typ hand-over+jwt, que vérifie la clé de celle-ci.
- Le nom d’une clé (kid) est son empreinte RFC 7638. Comparez celle du registre
  avec celle que le responsable publie : tout repose sur elle.

Ce dossier contient des données personnelles. Gardez-le comme telles.
`;
