// Judges one received event before anything of it counts (B2, B4, B5). The verdict is a value: what it says, or why it is held.

import { type AnswersGiven, type DeviceEvent, deviceEventSchema, EVENT_SCHEMA } from '#domain/consent-event.ts';
import { type ContactKind, contactKindByChannel, toContactIdentity } from '#domain/contact-point.ts';
import type { QuarantineReason } from '#domain/quarantine.ts';
import type { Question, ShopConfig } from '#domain/shop-config.ts';
import { sha256 } from '#protocol/digest.ts';
import { type ContactClaim, openDisclosures } from '#protocol/disclosure.ts';
import { shownDigests } from '#protocol/shown.ts';
import type { ManifestLine } from '#protocol/sync.ts';

/** An event as a batch or the quarantine carries it. */
export interface Carried {
  readonly chain: string;
  readonly line: ManifestLine;
  /** null: only the manifest line arrived. */
  readonly payload: string | null;
  readonly disclosures: readonly string[];
}

export interface Readable {
  readonly ok: true;
  readonly event: DeviceEvent;
  readonly claims: readonly ContactClaim[];
  /** The published config it was captured under; null for a stop, which counts under any (B6). */
  readonly config: ShopConfig | null;
}

export type Verdict = Readable | { readonly ok: false; readonly reason: QuarantineReason };

export const held = (reason: QuarantineReason): Verdict => ({ ok: false, reason });

/**
 * Reads the content alone.
 * @param enrolled where the device stands
 * @param findConfig the published config of that digest
 */
export async function readEvent(
  { chain, line: [seq, id, hash], payload, disclosures }: Carried,
  enrolled: { readonly store: string; readonly till: string },
  findConfig: (digest: string) => Promise<ShopConfig | undefined>,
): Promise<Verdict> {
  if (payload === null || (await sha256(payload)) !== hash) return held('bytes-missing');
  const json = parseJson(payload);
  if (isFromNewerSchema(json)) return held('unpublished');
  const parsed = deviceEventSchema.safeParse(json);
  if (!parsed.success) return held('malformed');
  const event = parsed.data;
  if (event.id !== id || event.seq !== seq || event.chain !== chain || event.device !== chain)
    return held('manifest-mismatch');

  const claims = await openDisclosures(event._sd, disclosures);
  if (!claims) return held('disclosure-unreadable');
  if (claims.some((claim) => toContactIdentity(claim.kind, claim.value) === undefined)) return held('contact-data');

  if (event.type !== 'answers-given')
    return claims.length === 0 ? held('contact-data') : { ok: true, event, claims, config: null };
  const config = await findConfig(event.configDigest);
  if (!config) return held('unpublished');
  if (event.store !== enrolled.store || event.till !== enrolled.till) return held('not-as-published');
  if (!(await isAsPublished(event, config))) return held('not-as-published');
  if (!isContactDataAsNeeded(event, claims)) return held('contact-data');
  return { ok: true, event, claims, config };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFromNewerSchema(json: unknown): boolean {
  const schema = json !== null && typeof json === 'object' && 'schema' in json ? json.schema : undefined;
  return typeof schema === 'number' && schema > EVENT_SCHEMA;
}

/** The proof would be worth nothing if what was shown were not what was published. */
async function isAsPublished(event: AnswersGiven, config: ShopConfig): Promise<boolean> {
  if (!config.languages.includes(event.locale)) return false;
  if (!config.stores.some((s) => s.id === event.store && s.timeZone === event.timeZone)) return false;
  const questions = new Set(event.answers.map((answer) => answer.question));
  if (questions.size < event.answers.length || questions.size < config.questions.length) return false;
  if (!event.answers.every((answer) => isAnswerTo(answer, config.questions))) return false;
  const { noticeDigest, questionSetDigest } = await shownDigests(config, event.locale);
  return event.noticeDigest === noticeDigest && event.questionSetDigest === questionSetDigest;
}

function isAnswerTo(answer: AnswersGiven['answers'][number], questions: readonly Question[]): boolean {
  const question = questions.find((q) => q.id === answer.question);
  return (
    question !== undefined &&
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
