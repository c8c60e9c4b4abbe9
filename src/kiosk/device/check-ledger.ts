// Whether the journal's rows are still what this device has signed: hashes, links, places and signatures. What is gone breaks no
// link: whether it may be gone is another question (B11).
import { sha256 } from '#protocol/digest.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import { signedTypes, verifyText } from '#protocol/signature.ts';
import type { Head, JournalRow } from '../journal/db.ts';
import { readDeviceEvent } from '../journal/ledger.ts';

/** Rows checked between two breaths of the screen. */
const SLICE = 25;

export interface LedgerCheck {
  readonly intact: boolean;
  /** Seqs of the events that are as they were signed: only these may be read. */
  readonly verified: ReadonlySet<number>;
}

/**
 * @param rows in the order of the chain
 * @param pause lets the browser draw and hear a touch
 */
export async function checkLedger(
  rows: readonly JournalRow[],
  head: Head,
  device: string,
  key: PublicKey,
  pause: () => Promise<void>,
): Promise<LedgerCheck> {
  const verified = new Set<number>();
  for (let start = 0; start < rows.length; start += SLICE) {
    const slice = rows.slice(start, start + SLICE);
    const good = await Promise.all(slice.map((row, i) => isAsSigned(row, rows[start + i - 1], device, key)));
    for (const [i, { seq }] of slice.entries()) if (good[i]) verified.add(seq);
    await pause();
  }
  const last = rows.at(-1);
  const endsAtHead = !last || last.seq < head.seq || (last.seq === head.seq && last.hash === head.hash);
  return { intact: verified.size === rows.length && endsAtHead, verified };
}

async function isAsSigned(
  { seq, id, hash, jws }: JournalRow,
  before: JournalRow | undefined,
  device: string,
  key: PublicKey,
): Promise<boolean> {
  if ((await sha256(jws)) !== hash || (await verifyText(jws, signedTypes.event, [key])) === undefined) return false;
  const event = readDeviceEvent(jws);
  if (event?.seq !== seq || event.id !== id || event.chain !== device) return false;
  if (seq === 1) return event.previous === null;
  return before?.seq !== seq - 1 || event.previous === before.hash;
}
