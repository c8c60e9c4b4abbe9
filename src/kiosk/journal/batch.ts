// What the outbox reads: the next events to send, and those that the back end could not take, each by itself.
import type { Instant } from '#domain/instant.ts';
import { BATCH_LIMIT, type BackEndKeys, type ManifestLine } from '#protocol/sync.ts';
import type { CompletedHandOver } from '../kiosk.ts';
import { listConnected } from './acknowledgements.ts';
import type { Head, JournalDatabase, JournalRow } from './db.ts';
import type { Sent, SyncState } from './settle.ts';

/** A batch as the journal knows it; the outbox adds who sends it, and when. */
export interface Batch extends Sent {
  readonly head: Head;
  readonly waiting: number;
  readonly changesHeard: number;
  readonly rows: readonly Pick<JournalRow, 'seq' | 'id' | 'hash' | 'jws' | 'seal'>[];
  readonly acknowledgements: readonly string[];
  readonly backEndKeys: BackEndKeys;
}

/** No personal data: what the staff bar counts. */
export interface Tally {
  readonly waiting: number;
  readonly toCheck: number;
  readonly oldestWaitingAt: Instant | null;
  /** B11 */
  readonly lost: 0 | 'unknown';
  readonly answeredOnPhone: readonly CompletedHandOver[];
}

/** Well under the back end's limit; small enough to be gone in seconds on a bad line. */
const BATCH_BYTES = 2 * 1024 * 1024;

export function readBatch(db: JournalDatabase, limit: number): PromiseLike<Batch> {
  return read(db, async (state) => {
    const { head, sync } = state;
    const found = await db.journal.where('seq').above(sync.mark).limit(limit).toArray();
    const rows = found.slice(0, countWithin(found, BATCH_BYTES));
    const isLast = found.length < limit && rows.length === found.length;
    const end = isLast ? head.seq : (rows.at(-1)?.seq ?? head.seq);
    return toBatch(db, state, rows, listGaps(rows, sync.mark + 1, end));
  });
}

/** Every exception as a batch of its own. */
export function readExceptions(db: JournalDatabase): PromiseLike<Batch[]> {
  return read(db, async (state) => {
    const rows = await db.journal.where('seq').anyOf(exceptionsOf(state.sync)).toArray();
    return Promise.all(rows.map((row) => toBatch(db, state, [row], [])));
  });
}

/** Rows that are held, sent or not, in as many batches as they take. Each rests on the acknowledgements that go with it. */
export function toBatches(db: JournalDatabase, held: readonly JournalRow[]): PromiseLike<Batch[]> {
  return read(db, async (state) => {
    const batches: Promise<Batch>[] = [];
    let from = state.sync.mark + 1;
    for (let start = 0; start < held.length; ) {
      const next = held.slice(start, start + BATCH_LIMIT);
      const rows = next.slice(0, countWithin(next, BATCH_BYTES));
      start += rows.length;
      const end = start < held.length ? (rows.at(-1)?.seq ?? 0) : state.head.seq;
      const gaps = listGaps(
        rows.filter((row) => row.seq >= from),
        from,
        end,
      );
      from = Math.max(from, end + 1);
      batches.push(toBatch(db, state, rows, gaps, 'with-acknowledgements'));
    }
    return Promise.all(batches);
  });
}

export function readTally(db: JournalDatabase): PromiseLike<Tally> {
  return read(db, async ({ head, sync, waiting }) => {
    const oldest = await db.journal.where('seq').above(sync.mark).first();
    const exceptions = exceptionsOf(sync);
    const kept = await db.journal.where('seq').anyOf(exceptions).toArray();
    const instants = [...kept, ...(oldest ? [oldest] : [])].map((row) => row.capturedAt);
    const isWhole = waiting === head.seq - sync.mark + exceptions.length;
    return {
      waiting,
      toCheck: sync.apart.length,
      oldestWaitingAt: instants.length > 0 ? Math.min(...instants) : null,
      lost: isWhole && !sync.hasLost ? 0 : 'unknown',
      answeredOnPhone: (await db.getValue('handOvers')) ?? [],
    };
  });
}

export function exceptionsOf(sync: SyncState): number[] {
  return sync.apart.filter((event) => !event.acknowledged).map((event) => event.seq);
}

/** What every batch says of the journal as a whole. */
interface State {
  readonly head: Head;
  readonly sync: SyncState;
  readonly backEndKeys: BackEndKeys;
  readonly waiting: number;
}

function read<T>(db: JournalDatabase, work: (state: State) => Promise<T>): PromiseLike<T> {
  return db.transaction('r', [db.journal, db.acknowledgements, db.device], async () => {
    const [head, sync, backEndKeys] = await db.mustGetValues('head', 'sync', 'backEndKeys');
    return work({ head, sync, backEndKeys, waiting: await countWaiting(db, sync) });
  });
}

/** Only what is still here: an exception may be gone with somebody's data. */
export async function countWaiting(db: JournalDatabase, sync: SyncState): Promise<number> {
  const kept = await db.journal.where('seq').anyOf(exceptionsOf(sync)).count();
  return (await db.journal.where('seq').above(sync.mark).count()) + kept;
}

async function toBatch(
  db: JournalDatabase,
  { head, sync, waiting, backEndKeys }: State,
  rows: readonly JournalRow[],
  gaps: Sent['noLongerHeld'],
  acknowledgements: 'as-needed' | 'with-acknowledgements' = 'as-needed',
): Promise<Batch> {
  // B8: in every-day traffic the back end has its own words
  const isNeeded = acknowledgements === 'with-acknowledgements' || sync.restoredFrom !== null;
  return {
    mark: sync.mark,
    head,
    waiting,
    changesHeard: sync.changesHeard,
    rows,
    lines: rows.map(({ seq, id, hash }): ManifestLine => [seq, id, hash]),
    noLongerHeld: gaps,
    acknowledgements: isNeeded ? await listConnected(db, rows) : [],
    backEndKeys,
  };
}

function countWithin(rows: readonly JournalRow[], bytes: number): number {
  let size = 0;
  const over = rows.findIndex((row) => {
    size += row.jws.length + (row.seal?.length ?? 0);
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
