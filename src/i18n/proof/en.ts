import type { ProofWords } from './proof-words.ts';

export const en: ProofWords = {
  page: {
    title: 'Proof of consent',
    made: (moment, controller) => `Made on ${moment} by ${controller}, from its signed ledger.`,
    about: {
      event: 'This dossier is about one answer and what followed from it.',
      'contact-point': 'This dossier is about one address or number, and nothing else.',
    },
    noContact: 'No contact data belongs to this act.',
    erasedContact: 'The contact data has been erased. The act can be checked without it.',
    otherContact: 'Other contact data belongs to this act. It is not part of this dossier.',
    contact: { email: 'E\u2011mail address', phone: 'Phone number' },
    standing: {
      title: 'What stands today',
      lede: 'Derived by us from every act we know. In doubt, the no wins.',
      none: 'No yes is known.',
      status: {
        given: ['Yes, valid', 'Said by the person, and nothing has stopped it since.'],
        requested: ['Not yet valid', 'Said by the person, but not yet confirmed from the mailbox.'],
        withdrawn: ['Ended', 'The person withdrew it, or objected, and nothing proves a later yes.'],
        erased: ['Erased', 'The contact data has been erased: nobody is contacted any more.'],
        expired: ['Expired', 'Never confirmed in time: this yes does not count.'],
        disavowed: ['Cancelled', 'The mailbox’s owner answered “It wasn’t me”.'],
        unconfirmable: ['Without effect', 'This yes needs a confirmation that does not exist for its channel.'],
      },
      confirmed: 'Said by the person, then confirmed from the mailbox.',
      since: (moment) => `since ${moment}`,
    },
    act: {
      who: 'Who',
      when: 'When',
      where: 'Where',
      how: 'How',
      asked: 'What was asked, and answered',
      between: (from, to) => `Between ${from} and ${to}: this is the proven interval.`,
      notAfter: (to) => `Not after ${to}. Nothing proves that it is not older.`,
      device: (clock) => `The tablet’s own clock showed ${clock}.`,
      till: (till, device) => `${till}, tablet ${device}`,
      collector: {
        shopper: 'The person touched the screen themselves.',
        'shopper-assisted': 'The person answered, staff helped to type.',
        'own-phone': 'The person answered on their own phone.',
        staff: 'Staff read the text aloud and noted the answers.',
      },
      language: { fr: 'The screen was in French.', en: 'The screen was in English.' },
      noPreset: 'No answer was preset.',
      doubleOptIn: 'A yes then had to be confirmed from the mailbox.',
      yes: 'Yes',
      no: 'No',
      shown: 'Information notice shown, exact text in the annex.',
      held: (because) => `This act is held apart and does not count as a yes: ${because}.`,
      heldBecause: {
        'bytes-missing': 'what arrived is not what was announced',
        'disclosure-unreadable': 'its contact data could not be read',
        'internal-error': 'an error while it was received',
        signature: 'the tablet did not sign it',
        'device-lost': 'it comes from a tablet reported lost',
        unpublished: 'it names settings that are not published here',
        malformed: 'it is not a readable act',
        'manifest-mismatch': 'it is not the one that the tablet announced',
        'id-reused': 'its id was used before',
        fork: 'its place in the ledger was taken',
        'broken-chain': 'it does not follow the one before it',
        'not-as-published': 'the notice or the questions are not those that are published',
        'contact-data': 'contact data is missing, not needed or not valid',
      },
      rejected: 'This act was rejected: it does not count.',
      replaces: 'This answer replaces another, given just before.',
    },
    since: {
      title: 'What has happened since',
      nothing: 'Nothing else is on record.',
      mail: 'Confirmation e\u2011mail sent.',
      confirmation: 'Confirmed with a button, from the mailbox.',
      expiry: 'Never confirmed: the request has expired.',
      disavowal: '“It wasn’t me”: the request is cancelled.',
      withdrawal: (of, via) => `Withdrawal: ${of}, ${via}.`,
      objection: (to, via) => `Objection: ${to}, ${via}.`,
      erasure: (via) => `Contact data erased, ${via}.`,
      via: {
        till: 'at the till',
        'preference-page': 'on the page “my choices”',
        'answer-page': 'by the QR code of the answer',
        'confirmation-page': 'from the confirmation page',
        linked: 'following the withdrawal of all the person’s consents',
        operator: 'on request, by the team',
      },
      everything: 'every consent',
      channel: { email: 'e\u2011mail', sms: 'texts', phone: 'calls' },
      release: 'The team looked at an act held apart and let it count.',
      reject: 'The team looked at an act held apart and rejected it.',
      lost: 'The tablet was reported lost.',
      retired: 'The tablet was taken out of service.',
    },
    check: {
      title: 'Check of the ledger',
      passed: (count, moment) => `${count} of ${count} checks passed, on ${moment}.`,
      failed: (failed, count, moment) => `${failed} of ${count} checks failed, on ${moment}:`,
      chain: (chain, events, isIntact) =>
        `Chain ${chain} checked as a whole at the same time: ${events} acts, ${isIntact ? 'intact' : 'not intact'}.`,
      again:
        'Repeat them yourself, without us and without a network: open verify.html in a browser and choose dossier.json.',
      anchor: 'Thumbprint of the ledger’s key, to compare with the one that the controller publishes:',
    },
    limits: {
      title: 'What this proof does not say',
      list: [
        'It shows what was touched on the screen and which address was given, not who the person is. Only a confirmation from the mailbox shows that somebody who reads that mailbox said yes.',
        'The tablet’s clock is a claim, never proof. The ends of the interval come from our server’s clock.',
        'The signatures show that nothing has changed since it was signed. That the key is the controller’s is shown only by comparing its thumbprint by another way.',
        'Confirmations, withdrawals by link and erasures are observed and signed by our server, not by the person.',
        'The dossier holds all that we hold about its subject. It cannot prove that there is nothing else.',
        'Acknowledgements also list the hashes of other acts. They are numbers: they say nothing about anybody.',
      ],
    },
    annex: {
      version: (version, validFrom) => `Version ${version}, valid from ${validFrom}.`,
      notice: 'Notice as shown',
      technical: 'Signed pieces',
      event: 'Act',
      hash: 'SHA-256 hash',
      place: 'Chain, place',
    },
  },
  checks: {
    form: {
      good: 'The dossier has a form that this page knows.',
      bad: 'This page does not know this form of dossier.',
    },
    keys: { good: 'Each key bears the name that follows from it.', bad: 'A key bears a name that is not its own.' },
    anchor: {
      good: 'The keys are those that the controller has published.',
      bad: 'A key is not among those that the controller has published.',
    },
    files: {
      good: 'The files beside it have the digest announced.',
      bad: 'A file beside it does not have the digest announced.',
    },
    hash: { good: 'The hash is that of the act.', bad: 'The act is not the one whose hash is announced.' },
    enrolment: {
      good: 'The controller has vouched for the tablet’s key.',
      bad: 'Nothing vouches for this tablet’s key.',
    },
    signature: {
      good: 'The signature is right: nothing has changed since.',
      bad: 'The signature is wrong: the act was changed, or comes from elsewhere.',
    },
    chain: {
      good: 'The act follows the one before it in the ledger.',
      bad: 'The act does not follow the one before it in the ledger.',
    },
    disclosures: {
      good: 'The contact data is what was typed.',
      bad: 'Some contact data is not what was typed.',
    },
    shown: {
      good: 'Notice, questions and settings are those that were shown.',
      bad: 'The notice, the questions or the settings are not those that were shown.',
    },
    received: {
      good: 'A signed acknowledgement proves when the act had arrived.',
      bad: 'No valid acknowledgement proves when the act had arrived.',
    },
    recorded: {
      good: 'The act says itself when it was recorded.',
      bad: 'The act says that it was recorded at another time.',
    },
    notBefore: {
      good: 'The act quotes an older acknowledgement: it cannot have been made before.',
      bad: 'The acknowledgement that the act quotes does not prove that it was not made before.',
    },
  },
  types: {
    'answers-given': 'Answers given',
    withdrawal: 'Withdrawal',
    objection: 'Objection',
    'day-exported': 'Day exported',
    confirmation: 'Confirmation',
    expiry: 'Request expired',
    disavowal: '“It wasn’t me”',
    erasure: 'Erasure',
    'quarantine-decision': 'Decision on an act held apart',
    'device-enrolled': 'A tablet’s key vouched for',
    'device-status': 'Tablet lost or retired',
    'chain-restarted': 'Ledger resumed after a restore',
  },
  verifier: {
    title: 'Check a proof dossier',
    lede: 'This page repeats every calculation in your browser. It uses no network and sends nothing: you may disconnect.',
    pick: 'Choose dossier.json',
    hint: 'You may choose the dossier’s other files with it: their texts are then compared too.',
    published: 'Thumbprints published by the controller, if you have them',
    passed: '{all} of {all} checks passed.',
    failed: '{failed} of {all} checks failed: do not rely on this dossier.',
    recorded: 'Recorded by the controller at {to}',
    between: 'Proven: between {from} and {to}',
    notAfter: 'Proven: not after {to}',
    unreadable: 'This file is not a proof dossier. Choose dossier.json.',
    dossier: 'The dossier',
    anchor: 'Whose key is it?',
    compare:
      'Everything rests on this key. Compare its thumbprint with the one that the controller publishes or gives you by another way.',
    other: 'Unknown act',
  },
  readme: `PROOF OF CONSENT

proof.html       to read and to print
verify.html      checks the dossier in a browser, without a network and without us:
                 open it, then choose dossier.json
dossier.json     all that is proven, as signed (version of the form: schema)
keys.json        public keys (JWKS, RFC 7517) of the ledger and of the tablets
config*.json     published configuration of the shop, canonical text (RFC 8785)
notice*.json     notice as shown, the exact text whose digest the act carries
questions*.json  questions as shown, likewise
notice*.txt, questions*.txt   the same, to read
record.jsonld    ISO/IEC TS 27560:2023 record (W3C DPV)

With standard tools
- An act (jws in events) is a compact JWS, ES256 (RFC 7515), typ
  consent-event+sd-jwt. Any JOSE library verifies it with the key of keys.json
  whose kid stands in its header.
- The act followed by its disclosures, jws~d1~d2~, is an SD-JWT (RFC 9901).
- The hash of an act or an acknowledgement is the SHA-256 of the whole JWS, base64url.
- noticeDigest, questionSetDigest, configDigest are the SHA-256 of the file, byte by
  byte:  openssl dgst -sha256 -binary notice.en.json | basenc --base64url
  (without the = at the end)
- An act carries in lastAcknowledgement the hash of an acknowledgement: it cannot
  have been made before that. An acknowledgement that lists the act’s hash: it did
  not arrive after that. Its other hashes are those of other acts; they say nothing
  about anybody.
- The name of a key (kid) is its RFC 7638 thumbprint. Compare the ledger’s with the
  one that the controller publishes: everything rests on it.

This dossier holds personal data. Keep it as such.
`,
};
