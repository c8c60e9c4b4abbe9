// Events held apart, and the operator's word on them (B6). A decision is itself an event; none undoes a withdrawal or objection.
import { isAcknowledged, type QuarantineReason } from '#domain/quarantine.ts';
import { appendFact } from './chain.ts';
import { getConfig } from './config.ts';
import { tellDevice } from './device.ts';
import { type Carried, readEvent } from './event-reader.ts';
import { accept, isIdUsed } from './intake.ts';
import type { EventRow } from './schema.ts';
import type { Reader, Tx } from './store.ts';

/** What an operator sees of a held event: no contact data. */
export type Held = Pick<EventRow, 'chain' | 'seq' | 'hash' | 'id' | 'type' | 'reason' | 'status' | 'received_at'>;

export function listQuarantine({ sql }: Reader): Promise<Held[]> {
  return sql
    .selectFrom('events')
    .select(['chain', 'seq', 'hash', 'id', 'type', 'reason', 'status', 'received_at'])
    .where('status', '=', 'quarantined')
    .orderBy('received_at')
    .orderBy('chain')
    .orderBy('seq')
    .execute();
}

export type Decision =
  | { readonly outcome: 'released' | 'rejected' | 'not-found' }
  /** The event cannot count as it is; or it cannot be settled while only the tablet has all of it. */
  | { readonly outcome: 'unreleasable' | 'not-ours'; readonly reason: QuarantineReason };

/** Lets a held event count, in its own proven interval. What the chain had against it is the operator's to judge. */
export async function releaseEvent(tx: Tx, hash: string, by: string): Promise<Decision> {
  const row = await findHeld(tx, hash);
  if (!row) return { outcome: 'not-found' };
  const refused = await tryToAccept(tx, row);
  if (refused) return { outcome: 'unreleasable', reason: refused };
  await recordDecision(tx, row, 'release', by);
  return { outcome: 'released' };
}

/** Settles a held event for good: it stays in the ledger without its contact data, and never counts. */
export async function rejectEvent(tx: Tx, hash: string, by: string): Promise<Decision> {
  const row = await findHeld(tx, hash);
  if (!row) return { outcome: 'not-found' };
  // the tablet holds the only whole copy, and nothing but an acknowledgement may make it let go (A6)
  if (row.reason !== null && !isAcknowledged(row.reason)) return { outcome: 'not-ours', reason: row.reason };
  await tx.sql
    .updateTable('events')
    .set({ status: 'rejected', disclosures: '[]' })
    .where('chain', '=', row.chain)
    .where('seq', '=', row.seq)
    .where('hash', '=', hash)
    .execute();
  await tellDevice(tx, row.chain, { event: row.id, question: '', change: 'settled' });
  await recordDecision(tx, row, 'reject', by);
  return { outcome: 'rejected' };
}

/** B4: after a config is published or the back end upgraded, what was parked for it is read again. Returns how many now count. */
export async function reviewUnpublished(tx: Tx): Promise<number> {
  const rows = await tx.sql
    .selectFrom('events')
    .selectAll()
    .where('status', '=', 'quarantined')
    .where('reason', '=', 'unpublished')
    .orderBy('received_at')
    .orderBy('seq')
    .execute();
  let accepted = 0;
  for (const row of rows) if ((await tryToAccept(tx, row)) === undefined) accepted += 1;
  return accepted;
}

/** Undefined when it counts now; else what speaks against it. */
async function tryToAccept(tx: Tx, row: EventRow): Promise<QuarantineReason | undefined> {
  const carried: Carried = {
    chain: row.chain,
    line: [row.seq, row.id, row.hash],
    payload: row.payload,
    disclosures: JSON.parse(row.disclosures) as string[],
  };
  const verdict = await readEvent(carried, (digest) => getConfig(tx, digest));
  if (!verdict.ok) return verdict.reason;
  if (await isIdUsed(tx, row.id)) return 'id-reused';
  const device = await tx.sql.selectFrom('devices').select('skew').where('id', '=', row.chain).executeTakeFirst();
  await accept(tx, carried, verdict, { beside: row.beside, receivedAt: row.received_at }, device?.skew ?? 0);
  await tellDevice(tx, row.chain, { event: row.id, question: '', change: 'settled' });
  return undefined;
}

async function findHeld(tx: Tx, hash: string): Promise<EventRow | undefined> {
  return tx.sql
    .selectFrom('events')
    .selectAll()
    .where('hash', '=', hash)
    .where('status', '=', 'quarantined')
    .executeTakeFirst();
}

async function recordDecision(tx: Tx, row: EventRow, decision: 'release' | 'reject', by: string): Promise<void> {
  const { store } = await tx.sql
    .selectFrom('devices')
    .select('store')
    .where('id', '=', row.chain)
    .executeTakeFirstOrThrow();
  await appendFact(tx, { type: 'quarantine-decision', store, decision, subject: row.hash, by });
}
