// What the outbox reads: the next events to send, and those that the back end could not take, each by itself.
import type { Instant } from '#domain/instant.ts';
import type { ManifestLine } from '#protocol/sync.ts';
import type { Head, JournalDatabase, JournalRow } from './db.ts';
import type { Sent, SyncState } from './settle.ts';

/** A batch as the journal knows it; the outbox adds who sends it, and when. */
export interface Batch extends Sent {
  readonly head: Head;
  readonly waiting: number;
  readonly changesHeard: number;
  readonly rows: readonly Pick<JournalRow, 'seq' | 'id' | 'hash' | 'payload' | 'disclosures'>[];
}

/** No personal data: what the staff bar counts. */
export interface Tally {
  readonly waiting: number;
  readonly toCheck: number;
  readonly oldestWaitingAt: Instant | null;
}

/** Well under the back end's limit; small enough to be gone in seconds on a bad line. */
const BATCH_BYTES = 2 * 1024 * 1024;

export function readBatch(db: JournalDatabase, limit: number): PromiseLike<Batch> {
  return read(db, async (head, sync) => {
    const found = await db.journal.where('seq').above(sync.mark).limit(limit).toArray();
    const rows = found.slice(0, countWithin(found, BATCH_BYTES));
    const isLast = found.length < limit && rows.length === found.length;
    const end = isLast ? head.seq : (rows.at(-1)?.seq ?? head.seq);
    return toBatch(head, sync, await countWaiting(db, sync), rows, listGaps(rows, sync.mark + 1, end));
  });
}

/** Every exception as a batch of its own. */
export function readExceptions(db: JournalDatabase): PromiseLike<Batch[]> {
  return read(db, async (head, sync) => {
    const rows = await db.journal.where('seq').anyOf(exceptionsOf(sync)).toArray();
    const waiting = await countWaiting(db, sync);
    return rows.map((row) => toBatch(head, sync, waiting, [row], []));
  });
}

export function readTally(db: JournalDatabase): PromiseLike<Tally> {
  return read(db, async (_head, sync) => {
    const oldest = await db.journal.where('seq').above(sync.mark).first();
    const exceptions = await db.journal.where('seq').anyOf(exceptionsOf(sync)).toArray();
    const waiting = [...exceptions, ...(oldest ? [oldest] : [])].map((row) => row.capturedAt);
    return {
      waiting: await countWaiting(db, sync),
      toCheck: sync.apart.length,
      oldestWaitingAt: waiting.length > 0 ? Math.min(...waiting) : null,
    };
  });
}

export function exceptionsOf(sync: SyncState): number[] {
  return sync.apart.filter((event) => !event.acknowledged).map((event) => event.seq);
}

function read<T>(db: JournalDatabase, work: (head: Head, sync: SyncState) => Promise<T>): PromiseLike<T> {
  return db.transaction('r', [db.journal, db.device], async () =>
    work(await db.mustGetValue('head'), await db.mustGetValue('sync')),
  );
}

async function countWaiting(db: JournalDatabase, sync: SyncState): Promise<number> {
  return (await db.journal.where('seq').above(sync.mark).count()) + exceptionsOf(sync).length;
}

function toBatch(head: Head, sync: SyncState, waiting: number, rows: Batch['rows'], gaps: Sent['noLongerHeld']): Batch {
  const lines = rows.map(({ seq, id, hash }): ManifestLine => [seq, id, hash]);
  return { mark: sync.mark, head, waiting, changesHeard: sync.changesHeard, rows, lines, noLongerHeld: gaps };
}

function countWithin(rows: readonly JournalRow[], bytes: number): number {
  let size = 0;
  const over = rows.findIndex((row) => {
    size += row.payload.length + row.disclosures.reduce((sum, disclosure) => sum + disclosure.length, 0);
    return size > bytes;
  });
  return over === -1 ? rows.length : Math.max(over, 1);
}

/** Inclusive ranges between two seqs that have no row any more. */
function listGaps(rows: readonly { readonly seq: number }[], from: number, to: number): [number, number][] {
  const gaps: [number, number][] = [];
  let next = from;
  for (const { seq } of rows) {
    if (seq > next) gaps.push([next, seq - 1]);
    next = seq + 1;
  }
  if (next <= to) gaps.push([next, to]);
  return gaps;
}
