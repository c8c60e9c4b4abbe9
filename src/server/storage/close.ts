// Closes of day, as their tablets made them: for the operator, who sees here which are missing. A tablet counts its closes 1, 2, 3 …
// and each begins where the one before has ended.
import type { CloseReport } from '#domain/closed-day.ts';
import type { DayClosed } from '#domain/consent-event.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { EventRow } from './schema.ts';
import type { Reader } from './store.ts';

export interface Close {
  readonly device: string;
  readonly store: string;
  readonly till: string;
  readonly businessDay: string;
  /** By the tablet's clock, RFC 3339. */
  readonly capturedAt: string;
  readonly receivedAt: number;
  readonly hash: string;
  readonly report: CloseReport;
}

export interface CloseGap {
  readonly device: string;
  readonly store: string;
  readonly till: string;
  /** Numbers of closes that are not here, the first and the last. */
  readonly from: number;
  readonly through: number;
}

/** Tablet by tablet, in the order of their chains. @param storeId of one store only */
export async function listCloses({ sql }: Reader, storeId?: string): Promise<Close[]> {
  const rows = await sql
    .selectFrom('events')
    .innerJoin('devices', 'devices.id', 'events.chain')
    .select(['events.jws', 'events.hash', 'events.received_at', 'devices.id', 'devices.store', 'devices.till'])
    .where('events.type', '=', 'day-closed')
    .where('events.status', '=', 'accepted')
    .where((e) => (storeId === undefined ? e.lit(true) : e('devices.store', '=', storeId)))
    .orderBy('devices.enrolled_at')
    .orderBy('devices.id')
    .orderBy('events.seq')
    .execute();
  return rows.map(({ jws, hash, received_at, id, store, till }) => {
    const { businessDay, capturedAt, report } = JSON.parse(readSignedText(jws ?? '') ?? '') as DayClosed;
    return { ...{ device: id, store, till, businessDay, capturedAt }, receivedAt: received_at, hash, report };
  });
}

/** Of closes in that order. The newest of a tablet may still be on its way; that one's absence shows nowhere. */
export function findCloseGaps(closes: readonly Close[]): CloseGap[] {
  return [...Map.groupBy(closes, ({ device }) => device)].flatMap(([device, own]) => {
    let next = 1;
    return own.flatMap(({ store, till, report: { number } }): CloseGap[] => {
      const gap = { device, store, till, from: next, through: number - 1 };
      next = Math.max(next, number + 1);
      return gap.from <= gap.through ? [gap] : [];
    });
  });
}

/** What the ledger has of a range, beside what forks: each event in its place, and how many are booked as lost. */
export async function readRange(
  { sql }: Reader,
  chain: string,
  firstSeq: number,
  lastSeq: number,
): Promise<{ readonly rows: EventRow[]; readonly lost: number }> {
  const rows = await sql
    .selectFrom('events')
    .selectAll()
    .where('chain', '=', chain)
    .where('seq', '>=', firstSeq)
    .where('seq', '<=', lastSeq)
    .where('beside', '=', 0)
    .orderBy('seq')
    .execute();
  const ranges = await sql
    .selectFrom('lost')
    .select(['first_seq', 'last_seq'])
    .where('chain', '=', chain)
    .where('first_seq', '<=', lastSeq)
    .where('last_seq', '>=', firstSeq)
    .execute();
  const lengths = ranges.map((r) => Math.min(r.last_seq, lastSeq) - Math.max(r.first_seq, firstSeq) + 1);
  return { rows, lost: lengths.reduce((sum, length) => sum + length, 0) };
}
