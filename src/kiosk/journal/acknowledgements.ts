// The back end's words, kept for a back end that comes back from a backup and has lost its own copies (B8): with them it
// knows again when an event came at the latest (a word that acknowledges it) and at the earliest (one that it carries).
import type { ManifestLine } from '#protocol/sync.ts';
import { BATCH_LIMIT } from '#protocol/sync.ts';
import type { SignedWord } from '../outbox/signed-answer.ts';
import type { JournalDatabase, JournalRow, StoredAcknowledgement } from './db.ts';

export function toStored({ jws, hash, acknowledgement }: SignedWord, lines: readonly ManifestLine[]) {
  const hashes = new Set(acknowledgement.hashes);
  const seqs = lines.filter((line) => hashes.has(line[2])).map(([seq]) => seq);
  const range = seqs.length > 0 ? { from: Math.min(...seqs), through: Math.max(...seqs) } : { from: 0, through: 0 };
  return { hash, jws, receivedAt: acknowledgement.receivedAt, ...range } satisfies StoredAcknowledgement;
}

/** Puts the newest word. The one before goes, if it was an answer to a heartbeat and no event has carried it. */
export async function putAcknowledgement(
  db: JournalDatabase,
  newest: StoredAcknowledgement,
  before: string,
): Promise<void> {
  await db.acknowledgements.put(newest);
  if (before !== newest.hash) await dropUnused(db, [before], 0);
}

/** Those that acknowledge nothing above this seq, unless a row that is still held carries them. */
export async function dropUnused(db: JournalDatabase, hashes: readonly string[], through: number): Promise<void> {
  for (const word of await db.acknowledgements.bulkGet([...hashes]))
    if (word && word.through <= through && (await countCarriers(db, word.hash)) === 0)
      await db.acknowledgements.delete(word.hash);
}

function countCarriers(db: JournalDatabase, hash: string): PromiseLike<number> {
  return db.journal.where('acknowledgement').equals(hash).count();
}

/** The words that these rows carry, and those that acknowledge them. */
export async function listConnected(db: JournalDatabase, rows: readonly JournalRow[]): Promise<string[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const carried = new Set(rows.flatMap(({ acknowledgement }) => acknowledgement ?? []));
  const covering = await db.acknowledgements
    .where('through')
    .aboveOrEqual(first.seq)
    .and(({ from }) => from <= last.seq)
    .toArray();
  const words = new Map(covering.map((word) => [word.hash, word]));
  for (const word of await db.acknowledgements.bulkGet([...carried])) if (word) words.set(word.hash, word);
  const inOrder = [...words.values()].sort((a, b) => a.receivedAt - b.receivedAt);
  return inOrder.slice(0, BATCH_LIMIT).map(({ jws }) => jws);
}
