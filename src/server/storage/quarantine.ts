// Events held apart, and the operator's word on them (B6). A decision is itself an event; none undoes a withdrawal or objection.
import { isAcknowledged, type QuarantineReason } from '#domain/quarantine.ts';
import { appendFact } from './chain.ts';
import { tellDevice } from './device.ts';
import { dropDisclosures, readDisclosures } from './disclosure.ts';
import type { Carried } from './event-reader.ts';
import { accept } from './intake.ts';
import { judgeContent, judgeEvent } from './judgement.ts';
import type { Device, EventRow } from './schema.ts';
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
  const device = await mustGetDevice(tx, row.chain);
  const carried = await toCarried(tx, row);
  const verdict = await judgeContent(tx, device, carried);
  if (!verdict.ok) return { outcome: 'unreleasable', reason: verdict.reason };
  // also where it is held as a lost tablet's first of all: in a forked chain no place proves anything (C1)
  const isForked = row.beside === 1 || device.forked_at !== null;
  await accept(tx, device, carried, verdict, { beside: row.beside, receivedAt: row.received_at, isForked });
  await tellSettled(tx, row);
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
    .set({ status: 'rejected' })
    .where('chain', '=', row.chain)
    .where('seq', '=', row.seq)
    .where('hash', '=', hash)
    .execute();
  await dropDisclosures(tx, hash);
  await tellSettled(tx, row);
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
  for (const row of rows) {
    const device = await mustGetDevice(tx, row.chain);
    const carried = await toCarried(tx, row);
    const verdict = await judgeEvent(tx, device, carried);
    if (!verdict.ok) {
      // acknowledged long ago: contact data that is missing now was erased since, and no tablet can bring it
      if (isAcknowledged(verdict.reason)) await setReason(tx, row, verdict.reason);
      continue;
    }
    const place = { beside: row.beside, receivedAt: row.received_at, isForked: false };
    await accept(tx, device, carried, verdict, place);
    await tellSettled(tx, row);
    accepted += 1;
  }
  return accepted;
}

async function toCarried(tx: Tx, { chain, seq, id, hash, jws }: EventRow): Promise<Carried> {
  return { chain, line: [seq, id, hash], jws, disclosures: await readDisclosures(tx, hash) };
}

function mustGetDevice(tx: Tx, id: string): Promise<Device> {
  return tx.sql.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

async function setReason(tx: Tx, { chain, seq, hash }: EventRow, reason: QuarantineReason): Promise<void> {
  await tx.sql
    .updateTable('events')
    .set({ reason })
    .where('chain', '=', chain)
    .where('seq', '=', seq)
    .where('hash', '=', hash)
    .execute();
}

/** The tablet need not ask anybody to look any more. */
function tellSettled(tx: Tx, { chain, id }: EventRow): Promise<void> {
  return tellDevice(tx, chain, { event: id, question: '', change: 'settled' });
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
  const { store } = await mustGetDevice(tx, row.chain);
  await appendFact(tx, { type: 'quarantine-decision', store, decision, subject: row.hash, by });
}
