// Who has read, exported or erased personal data (of the person themself only the erasing: their pages write nothing when they are
// read, E3), which systems have asked about whom, and who has published what people are asked. Holds ids only.
import type { Selectable } from 'kysely';
import type { Tables } from './schema.ts';
import type { Reader, Tx } from './store.ts';

type AuditEntry = Selectable<Tables['audit']>;

type Entry = Pick<AuditEntry, 'actor' | 'action' | 'subject'>;

export async function recordAudit(tx: Tx, entry: Entry): Promise<void> {
  await tx.sql
    .insertInto('audit')
    .values({ id: tx.newId(), at: tx.clock, batch: null, ...entry })
    .execute();
}

/** One row for much that is asked at once. Returns its id, for the rows below it. */
export async function openBatchAudit(tx: Tx, entry: Omit<Entry, 'subject'>, asked: number): Promise<string> {
  const id = tx.newId();
  await tx.sql
    .insertInto('audit')
    .values({ id, at: tx.clock, batch: null, subject: `${asked} asked`, ...entry })
    .execute();
  return id;
}

/** One row for each subject, once. */
export async function recordBatchSubjects(
  tx: Tx,
  entry: Omit<Entry, 'subject'> & { readonly batch: string },
  subjects: readonly string[],
): Promise<void> {
  const rows = [...new Set(subjects)].map((subject) => ({ id: tx.newId(), at: tx.clock, subject, ...entry }));
  if (rows.length > 0) await tx.sql.insertInto('audit').values(rows).execute();
}

/** Newest first. Of a batch the one row; with a subject every row about it. */
export function listAudit({ sql }: Reader, limit: number, subject?: string): Promise<AuditEntry[]> {
  return sql
    .selectFrom('audit')
    .selectAll()
    .where((e) => (subject === undefined ? e('batch', 'is', null) : e('subject', '=', subject)))
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}
