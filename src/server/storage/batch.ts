// Receives a tablet's batch (protocol B). Every seq is stored, accepted or held apart; one bad event never blocks the next.
import { sql } from 'kysely';
import { isAcknowledged } from '#domain/quarantine.ts';
import type { Outcome, SyncRequest, SyncResponse } from '#protocol/sync.ts';
import { acknowledge } from './acknowledgement.ts';
import { mustGetCurrentConfig } from './config.ts';
import { listChanges } from './device.ts';
import type { Carried } from './event-reader.ts';
import { type EventResult, holdFailed, holdFailedBare, receiveEvent } from './intake.ts';
import type { Device } from './schema.ts';
import type { Tx } from './store.ts';

type Manifest = SyncRequest['manifest'];

/** Where a chain stands. */
interface Position {
  readonly expected: number;
  /** Hash of the last event; null at the start and after lost events. */
  readonly head: string | null;
}

/** @param onFailure hears of an unexpected failure with one event; it is held as `internal-error` (B3) */
export async function receiveBatch(
  tx: Tx,
  authenticated: Device,
  { manifest, events }: SyncRequest,
  onFailure: (error: unknown) => void,
): Promise<SyncResponse> {
  // first of all, so that two batches of one device follow each other
  const device = await noteContact(tx, authenticated.id, manifest);
  const bodies = new Map(events.map((event) => [event.seq, event]));
  const outcomes: EventResult[] = [];

  let position = await readPosition(tx, device.id);
  for (const line of manifest.lines.toSorted(([a], [b]) => a - b)) {
    position = await bookLost(tx, device.id, position, manifest);
    const [seq, , hash] = line;
    if (seq > position.expected) break; // only a gap stops a batch (B2)
    const body = bodies.get(seq);
    const { payload = null, disclosures = [] } = body ?? {};
    const received: Carried = { chain: device.id, line, payload, disclosures };
    outcomes.push(await receiveOne(tx, device, received, onFailure));
    // quarantine consumes the seq too, and moves the head to the hash in the manifest (B2)
    if (seq === position.expected) position = await setPosition(tx, device.id, { expected: seq + 1, head: hash });
  }
  position = await bookLost(tx, device.id, position, manifest);

  const letGo = outcomes.filter(({ reason }) => reason === undefined || isAcknowledged(reason));
  const hashes = letGo.map(({ hash }) => hash);
  return {
    acknowledgement: await acknowledge(tx, device.id, hashes),
    serverTime: tx.now,
    expected: position.expected,
    configDigest: (await mustGetCurrentConfig(tx)).digest,
    deviceStatus: device.status,
    outcomes: outcomes satisfies Outcome[],
    ...(await listChanges(tx, device.id, manifest.changesHeard)),
  };
}

async function noteContact(tx: Tx, id: string, manifest: Manifest): Promise<Device> {
  const device = await tx.sql
    .updateTable('devices')
    .set({
      last_seen_at: tx.now,
      skew: Math.round(tx.now - manifest.sentAt),
      waiting: manifest.waiting,
      app_version: manifest.appVersion,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  // lost events are counted against the highest head ever announced (B11)
  await tx.sql
    .updateTable('devices')
    .set({ announced_seq: manifest.head.seq })
    .where('id', '=', id)
    .where('announced_seq', '<', manifest.head.seq)
    .execute();
  return device;
}

/** One savepoint per event: a failure undoes this event alone, and it is held (B3). */
async function receiveOne(
  tx: Tx,
  device: Device,
  received: Carried,
  onFailure: (error: unknown) => void,
): Promise<EventResult> {
  for (const attempt of [() => receiveEvent(tx, device, received), () => holdFailed(tx, device, received)]) {
    await sql`savepoint one_event`.execute(tx.sql);
    try {
      const result = await attempt();
      await sql`release savepoint one_event`.execute(tx.sql);
      return result;
    } catch (error) {
      onFailure(error);
      await sql`rollback to savepoint one_event`.execute(tx.sql);
      await sql`release savepoint one_event`.execute(tx.sql);
    }
  }
  return holdFailedBare(tx, received);
}

async function readPosition(tx: Tx, chain: string): Promise<Position> {
  return tx.sql.selectFrom('chains').select(['expected', 'head']).where('id', '=', chain).executeTakeFirstOrThrow();
}

async function setPosition(tx: Tx, chain: string, position: Position): Promise<Position> {
  await tx.sql.updateTable('chains').set(position).where('id', '=', chain).execute();
  return position;
}

/**
 * B2: what the device no longer holds is booked as lost, visibly, and the back end goes on behind it. Never beyond the
 * head that the device announces, and never what this very batch lists.
 */
async function bookLost(tx: Tx, chain: string, position: Position, manifest: Manifest): Promise<Position> {
  const { expected } = position;
  const range = manifest.noLongerHeld.find(([first, last]) => first <= expected && expected <= last);
  if (!range) return position;
  const listed = manifest.lines.map(([seq]) => seq).filter((seq) => seq >= expected);
  const last_seq = Math.min(range[1], manifest.head.seq, ...listed.map((seq) => seq - 1));
  if (last_seq < expected) return position;
  await tx.sql.insertInto('lost').values({ chain, first_seq: expected, last_seq, booked_at: tx.now }).execute();
  return setPosition(tx, chain, { expected: last_seq + 1, head: null });
}
