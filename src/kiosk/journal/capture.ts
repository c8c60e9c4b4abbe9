// A2, the capture: build and hash outside any transaction, because IndexedDB commits while WebCrypto is awaited; then
// one strict transaction checks that nothing has moved meanwhile and puts event and head together.
import { sha256 } from '#protocol/digest.ts';
import type { Connection } from './connection.ts';
import type { Head, JournalDatabase, JournalRow } from './db.ts';
import { type FixedEvent, toPayload } from './event.ts';
import { type FailureCode, JournalError, toFailureCode } from './failure.ts';

export type CaptureResult =
  | { readonly outcome: 'saved' }
  | { readonly outcome: 'not-saved'; readonly code: FailureCode };

/** How often another tab may take the next place before we give up: each time it has saved an answer of its own. */
const ATTEMPTS = 20;

/**
 * @param fix is given the hash of the last acknowledgement and called once: what it makes stays the same through every
 *   retry and every new place in the chain (A3). What it throws is a bug and is passed on.
 */
export async function captureEvent(
  connection: Connection,
  fix: (lastAcknowledgement: string | null) => Promise<FixedEvent>,
): Promise<CaptureResult> {
  let lastAcknowledgement: string | null;
  try {
    const sync = await connection.use((db) => db.getValue('sync'));
    lastAcknowledgement = sync?.acknowledgement.hash ?? null;
  } catch (error) {
    return { outcome: 'not-saved', code: toFailureCode(error) };
  }
  const fixed = await fix(lastAcknowledgement);
  try {
    await connection.use((db) => chain(db, fixed));
    return { outcome: 'saved' };
  } catch (error) {
    return { outcome: 'not-saved', code: toFailureCode(error) };
  }
}

async function chain(db: JournalDatabase, fixed: FixedEvent): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const head = await db.mustGetValue('head');
    const seq = head.seq + 1;
    const payload = toPayload(fixed, seq, head.hash);
    const row: JournalRow = {
      seq,
      id: fixed.event.id,
      hash: await sha256(payload),
      payload,
      disclosures: fixed.disclosures,
      capturedAt: fixed.capturedAt,
      businessDay: fixed.businessDay,
      changes: {},
    };
    if (await putRow(db, row, head)) return;
  }
  throw new JournalError('BusyError', 'another tab keeps saving');
}

/** False when the head has moved. Resolves after the transaction's `complete`, and not before. */
function putRow(db: JournalDatabase, row: JournalRow, expected: Head): PromiseLike<boolean> {
  return db.transaction('rw', [db.journal, db.device], async () => {
    // the id is there: it was saved, by the first try of a retry or by a second tap
    if ((await db.journal.where('id').equals(row.id).count()) > 0) return true;
    const head = await db.mustGetValue('head');
    if (head.seq !== expected.seq || head.hash !== expected.hash) return false;
    await db.journal.add(row);
    await db.putValue('head', { seq: row.seq, hash: row.hash });
    return true;
  });
}
