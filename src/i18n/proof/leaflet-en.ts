import { listLeafletFiles } from './leaflet-list.ts';
import type { TextNames } from './proof-words.ts';

export const leafletEn = ({ config, notice, questions, plain }: TextNames) => `PROOF OF CONSENT

${listLeafletFiles([
  ['proof.html', 'to read and to print'],
  [
    'verify.html',
    'checks the dossier in a browser, without a network and without us:\nunpack the ZIP, open it, then choose all the files',
  ],
  ['dossier.json', 'all that is proven, as signed (version of the form: schema)'],
  ['keys.json', 'public keys (JWKS, RFC 7517) of the ledger and of the tablets'],
  [config, 'published configuration of the shop, canonical text (RFC 8785)'],
  [notice, 'notice as shown, the exact text whose digest the act carries'],
  [questions, 'questions as shown, likewise'],
  [plain, 'the same, to read'],
  ['record.jsonld', 'ISO/IEC TS 27560:2023 record (W3C DPV)'],
])}

With standard tools
- An act (jws in events) is a compact JWS, ES256 (RFC 7515), typ
  consent-event+sd-jwt. Any JOSE library verifies it with the key of keys.json
  whose kid stands in its header.
- The act followed by its disclosures, jws~d1~d2~, is an SD-JWT (RFC 9901).
- The hash of an act or an acknowledgement is the SHA-256 of the whole JWS, base64url.
- noticeDigest, questionSetDigest, configDigest are the SHA-256 of the file, byte by
  byte, in base64url:
    openssl dgst -sha256 -binary ${notice[0] ?? config[0] ?? 'config.json'} |
      openssl base64 -A | tr '+/' '-_' | tr -d '='
- In dossier.json, files likewise carries the digest of the other files. It is not
  signed, nor are standing, mails, ledger and the status of an act.
- An act carries in lastAcknowledgement the hash of an acknowledgement: it cannot
  have been made before that. An acknowledgement that lists the act’s hash: it did
  not arrive after that. Its other hashes are those of other acts; they say nothing
  about anybody.
- Of an answer given on the person’s phone, askedBy.link is the tablet’s code: a JWT
  (RFC 7519), typ hand-over+jwt, which the key of that tablet verifies.
- The name of a key (kid) is its RFC 7638 thumbprint. Compare the ledger’s with the
  one that the controller publishes: everything rests on it.

This dossier holds personal data. Keep it as such.
`;
