// A2, the capture: build, seal and sign outside any transaction, because IndexedDB commits while WebCrypto is awaited;
// then one strict transaction checks that nothing has moved meanwhile and puts event and head together.
import { sha256 } from '#protocol/digest.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import { type Seal, sealDisclosures } from '#protocol/seal.ts';
import { signedTypes, signText } from '#protocol/signature.ts';
import type { Connection } from './connection.ts';
import type { Device, Head, JournalDatabase, JournalRow } from './db.ts';
import { type FixedEvent, toPayload } from './event.ts';
import { type FailureCode, JournalError, toFailureCode } from './failure.ts';

export type CaptureResult =
  | { readonly outcome: 'saved' }
  | { readonly outcome: 'not-saved'; readonly code: FailureCode };

/** Given the hash of the last acknowledgement. */
export type FixEvent = (lastAcknowledgement: string | null) => Promise<FixedEvent>;

/** How often another tab may take the next place before we give up: each time it has saved an answer of its own. */
const ATTEMPTS = 20;

/**
 * @param fix called once: what it makes stays the same through every retry and every new place in the chain (A3). What it
 *   throws is a bug and is passed on.
 */
export async function captureEvent(connection: Connection, device: Device, fix: FixEvent): Promise<CaptureResult> {
  let found: { readonly acknowledgement: string | null; readonly sealingKey: PublicKey };
  try {
    found = await connection.use(readLatest);
  } catch (error) {
    return { outcome: 'not-saved', code: toFailureCode(error) };
  }
  const fixed = await fix(found.acknowledgement);
  const seal = await sealEvent(fixed, found.sealingKey, device.closing.publicKey);
  try {
    await connection.use((db) => chain(db, device, fixed, seal));
    return { outcome: 'saved' };
  } catch (error) {
    return { outcome: 'not-saved', code: toFailureCode(error) };
  }
}

function readLatest(db: JournalDatabase) {
  return db.transaction('r', db.device, async () => {
    const { acknowledgement } = await db.mustGetValue('sync');
    const { sealing } = await db.mustGetValue('backEndKeys');
    return { acknowledgement, sealingKey: sameObject(sealing) };
  });
}

/** The day's file shows no contact point of a stop, so that one is sealed to the back end alone (D7). */
export async function sealEvent(
  { event, disclosures }: FixedEvent,
  sealingKey: PublicKey,
  closingKey: PublicKey,
): Promise<Seal | null> {
  if (disclosures.length === 0) return null;
  return sealDisclosures(disclosures, event.type === 'answers-given' ? [sealingKey, closingKey] : [sealingKey]);
}

async function chain(db: JournalDatabase, device: Device, fixed: FixedEvent, seal: Seal | null): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const head = await db.mustGetValue('head');
    const seq = head.seq + 1;
    const jws = await signText(toPayload(fixed, seq, head.hash), signedTypes.event, device.keys);
    const row: JournalRow = {
      seq,
      id: fixed.event.id,
      hash: await sha256(jws),
      jws,
      seal,
      capturedAt: fixed.capturedAt,
      businessDay: fixed.businessDay,
      changes: {},
      acknowledgement: fixed.event.lastAcknowledgement,
    };
    if (await putRow(db, row, head, device)) return;
  }
  throw new JournalError('BusyError', 'another tab keeps saving');
}

/** False when the head has moved. Resolves after the transaction's `complete`, and not before. */
export function putRow(db: JournalDatabase, row: JournalRow, expected: Head, device: Device): PromiseLike<boolean> {
  return db.transaction('rw', [db.journal, db.device], async () => {
    // the id is there: it was saved, by the first try of a retry or by a second tap
    if ((await db.journal.where('id').equals(row.id).count()) > 0) return true;
    const { device: owner } = await db.mustGetValue('identity');
    // a new device has taken the place of this one, in another tab: its chain is not for our key
    if (owner !== device.identity.device) throw new JournalError('ReplacedError', 'this tablet is another device now');
    const head = await db.mustGetValue('head');
    if (head.seq !== expected.seq || head.hash !== expected.hash) return false;
    await db.journal.add(row);
    await db.putValue('head', { seq: row.seq, hash: row.hash });
    return true;
  });
}

/** jose imports a key once per object: the same key must come as the same object, or each capture would import it anew. */
const sealingKeys = new Map<string, PublicKey>();

function sameObject(key: PublicKey): PublicKey {
  const known = sealingKeys.get(key.kid) ?? key;
  sealingKeys.set(key.kid, known);
  return known;
}
