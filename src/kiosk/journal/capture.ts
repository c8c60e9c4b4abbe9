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
  let before: Before;
  try {
    before = await connection.use(readBefore);
  } catch (error) {
    return { outcome: 'not-saved', code: toFailureCode(error) };
  }
  const fixed = await fix(before.acknowledgement);
  const seal = await sealEvent(fixed, before.sealingKey, device.closing.publicKey);
  try {
    await connection.use((db) => chain(db, device, fixed, seal, before.head));
    return { outcome: 'saved' };
  } catch (error) {
    return { outcome: 'not-saved', code: toFailureCode(error) };
  }
}

interface Before {
  readonly acknowledgement: string;
  readonly sealingKey: PublicKey;
  readonly head: Head;
}

async function readBefore(db: JournalDatabase): Promise<Before> {
  const [{ acknowledgement }, { sealing }, head] = await db.mustGetValues('sync', 'backEndKeys', 'head');
  return { acknowledgement, sealingKey: sameObject(sealing), head };
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

async function chain(
  db: JournalDatabase,
  device: Device,
  fixed: FixedEvent,
  seal: Seal | null,
  expected: Head,
): Promise<void> {
  let head = expected;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
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
    if (await putRow(db, row, head, device, fixed.also)) return;
    head = await db.mustGetValue('head');
  }
  throw new JournalError('BusyError', 'another tab keeps saving');
}

/** False when the head has moved. Resolves after the transaction's `complete`, and not before. */
export async function putRow(
  db: JournalDatabase,
  row: JournalRow,
  expected: Head,
  device: Device,
  also?: FixedEvent['also'],
): Promise<boolean> {
  try {
    return await db.transaction('rw', [db.journal, db.device], async () => {
      const [owner, head] = await db.mustGetValues('identity', 'head');
      // a new device has taken the place of this one, in another tab: its chain is not for our key
      if (owner.device !== device.identity.device)
        throw new JournalError('ReplacedError', 'this tablet is another device now');
      if (head.seq !== expected.seq || head.hash !== expected.hash) return false;
      await Promise.all([db.journal.add(row), db.putValue('head', { seq: row.seq, hash: row.hash })]);
      await also?.(db, row);
      return true;
    });
  } catch (error) {
    // the id is there: it was saved, by the first try of a retry or by a second tap
    if (error instanceof Error && error.name === 'ConstraintError')
      return (await db.journal.where('id').equals(row.id).count()) > 0;
    throw error;
  }
}

/** jose imports a key once per object: the same key must come as the same object, or each capture would import it anew. */
const sealingKeys = new Map<string, PublicKey>();

function sameObject(key: PublicKey): PublicKey {
  const known = sealingKeys.get(key.kid) ?? key;
  sealingKeys.set(key.kid, known);
  return known;
}
