// Reads one event before anything of it counts (B2, B4, B5). The verdict is a value: what it says, or why it is held.
import { z } from 'zod';
import { type AnswersGiven, type DeviceEvent, deviceEventSchema } from '#domain/consent-event.ts';
import { type ContactKind, contactKindByChannel } from '#domain/contact-point.ts';
import { digestSchema, EVENT_SCHEMA } from '#domain/event-part.ts';
import type { QuarantineReason } from '#domain/quarantine.ts';
import { regimeOf } from '#domain/question.ts';
import { isSetOf } from '#domain/question-set.ts';
import type { Question, ShopConfig } from '#domain/shop-config.ts';
import { anybody } from '#domain/visit.ts';
import { type ContactClaim, type Disclosure, openDisclosures } from '#protocol/disclosure.ts';
import { shownDigests } from '#protocol/shown.ts';
import { readSignedText, signedTypes, verifyText } from '#protocol/signature.ts';
import type { ManifestLine } from '#protocol/sync.ts';
import { isContactPoint } from './contact-identity.ts';
import { publicKeyOf } from './device.ts';
import type { Device } from './schema.ts';

/** An event as a batch or the quarantine carries it. */
export interface Carried {
  readonly chain: string;
  readonly line: ManifestLine;
  /** null: only the manifest line arrived, or something else than it announces. */
  readonly jws: string | null;
  /** Undefined: sealed, and none of our keys opens it. */
  readonly disclosures: readonly Disclosure[] | undefined;
}

export interface Readable {
  readonly ok: true;
  readonly event: DeviceEvent;
  readonly claims: readonly ContactClaim[];
  /** The published config that answers were given under; null for the rest: a stop counts under any (B6). */
  readonly config: ShopConfig | null;
}

export type Verdict = Readable | { readonly ok: false; readonly reason: QuarantineReason };

export const held = (reason: QuarantineReason): Verdict => ({ ok: false, reason });

/**
 * Reads the content alone.
 * @param device whose key has signed it, and where it stands
 * @param findConfig the published config of that digest
 */
export async function readEvent(
  { chain, line: [seq, id], jws, disclosures }: Carried,
  device: Pick<Device, 'public_key' | 'store' | 'till'>,
  findConfig: (digest: string) => Promise<ShopConfig | undefined>,
): Promise<Verdict> {
  if (jws === null) return held('bytes-missing');
  const json = readJson(readSignedText(jws));
  // first of all: whatever else is wrong, only a tablet that kept the contact data can mend this (B5)
  const claims = disclosures && (await openDisclosures(digestsIn(json), disclosures));
  if (!claims) return held('disclosure-unreadable');
  if ((await verifyText(jws, signedTypes.event, [publicKeyOf(device)])) === undefined) return held('signature');
  if (isFromNewerSchema(json)) return held('unpublished');
  const parsed = deviceEventSchema.safeParse(json);
  if (!parsed.success) return held('malformed');
  const event = parsed.data;
  if (event.id !== id || event.seq !== seq || event.chain !== chain || event.device !== chain)
    return held('manifest-mismatch');

  if (!claims.every(isContactPoint)) return held('contact-data');
  const stands = event.store === device.store && event.till === device.till;
  if (event.type === 'day-exported' || event.type === 'day-closed') {
    if (!stands) return held('not-as-published');
    return claims.length > 0 ? held('contact-data') : { ok: true, event, claims, config: null };
  }
  if (event.type !== 'answers-given')
    return claims.length === 0 ? held('contact-data') : { ok: true, event, claims, config: null };
  if (!stands) return held('not-as-published');
  const config = await findConfig(event.configDigest);
  if (!config) return held('unpublished');
  if (!(await isAsPublished(event, config))) return held('not-as-published');
  if (!isContactDataAsNeeded(event, claims)) return held('contact-data');
  return { ok: true, event, claims, config };
}

/** The text of an event as JSON; undefined when it is none. */
export function readJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const digestsSchema = z.object({ _sd: z.array(digestSchema) });

/** None where the event is too damaged, or too new, to say: then a seal beside it is unreadable. */
function digestsIn(json: unknown): readonly string[] {
  return digestsSchema.safeParse(json).data?._sd ?? [];
}

function isFromNewerSchema(json: unknown): boolean {
  const schema = json !== null && typeof json === 'object' && 'schema' in json ? json.schema : undefined;
  return typeof schema === 'number' && schema > EVENT_SCHEMA;
}

/** The proof would be worth nothing if what was shown were not what was published. */
async function isAsPublished(event: AnswersGiven, config: ShopConfig): Promise<boolean> {
  if (!config.languages.includes(event.locale)) return false;
  if (!config.stores.some((s) => s.id === event.store && s.timeZone === event.timeZone)) return false;
  // before schema 2 everybody was asked everything
  if (event.schema > 1 && (event.visit === undefined || event.ruleSet === undefined)) return false;
  const visit = { ...(event.visit ?? anybody), isSpoken: event.collector === 'staff' };
  const ids = event.answers.map((answer) => answer.question);
  if (!isSetOf(ids, config, visit)) return false;
  const shown = config.questions.filter(({ id }) => ids.includes(id));
  if (!event.answers.every((answer) => isAnswerTo(answer, shown, event.schema))) return false;
  const { noticeDigest, questionSetDigest } = await shownDigests(config, event.locale, shown);
  return event.noticeDigest === noticeDigest && event.questionSetDigest === questionSetDigest;
}

function isAnswerTo(
  answer: AnswersGiven['answers'][number],
  questions: readonly Question[],
  schema: AnswersGiven['schema'],
): boolean {
  const question = questions.find(({ id }) => id === answer.question);
  return (
    question !== undefined &&
    // which rule the tablet saw is its word: what counts is judged again (D6)
    (schema === 1 || (answer.regime === regimeOf(question) && answer.rule !== undefined)) &&
    question.purpose === answer.purpose &&
    question.channel === answer.channel &&
    question.legalBasis === answer.legalBasis &&
    question.frequency.max === answer.frequency.max &&
    question.frequency.per === answer.frequency.per &&
    answer.topics.every((topic) => question.topics.some(({ id }) => id === topic))
  );
}

/** One contact point of each kind that a yes needs, and nothing else: a refusal holds no contact data (D7). */
function isContactDataAsNeeded(event: AnswersGiven, claims: readonly ContactClaim[]): boolean {
  const needed = new Set<ContactKind>(
    event.answers.filter((a) => a.answer === 'yes').map((a) => contactKindByChannel[a.channel]),
  );
  return claims.length === needed.size && claims.every((claim) => needed.delete(claim.kind));
}
