// One business day as it stands in the journal: what the file of the day is made of.
import type { BusinessDay } from '#domain/business-day.ts';
import type { Head, JournalDatabase, JournalRow } from './db.ts';
import type { SyncState } from './settle.ts';

export interface Day {
  /** In the order of the chain, without what the back end holds apart. */
  readonly rows: readonly JournalRow[];
  readonly heldApart: readonly { readonly row: JournalRow; readonly reason: string }[];
  readonly sync: SyncState;
  /** Of the whole chain, when this was read. */
  readonly head: Head;
}

/** The newest first, as far as something of them is still here. */
export function listDays(db: JournalDatabase): PromiseLike<BusinessDay[]> {
  return db.journal
    .orderBy('businessDay')
    .reverse()
    .uniqueKeys()
    .then((days) => days as BusinessDay[]);
}

export function readDay(db: JournalDatabase, businessDay: BusinessDay): PromiseLike<Day> {
  return db.transaction('r', [db.journal, db.device], async () => {
    const [sync, head] = await db.mustGetValues('sync', 'head');
    const rows = await db.journal.where('businessDay').equals(businessDay).sortBy('seq');
    const reasons = new Map(sync.apart.map(({ seq, reason }) => [seq, reason]));
    return {
      rows: rows.filter(({ seq }) => !reasons.has(seq)),
      heldApart: rows.flatMap((row) => {
        const reason = reasons.get(row.seq);
        return reason === undefined ? [] : [{ row, reason }];
      }),
      ...{ sync, head },
    };
  });
}
