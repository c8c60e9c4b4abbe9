// What must be true of one event in the ledger. Of an event held apart only its hash is vouched for: why it is held may be
// anything that is wrong with it, and its neighbours and the acknowledgement name that hash.
import { z } from 'zod';
import { fromOffsetText } from '#domain/instant.ts';
import { isAcknowledged } from '#domain/quarantine.ts';
import { sha256 } from '#protocol/digest.ts';
import { digestOfDisclosure } from '#protocol/disclosure.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import { signedTypes, verifyText } from '#protocol/signature.ts';
import { readJson } from './event-reader.ts';
import type { Words } from './ledger-word.ts';
import type { EventRow } from './schema.ts';
import type { Reader } from './store.ts';

export type EventProblem =
  /** What is stored is not what its hash names. */
  | 'altered'
  /** Not signed by the key that signs this chain. */
  | 'signature'
  /** It says that it stands elsewhere, or is of another type. */
  | 'misplaced'
  /** It does not follow the event before it. */
  | 'broken-link'
  /** Its instants are not those that are proven (C1). */
  | 'instant'
  /** No word of ours lists it (B7). */
  | 'unacknowledged'
  /** Contact data beside it that is not its own. */
  | 'disclosure';

/** What a chain's events are judged by. */
export interface Standards {
  readonly keys: readonly PublicKey[];
  /** The device's acknowledgements; null for the back end's own chains. */
  readonly words: Words | null;
  /** Events held apart that an operator let count, whatever they follow. */
  readonly released: ReadonlySet<string>;
  /** Up to this place an event may say nothing any more (B12). */
  readonly cutUpTo: number;
}

export interface DisclosureRow {
  readonly contact_point: string;
  readonly sealed: string;
}

export interface Checked {
  readonly problem: EventProblem | null;
  /** What it says, where nothing is wrong and it counts; else null. */
  readonly payload: unknown;
}

const bad = (problem: EventProblem): Checked => ({ problem, payload: null });

/** @param before the hash it must name as previous; undefined where anything may have come before */
export async function checkEvent(
  { keys }: Pick<Reader, 'keys'>,
  row: EventRow,
  disclosures: readonly DisclosureRow[],
  before: string | null | undefined,
  standards: Standards,
): Promise<Checked> {
  const { words, released } = standards;
  if (row.jws === null && row.seq <= standards.cutUpTo) return { problem: null, payload: null };
  const isHeld = row.status === 'quarantined' || row.status === 'rejected';
  if (row.jws === null ? !isHeld : (await sha256(row.jws)) !== row.hash) return bad('altered');
  const isUnheard = words !== null && isAnswered(row) && !words.named.has(row.hash);
  if (isHeld || row.jws === null) return isUnheard ? bad('unacknowledged') : { problem: null, payload: null };

  const text = await verifyText(row.jws, signedTypes.event, standards.keys);
  if (text === undefined) return bad('signature');
  const payload = readJson(text);
  const { data: event } = linkSchema.safeParse(payload);
  if (!event || event.chain !== row.chain || event.seq !== row.seq || event.id !== row.id || event.type !== row.type)
    return bad('misplaced');
  if (before !== undefined && event.previous !== before && !released.has(row.hash)) return bad('broken-link');
  if (isUnheard) return bad('unacknowledged');
  if (!isTimed(row, event, words)) return bad('instant');
  // without its key it says nothing any more: what was erased, and a restore has brought back
  for (const { contact_point, sealed } of disclosures)
    if (keys.hasKey(contact_point) && !(await isOf(event._sd, await keys.open(contact_point, sealed))))
      return bad('disclosure');
  return { problem: null, payload };
}

/** The least that the chain itself says; the type says the rest. */
const linkSchema = z.object({
  type: z.string(),
  id: z.string(),
  chain: z.string(),
  seq: z.int(),
  previous: z.string().nullable(),
  capturedAt: z.string(),
  lastAcknowledgement: z.string().nullish(),
  _sd: z.array(z.string()).default([]),
});

/** Whether the tablet was told to let go of it. */
function isAnswered({ status, reason }: EventRow): boolean {
  return status === 'accepted' || status === 'erased' || (reason !== null && isAcknowledged(reason));
}

/** C1: the back end's own have the instant of their commit at both ends; a device's, what acknowledgements prove. */
function isTimed(row: EventRow, event: z.infer<typeof linkSchema>, words: Words | null): boolean {
  const { received_at, earliest } = row;
  if (!words) return received_at === fromOffsetText(event.capturedAt) && earliest === received_at;
  const proven = words.given.get(event.lastAcknowledgement ?? '');
  return received_at <= (words.named.get(row.hash) ?? 0) && (earliest === null || earliest === proven);
}

/** Digests of the disclosures that are there must stand in the event; which of them are there is not said (RFC 9901 §7.1). */
async function isOf(digests: readonly string[], opened: string | undefined): Promise<boolean> {
  if (opened === undefined) return false;
  for (const disclosure of JSON.parse(opened) as string[])
    if (!digests.includes(await digestOfDisclosure(disclosure))) return false;
  return true;
}
