// The answers as ISO/IEC TS 27560:2023 consent records and receipts: JSON-LD with the W3C Data Privacy Vocabulary 2, by its guide
// "Consent Records and Receipts", profile dpv-27560:record-eu-gdpr. One record an answer, because each has a state of its own.
import type { Answer, Answered, ConsentEvent } from '#domain/consent-event.ts';
import type { Stop } from '#domain/consent-state.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { readDisclosure } from '#protocol/disclosure.ts';
import { type Dossier, type ProvenEvent, readEvent } from './dossier.ts';
import { asksTwice, findConfig, findQuestion, readNotice, type ShownNotice } from './shown.ts';

const context = {
  dpv: 'https://w3id.org/dpv#',
  'dpv-27560': 'https://w3id.org/dpv/schema/dpv-27560#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  'legal-eu': 'https://w3id.org/dpv/legal/eu#',
  'legal-fr': 'https://w3id.org/dpv/legal/fr#',
  loc: 'https://w3id.org/dpv/loc#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
};

const dataByKind = { email: 'pd:EmailAddress', phone: 'pd:TelephoneNumber', postal: 'pd:PhysicalAddress' } as const;

/** GDPR 7(3), 15 to 18, 20, 21, 77. */
const rights = ['A7-3', 'A15', 'A16', 'A17', 'A18', 'A20', 'A21', 'A77'];

const iri = (id: string) => ({ '@id': id });
/** RFC 6920: names a text by its digest. */
const digestUri = (digest: string) => `ni:///sha-256;${digest}`;

export function toConsentRecords(dossier: Dossier): object {
  return { '@context': context, '@graph': listRecords(dossier, () => true) };
}

/**
 * Profile dpv-27560:receipt-eu-gdpr: what the person gets, one receipt a yes that the dossier says is theirs, each with
 * its record inside.
 */
export function toConsentReceipts(dossier: Dossier): object {
  const isOwn = (id: string, { question }: Answer) =>
    dossier.standing.some((standing) => standing.event === id && standing.question === question);
  const receipts = listRecords(dossier, isOwn).map((record, index) => ({
    ...iri(`urn:uuid:${dossier.id}#${index + 1}`),
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': iri('dpv-27560:receipt-eu-gdpr'),
    'dct:identifier': `${dossier.id}#${index + 1}`,
    'dct:created': dossier.madeAt,
    'dct:publisher': toParty(dossier.controller),
    'schema:recipient': iri('dpv:DataSubject'),
    'dpv:hasRecordOfActivity': record,
  }));
  return { '@context': context, '@graph': receipts };
}

function listRecords(dossier: Dossier, isWanted: (event: string, answer: Answer) => boolean): object[] {
  return dossier.events.flatMap((proven) => {
    const event = proven.role === 'person' ? readEvent(proven) : undefined;
    if (event?.type !== 'answers-given') return [];
    return (
      event.answers
        // the standard is about consent: what rests on another basis is told by the dossier alone
        .filter((answer) => answer.legalBasis === 'consent' && isWanted(event.id, answer))
        .map((answer) => toRecord(dossier, proven, event, answer))
    );
  });
}

function toRecord(dossier: Dossier, proven: ProvenEvent, event: Answered, answer: Answer): object {
  const { controller } = dossier;
  const kind = contactKindByChannel[answer.channel];
  const claim = proven.disclosures.map(readDisclosure).find((candidate) => candidate?.kind === kind);
  const subject = { ...iri(`urn:uuid:${event.id}#person`), '@type': 'dpv:DataSubject' };
  const shown = dossier.texts.find(({ digest }) => digest === event.noticeDigest);
  const notice = shown && readNotice(shown);
  const party = toParty(controller);
  const left = dossier.standing.find((line) => line.event === event.id && line.question === answer.question) ?? answer;
  return {
    ...iri(`urn:uuid:${event.id}#${answer.question}`),
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': iri('dpv-27560:record-eu-gdpr'),
    'dct:identifier': `${event.id}#${answer.question}`,
    'dct:created': dossier.madeAt,
    'dct:source': iri(digestUri(proven.hash)),
    'dpv:hasDataSubject': claim ? { ...subject, 'dct:identifier': claim.value } : subject,
    'dpv:hasDataController': party,
    'dpv:hasNotice': {
      ...iri(digestUri(event.noticeDigest)),
      '@type': 'dpv:ConsentNotice',
      'dct:language': event.locale,
      'dct:date': notice?.validFrom,
      'schema:version': notice?.version,
    },
    'dpv:hasJurisdiction': iri(`loc:${controller.country}`),
    'dpv:hasApplicableLaw': iri('legal-eu:law-GDPR'),
    'dpv:hasAuthority': {
      ...(controller.country === 'FR' ? iri('legal-fr:DPA-FR') : {}),
      '@type': 'dpv:DataProtectionAuthority',
      'dpv:hasJurisdiction': iri(`loc:${controller.country}`),
    },
    'dpv:hasLegalBasis': [iri('eu-gdpr:A6-1-a'), iri('dpv:ExplicitlyExpressedConsent')],
    'dpv:hasProcess': {
      '@type': 'dpv:Process',
      'dpv:hasPurpose': {
        '@type': 'dpv:Purpose',
        ...(answer.purpose === 'marketing' ? { 'skos:broader': iri('dpv:DirectMarketing') } : {}),
        'dct:identifier': `${answer.purpose}/${answer.channel}`,
        'dct:description': findQuestion(dossier, event, answer.question)?.asked,
        'dct:subject': left.topics,
      },
      'dpv:hasFrequency': {
        '@type': 'dpv:Frequency',
        'dct:description': `at most ${left.frequency.max} a ${left.frequency.per}`,
      },
      'dpv:hasPersonalData': { '@type': dataByKind[kind], 'dpv:hasNecessity': iri('dpv:Optional') },
      'dpv:hasDataSource': iri('dpv:DataSubjectDataSource'),
      'dpv:hasProcessing': [iri('dpv:Collect'), iri('dpv:Store'), iri('dpv:Use')],
      'dpv:hasStorageCondition': [
        { '@type': 'dpv:StorageLocation', ...asTold('who', notice, event) },
        { '@type': 'dpv:StorageDuration', ...asTold('how-long', notice, event) },
      ],
      'dpv:hasRecipient': [party, { '@type': 'dpv:Recipient', ...asTold('who-else', notice, event) }],
      'dpv:hasConsentControl': {
        '@type': 'dpv:WithdrawConsent',
        'dpv:isExercisedAt': asTold('change-your-mind', notice, event),
      },
      'dpv:hasRight': rights.map((right) => ({
        '@type': ['dpv:DataSubjectRight', `eu-gdpr:${right}`],
        'dpv:isExercisedAt': iri(`mailto:${controller.privacyEmail}`),
      })),
    },
    'dpv:hasConsentStatus': listStates(dossier, proven, event, answer),
  };
}

