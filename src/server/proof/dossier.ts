// The dossier that proves what one person agreed to, refused or ended: its form, and how it is put together. What was
// signed stands in it byte for byte, so that a stranger can check it without us; all else is our word and marked so.
import type { Choices } from '#domain/choices.ts';
import { type Answered, backEndEventSchema, type ConsentEvent, deviceEventSchema } from '#domain/consent-event.ts';
import type { GrantStatus } from '#domain/consent-state.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import { toNoticeText, toQuestionSetText } from '#domain/notice.ts';
import type { QuarantineReason } from '#domain/quarantine.ts';
import type { Channel, Language, Question, ShopConfig } from '#domain/shop-config.ts';
import { sha256 } from '#protocol/digest.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import { readSignedText } from '#protocol/signature.ts';

/** Raised when a reader of the older form would go wrong. */
const DOSSIER_SCHEMA = 1;

/** What the ledger and the records hold about the subject. */
export interface Evidence {
  readonly about: { readonly kind: 'event' | 'contact-point'; readonly id: string };
  readonly events: readonly ProvenEvent[];
  readonly acknowledgements: readonly ProvenAcknowledgement[];
  readonly standing: readonly Standing[];
  /** When confirmation mails were handed to the mail server, ISO 8601 in UTC: our word, not signed. */
  readonly mails: readonly string[];
  /** Canonical text of every config that the events name, by digest. */
  readonly configs: ReadonlyMap<string, string>;
}

export interface ProvenEvent {
  /** `person`: about the subject. `device`: vouches for the key of a device, or ends it. `chain`: says which chain goes on. */
  readonly role: 'person' | 'device' | 'chain';
  /** As signed (RFC 7515); with its disclosures, `jws~disclosure~…~`, an SD-JWT (RFC 9901). */
  readonly jws: string;
  /** SHA-256 of `jws`. */
  readonly hash: string;
  readonly id: string;
  readonly chain: string;
  readonly seq: number;
  readonly status: 'accepted' | 'quarantined' | 'rejected' | 'erased';
  readonly reason: QuarantineReason | null;
  /** Proven interval, ISO 8601 in UTC. Null: nothing proves that it is not older. */
  readonly notBefore: string | null;
  readonly notAfter: string;
  /** Salted contact data, as far as it is still held and belongs to the subject. */
  readonly disclosures: readonly string[];
  /** Hash of the acknowledgement that lists the event; null for what the back end itself has recorded. */
  readonly acknowledgement: string | null;
  /** Hash of the next event of the chain; null while it is the last. The one before is named inside the event. */
  readonly next: string | null;
}

export interface ProvenAcknowledgement {
  /** SHA-256 of `jws`: what a later event carries. */
  readonly hash: string;
  /** It lists the events of one exchange by hash; of other people's events it says nothing else. */
  readonly jws: string;
}

/** What an answer amounts to when the dossier is made, and what is left of it: derived by us from all that is known. */
export interface Standing extends Choices {
  readonly event: string;
  readonly question: string;
  readonly purpose: string;
  readonly channel: Channel;
  readonly kind: ContactKind;
  readonly status: GrantStatus;
  /** ISO 8601 in UTC. */
  readonly since: string;
}

/** A text whose digest an event carries. */
export interface ShownText {
  readonly kind: 'config' | 'notice' | 'questions';
  /** The same text as a file of its own. */
  readonly file: string;
  /** SHA-256 of `text`. */
  readonly digest: string;
  readonly language: Language | null;
  /** Canonical JSON (RFC 8785). */
  readonly text: string;
}

/** Another file of the dossier, as it was written. Nobody has signed its digest. */
export interface NamedFile {
  readonly file: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
}

/** A whole chain, walked by us when the dossier was made. */
export interface WalkedChain {
  readonly chain: string;
  readonly events: number;
  readonly isIntact: boolean;
}

export interface Dossier extends Omit<Evidence, 'configs'> {
  readonly schema: typeof DOSSIER_SCHEMA;
  readonly id: string;
  readonly madeAt: string;
  readonly controller: ShopConfig['controller'];
  /** What the back end signs and has signed with, the key in use first. Their names are the anchor of trust. */
  readonly keys: readonly PublicKey[];
  readonly texts: readonly ShownText[];
  readonly ledger: readonly WalkedChain[];
  /** All beside dossier.json but the texts; there once they are written. */
  readonly files?: readonly NamedFile[];
}

export interface DossierContext {
  readonly id: string;
  readonly madeAt: number;
  readonly keys: readonly PublicKey[];
  readonly controller: ShopConfig['controller'];
  /** Every chain there is; those of the dossier's events go into it. */
  readonly ledger: readonly WalkedChain[];
}

export async function createDossier(evidence: Evidence, context: DossierContext): Promise<Dossier> {
  const { configs, ...held } = evidence;
  return {
    schema: DOSSIER_SCHEMA,
    ...context,
    madeAt: new Date(context.madeAt).toISOString(),
    ...held,
    texts: await listTexts(held.events, configs),
    ledger: context.ledger.filter(({ chain }) => held.events.some((event) => event.chain === chain)),
  };
}

/** The event as it was signed; undefined when it is none of ours. */
export function readEvent({ jws, chain }: Pick<ProvenEvent, 'jws' | 'chain'>): ConsentEvent | undefined {
  const text = readSignedText(jws);
  const schema = chain.startsWith('store:') ? backEndEventSchema : deviceEventSchema;
  try {
    return text === undefined ? undefined : schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The config that each event names, and of it the notice and the questions as the event says they were shown. */
async function listTexts(events: readonly ProvenEvent[], configs: Evidence['configs']): Promise<ShownText[]> {
  const texts: Omit<ShownText, 'file' | 'digest'>[] = [];
  for (const event of events.map(readEvent)) {
    const text = event && 'configDigest' in event ? configs.get(event.configDigest) : undefined;
    if (text === undefined) continue;
    texts.push({ kind: 'config', language: null, text });
    if (event?.type !== 'answers-given') continue;
    const config = JSON.parse(text) as ShopConfig;
    const language = event.locale;
    const [asked, initialState] = [listAsked(event, config), event.answers[0]?.initialState];
    texts.push({ kind: 'notice', language, text: toNoticeText(config, language) });
    texts.push({ kind: 'questions', language, text: toQuestionSetText(config, language, asked, initialState) });
  }
  return nameTexts(await Promise.all(texts.map(async (text) => ({ ...text, digest: await sha256(text.text) }))));
}

/** As they were shown: on a tablet in the config's order, on a page in that of the answers. */
function listAsked(event: Answered, { questions }: ShopConfig): readonly Question[] {
  const ids = new Set(event.answers.map(({ question }) => question));
  if (!('askedBy' in event)) return questions.filter(({ id }) => ids.has(id));
  return event.answers.flatMap(({ question }) => questions.find(({ id }) => id === question) ?? []);
}

/** `notice.fr.json`; of a second version `notice-2.fr.json`. The same text is there once. */
function nameTexts(texts: readonly Omit<ShownText, 'file'>[]): ShownText[] {
  const counts = new Map<string, number>();
  const byDigest = new Map(texts.map((text) => [text.digest, text]));
  return [...byDigest.values()].map((text) => {
    const name = (version: number) =>
      [version > 1 ? `${text.kind}-${version}` : text.kind, ...(text.language ? [text.language] : []), 'json'].join(
        '.',
      );
    const version = (counts.get(name(1)) ?? 0) + 1;
    counts.set(name(1), version);
    return { ...text, file: name(version) };
  });
}
