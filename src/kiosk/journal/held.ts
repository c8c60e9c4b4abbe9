// Everything the journal still holds, for a tablet that is dying: what cannot be read is left out and declared as such.
import { BATCH_LIMIT } from '#protocol/sync.ts';
import { type Batch, toBatches } from './batch.ts';
import type { Connection } from './connection.ts';
import type { JournalRow } from './db.ts';

export async function readHeld(connection: Connection): Promise<Batch[]> {
  const seqs = await connection.use((db) => db.journal.toCollection().primaryKeys());
  const rows: JournalRow[] = [];
  for (let start = 0; start < seqs.length; start += BATCH_LIMIT) {
    const page = seqs.slice(start, start + BATCH_LIMIT);
    const found = await readRows(connection, page).catch(() => readOneByOne(connection, page));
    rows.push(...found);
  }
  if (rows.length === 0 && seqs.length > 0) throw new Error('no row of the journal can be read');
  return connection.use((db) => toBatches(db, rows));
}

async function readRows(connection: Connection, seqs: readonly number[]): Promise<JournalRow[]> {
  const rows = await connection.use((db) => db.journal.bulkGet([...seqs]));
  return rows.filter((row) => row !== undefined);
}

async function readOneByOne(connection: Connection, seqs: readonly number[]): Promise<JournalRow[]> {
  const rows: JournalRow[] = [];
  for (const seq of seqs) rows.push(...(await readRows(connection, [seq]).catch(() => [])));
  return rows;
}