function toParty({ name, legalName, address, privacyEmail }: ShopConfig['controller']): object {
  return {
    ...iri(`mailto:${privacyEmail}`),
    '@type': ['dpv:DataController', 'dpv:Organisation'],
    'dpv:hasName': legalName,
    'schema:alternateName': name,
    'dpv:hasAddress': address,
    'dpv:hasContact': privacyEmail,
  };
}

/** In the words of the notice; where it has no such section, by a pointer to all of it. */
function asTold(section: string, notice: ShownNotice | undefined, { noticeDigest }: Answered): object {
  return {
    'dct:description': notice?.sections.find(({ id }) => id === section)?.text,
    'dct:source': iri(digestUri(noticeDigest)),
  };
}

/** Every state that this answer has had, oldest first: its events, in the words of DPV. */
function listStates(dossier: Dossier, proven: ProvenEvent, event: Answered, answer: Answer): object[] {
  const config = findConfig(dossier, event.configDigest);
  const question = config?.questions.find(({ id }) => id === answer.question);
  const isRequest = asksTwice(event, question);
  const first = answer.answer === 'no' ? 'ConsentRefused' : isRequest ? 'ConsentRequested' : 'ConsentGiven';
  const states = [toState(first, proven, event.capturedAt)];
  for (const later of dossier.events) {
    const fact = readEvent(later);
    const state = fact && answer.answer === 'yes' ? stateAfter(fact, event, answer) : undefined;
    if (state) states.push(toState(state, later, fact?.capturedAt ?? later.notAfter));
  }
  return states;
}

function stateAfter(fact: ConsentEvent, event: Answered, answer: Answer): string | undefined {
  switch (fact.type) {
    case 'confirmation':
    case 'expiry':
    case 'disavowal': {
      const isMeant = fact.answers.some((key) => key.event === event.id && key.question === answer.question);
      return isMeant ? stateByResolution[fact.type] : undefined;
    }
    case 'withdrawal':
    case 'objection':
    case 'erasure': {
      const scope: Stop['scope'] = fact.scope;
      const isReached =
        scope === null || (scope.purpose === answer.purpose && scope.channel === answer.channel && !scope.topics);
      return isReached ? 'ConsentWithdrawn' : undefined;
    }
    default:
      return undefined;
  }
}

const stateByResolution = {
  confirmation: 'ConsentGiven',
  expiry: 'ConsentExpired',
  disavowal: 'ConsentInvalidated',
} as const;

function toState(state: string, { notBefore, notAfter, hash }: ProvenEvent, capturedAt: string): object {
  const isByPerson = state !== 'ConsentExpired';
  return {
    '@type': [`dpv:${state}`, ...(isByPerson ? ['dpv:ExplicitlyExpressedConsent'] : [])],
    // as the clock that captured it showed; what is proven is the interval
    'dpv:isIndicatedAtTime': new Date(capturedAt).toISOString(),
    'dct:temporal': { '@type': 'dct:PeriodOfTime', 'schema:startDate': notBefore, 'schema:endDate': notAfter },
    'dpv:isIndicatedBy': iri(isByPerson ? 'dpv:DataSubject' : 'dpv:DataController'),
    'dpv:hasDuration': iri('dpv:UntilEventDuration'),
    'dct:source': iri(digestUri(hash)),
  };
}
