// Who has read, exported or erased personal data (of the person themself only the erasing: their pages write nothing when they are
// read, E3), and who has published what people are asked. Holds ids only.
import type { Selectable } from 'kysely';
import type { Tables } from './schema.ts';
import type { Reader, Tx } from './store.ts';

type AuditEntry = Selectable<Tables['audit']>;

export async function recordAudit(tx: Tx, entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void> {
  await tx.sql
    .insertInto('audit')
    .values({ id: tx.newId(), at: tx.clock, ...entry })
    .execute();
}

/** Newest first. */
export function listAudit({ sql }: Reader, limit: number): Promise<AuditEntry[]> {
  return sql.selectFrom('audit').selectAll().orderBy('at', 'desc').orderBy('id').limit(limit).execute();
}
