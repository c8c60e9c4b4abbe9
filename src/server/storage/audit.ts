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

/** Of much that was asked at once: one row for all of it, and one below it for each subject. */
export async function recordBatchAudit(
  tx: Tx,
  { actor, action }: Pick<Entry, 'actor' | 'action'>,
  { asked, subjects }: { readonly asked: number; readonly subjects: readonly string[] },
): Promise<void> {
  const batch = tx.newId();
  const common = { at: tx.clock, actor, action };
  const below = [...new Set(subjects)].map((subject) => ({ id: tx.newId(), batch, subject, ...common }));
  await tx.sql
    .insertInto('audit')
    .values([{ id: batch, batch: null, subject: `${asked} asked`, ...common }, ...below])
    .execute();
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
