// Takes one event of a device into custody: accepted with its effect, or held apart with its reason (B2 to B6).
import { z } from 'zod';
import { stopInQuarantineSchema } from '#domain/consent-event.ts';
import type { Custody } from '#domain/custody.ts';
import type { Instant } from '#domain/instant.ts';
import { isAcknowledged, type QuarantineReason, takesEffectInQuarantine } from '#domain/quarantine.ts';
import { openWhatOpens } from '#protocol/disclosure.ts';
import { openSeal } from '#protocol/seal.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { CarriedEvent, ManifestLine, Outcome } from '#protocol/sync.ts';
import { earliestProvenBy } from './acknowledgement.ts';
import { recordAudit } from './audit.ts';
import { isContactPoint } from './contact-identity.ts';
import { dropDisclosures, keepDisclosures, withoutErased } from './disclosure.ts';
import { type Carried, type Readable, readJson } from './event-reader.ts';
import { judgeEvent } from './judgement.ts';
import { recordAnswers, recordStopAtTill } from './record.ts';
import type { Device, EventRow } from './schema.ts';
import type { Tx } from './store.ts';

export interface EventResult extends Outcome {
  readonly reason?: QuarantineReason;
}

/** An event as a batch brings it. */
export interface Received {
  readonly chain: string;
  readonly line: ManifestLine;
  readonly jws: CarriedEvent['jws'] | null;
  readonly seal: CarriedEvent['seal'];
  /** Now, unless an older word of ours names it (B8). */
  readonly receivedAt: Instant;
}

/** A forked device is marked in the row given, too: what follows in the same batch is held. */
export async function receiveEvent(tx: Tx, device: Device, received: Received): Promise<EventResult> {
  const { chain, line, receivedAt } = received;
  const [seq, id, hash] = line;
  const atSeq = await tx.sql
    .selectFrom('events')
    .selectAll()
    .where('chain', '=', chain)
    .where('seq', '=', seq)
    .execute();

  const same = atSeq.find((row) => row.hash === hash);
  if (same) return receiveAgain(tx, device, received, same);
  // B4: the first stays untouched; another event on a used seq is a restored profile
  const first = atSeq.find((row) => row.beside === 0);
  if (first && first.id !== id) {
    device.forked_at ??= tx.now;
    await tx.sql.updateTable('devices').set({ forked_at: device.forked_at }).where('id', '=', device.id).execute();
  }
  return evaluate(tx, device, await open(tx, received), { beside: first ? 1 : 0, receivedAt });
}

async function open({ keys }: Tx, { chain, line, jws, seal }: Received): Promise<Carried> {
  return { chain, line, jws, disclosures: seal === null ? [] : await openSeal(seal, keys.sealing) };
}

/** Where the row stands, and when its event first arrived: an event evaluated again keeps its own interval. */
interface Place {
  readonly beside: number;
  readonly receivedAt: number;
}

const placeOf = (row: EventRow): Place => ({ beside: row.beside, receivedAt: row.received_at });

async function receiveAgain(tx: Tx, device: Device, received: Received, row: EventRow): Promise<EventResult> {
  const [seq, , hash] = received.line;
  if (row.status === 'accepted') return { seq, hash, outcome: 'duplicate' };
  if (row.status === 'erased') return { seq, hash, outcome: 'erased' };
  const reason = row.reason ?? 'internal-error';
  if (row.status === 'rejected' || isAcknowledged(reason)) return { seq, hash, outcome: 'quarantined', reason };
  return evaluate(tx, device, await open(tx, received), placeOf(row));
}

async function evaluate(tx: Tx, device: Device, carried: Carried, place: Place): Promise<EventResult> {
  const verdict = await judgeEvent(tx, device, carried);
  if (!verdict.ok) return hold(tx, device, carried, verdict.reason, place);
  if (place.beside === 1) return hold(tx, device, carried, 'id-reused', place);
  return accept(tx, device, carried, verdict, { ...place, isForked: false });
}

/** Stores an event as accepted and gives it its effect, in its own proven interval (C1). */
export async function accept(
  tx: Tx,
  device: Pick<Device, 'id' | 'skew'>,
  carried: Carried,
  { event, claims, config }: Readable,
  place: Place & { readonly isForked: boolean },
): Promise<EventResult> {
  const { chain, line, jws, disclosures = [] } = carried;
  const [seq, id, hash] = line;
  const custody = await custodyOf(tx, carried, event.lastAcknowledgement, place);
  await putEvent(tx, {
    ...{ chain, seq, hash, id, jws, type: event.type, status: 'accepted', reason: null },
    ...{
      business_day: event.businessDay,
      beside: place.beside,
      received_at: place.receivedAt,
      earliest: custody.earliest,
    },
  });
  if (event.type === 'day-exported') {
    await recordAudit(tx, { actor: `device:${device.id}`, action: event.type, subject: event.exportedDay });
    return { seq, hash, outcome: 'accepted' };
  }
  // numbers only: nothing was read, and nobody is concerned
  if (event.type === 'day-closed') return { seq, hash, outcome: 'accepted' };
  if (event.type !== 'answers-given') {
    await recordStopAtTill(tx, event, claims, { hash, custody });
    // of who asked to stop, only the keyed hash is kept (D7)
    await dropDisclosures(tx, hash);
    return { seq, hash, outcome: 'accepted' };
  }
  if (!config) throw new Error('answers without their config');
  await keepDisclosures(tx, hash, disclosures);
  const outcome = await recordAnswers(tx, event, claims, config, { hash, custody, skew: device.skew });
  if (outcome === 'erased')
    await tx.sql
      .updateTable('events')
      .set({ status: 'erased' })
      .where('id', '=', id)
      .where('hash', '=', hash)
      .execute();
  return { seq, hash, outcome };
}

