// Receives a tablet's batch (protocol B). Every seq is stored, accepted or held apart; one bad event never blocks the next.
import { sql } from 'kysely';
import type { Instant } from '#domain/instant.ts';
import { isAcknowledged } from '#domain/quarantine.ts';
import { sha256 } from '#protocol/digest.ts';
import type { CarriedEvent, Manifest, ManifestLine, Outcome, SignedAnswer, SyncAnswer } from '#protocol/sync.ts';
import { acknowledge, isAnswered, recallWords } from './acknowledgement.ts';
import { mustGetCurrentConfig } from './config.ts';
import { forgetHeard, listChanges } from './device.ts';
import { type EventResult, holdFailed, holdFailedBare, type Received, receiveEvent } from './intake.ts';
import type { Device } from './schema.ts';
import type { Tx } from './store.ts';

export interface Batch {
  readonly manifest: Manifest;
  /** The JWS that says so. */
  readonly signed: string;
  readonly events: readonly CarriedEvent[];
  /** Older words of ours that the device shows (B8). */
  readonly acknowledgements: readonly string[];
  /** `file`: written some time ago, so that its clock tells nothing about now. */
  readonly via: 'wire' | 'file';
}

/** Where a chain stands. */
interface Position {
  readonly expected: number;
  /** Hash of the last event; null at the start and after lost events. */
  readonly head: string | null;
}

/** @param onFailure hears of an unexpected failure with one event; it is held as `internal-error` (B3) */
export async function receiveBatch(
  tx: Tx,
  device: Device,
  batch: Batch,
  onFailure: (error: unknown) => void,
): Promise<{ outcomes: readonly Outcome[]; signed: SignedAnswer }> {
  const { manifest, signed } = batch;
  // first of all, so that two batches of one device follow each other
  const isNews = batch.via === 'wire' && !(await isAnswered(tx, signed));
  const known = await noteContact(tx, device.id, manifest, isNews);
  const receivedAtByHash = await recallWords(tx, device.id, batch.acknowledgements);
  const eventBySeq = new Map(batch.events.map((event) => [event.seq, event]));
  const outcomes: EventResult[] = [];

  let position = await readPosition(tx, device.id);
  for (const line of manifest.lines.toSorted(([a], [b]) => a - b)) {
    position = await bookLost(tx, device.id, position, manifest);
    const [seq, , hash] = line;
    if (seq > position.expected) break; // only a gap stops a batch (B2)
    const received = await toReceived(device.id, line, eventBySeq.get(seq), receivedAtByHash.get(hash) ?? tx.now);
    outcomes.push(await receiveOne(tx, known, received, onFailure));
    // quarantine consumes the seq too, and moves the head to the hash in the manifest (B2)
    if (seq === position.expected) position = await setPosition(tx, device.id, { expected: seq + 1, head: hash });
  }
  position = await bookLost(tx, device.id, position, manifest);

  const letGo = outcomes.filter(({ reason }) => reason === undefined || isAcknowledged(reason));
  const isDrained = position.expected > manifest.head.seq && manifest.waiting <= letGo.length;
  if (isNews) await forgetHeard(tx, device.id, manifest.changesHeard);
  if (isNews && isDrained) await noteSealingKey(tx, device.id, manifest.sealingKey);
  const answer: SyncAnswer = {
    serverTime: tx.now,
    expected: position.expected,
    configDigest: (await mustGetCurrentConfig(tx)).digest,
    deviceStatus: known.status,
    outcomes,
    ...(await listChanges(tx, device.id, manifest.changesHeard)),
    keys: tx.keys.forDevices,
  };
  const hashes = letGo.map(({ hash }) => hash);
  const { sealingKey } = manifest;
  return {
    outcomes,
    signed: await acknowledge(tx, { device: device.id, sealingKey, request: signed, answer, hashes }),
  };
}

/** Bytes that are not what the manifest announces are nobody's word: they have not arrived (B2). */
async function toReceived(
  chain: string,
  line: ManifestLine,
  event: CarriedEvent | undefined,
  receivedAt: Instant,
): Promise<Received> {
  if (!event || (await sha256(event.jws)) !== line[2]) return { chain, line, jws: null, seal: null, receivedAt };
  return { chain, line, jws: event.jws, seal: event.seal, receivedAt };
}

/** @param isNews false: heard before, or written long ago; only a higher head is worth noting then */
async function noteContact(tx: Tx, id: string, manifest: Manifest, isNews: boolean): Promise<Device> {
  const { waiting, appVersion: app_version, sentAt } = manifest;
  const { seq } = manifest.head;
  const news = { last_seen_at: tx.now, skew: Math.round(tx.now - sentAt), waiting, app_version };
  return tx.sql
    .updateTable('devices')
    .set((e) => ({
      // lost events are counted against the highest head ever announced (B11)
      announced_seq: e.case().when('announced_seq', '<', seq).then(seq).else(e.ref('announced_seq')).end(),
      ...(isNews ? news : {}),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Nothing that the device still holds is sealed to an older key (B5). */
async function noteSealingKey(tx: Tx, id: string, sealing_key: string): Promise<void> {
  await tx.sql.updateTable('devices').set({ sealing_key }).where('id', '=', id).execute();
}

/** One savepoint per event: a failure undoes this event alone, and it is held (B3). */
async function receiveOne(
  tx: Tx,
  device: Device,
  received: Received,
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