/** Holds an event apart, and gives a withdrawal or objection its effect all the same (B6). */
async function hold(
  tx: Tx,
  device: Device,
  carried: Carried,
  reason: QuarantineReason,
  place: Place,
): Promise<EventResult> {
  const { line, jws, disclosures = [] } = carried;
  const [seq, , hash] = line;
  const { type, businessDay, lastAcknowledgement, stop } = peek(jws);
  const isForked = device.forked_at !== null || place.beside === 1;
  const custody = await custodyOf(tx, carried, lastAcknowledgement, { ...place, isForked });
  await putHeld(tx, carried, reason, place, { earliest: custody.earliest, type, businessDay });
  // what is not acknowledged the tablet keeps, and brings again
  if (isAcknowledged(reason)) await keepDisclosures(tx, hash, await withoutErased(tx, disclosures, custody));
  if (stop && takesEffectInQuarantine(stop.type)) {
    // as far as it can be read: one damaged disclosure does not save the others
    const claims = await openWhatOpens(stop._sd, disclosures);
    await recordStopAtTill(tx, stop, claims.filter(isContactPoint), { hash, custody });
  }
  return { seq, hash, outcome: 'quarantined', reason };
}

/** B3: after an unexpected failure. The tablet is not told to let go, and offers the event again. */
export async function holdFailed(tx: Tx, device: Device, received: Received): Promise<EventResult> {
  return hold(tx, device, await open(tx, received), 'internal-error', await findPlace(tx, received));
}

/** As above, where even the effect of a withdrawal fails. */
export async function holdFailedBare(tx: Tx, received: Received): Promise<EventResult> {
  const [seq, , hash] = received.line;
  const unread = { earliest: null, type: null, businessDay: null };
  await putHeld(tx, received, 'internal-error', await findPlace(tx, received), unread);
  return { seq, hash, outcome: 'quarantined', reason: 'internal-error' };
}

async function findPlace(tx: Tx, { chain, line: [seq, , hash], receivedAt }: Received): Promise<Place> {
  const rows = await tx.sql
    .selectFrom('events')
    .selectAll()
    .where('chain', '=', chain)
    .where('seq', '=', seq)
    .execute();
  const own = rows.find((row) => row.hash === hash);
  return own ? placeOf(own) : { beside: rows.length > 0 ? 1 : 0, receivedAt };
}

function putHeld(
  tx: Tx,
  { chain, line: [seq, id, hash], jws }: Pick<Carried, 'chain' | 'line' | 'jws'>,
  reason: QuarantineReason,
  { beside, receivedAt }: Place,
  { earliest, type, businessDay }: Pick<EventRow, 'earliest' | 'type'> & { readonly businessDay: string | null },
): Promise<void> {
  return putEvent(tx, {
    ...{ chain, seq, hash, id, jws, type, status: 'quarantined', reason, beside, earliest, received_at: receivedAt },
    business_day: businessDay,
  });
}

/** Inserts the row, or puts it in the place of the one that was held for the same event. */
async function putEvent(tx: Tx, row: EventRow): Promise<void> {
  await tx.sql
    .insertInto('events')
    .values(row)
    .onConflict((c) => c.columns(['chain', 'seq', 'hash']).doUpdateSet(row))
    .execute();
}

/**
 * C1. In a forked chain a higher seq proves nothing: two tablets count there. Each event of it stands in a chain of its
 * own, so that only the intervals speak.
 */
async function custodyOf(
  tx: Tx,
  { chain, line: [seq, , hash] }: Pick<Carried, 'chain' | 'line'>,
  word: string | null,
  { receivedAt, isForked }: Place & { readonly isForked: boolean },
): Promise<Custody> {
  const earliest = await earliestProvenBy(tx, chain, word);
  return { chain: isForked ? `${chain}#${hash.slice(0, 12)}` : chain, seq, earliest, latest: receivedAt };
}

/** The least that is read of an event that is held. */
const heldSchema = z.object({
  type: z.string().max(64).nullable().catch(null),
  businessDay: z.iso.date().nullable().catch(null),
  lastAcknowledgement: z.string().max(64).nullable().catch(null),
});

function peek(jws: string | null) {
  const json = readJson(jws === null ? undefined : readSignedText(jws));
  const none = { type: null, businessDay: null, lastAcknowledgement: null };
  return { ...(heldSchema.safeParse(json).data ?? none), stop: stopInQuarantineSchema.safeParse(json).data };
}
