// All that a close of day is made of, as it stood at one instant, and how a close is kept. Loaded only for one.
import type { BusinessDay } from '#domain/business-day.ts';
import type { HeldRecord } from '#domain/close-report.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import type { DeviceEvent } from '#domain/consent-event.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { CompletedHandOver } from '../kiosk.ts';
import type { Closes, Head, JournalDatabase, JournalRow, StoredClose } from './db.ts';
import type { FixedEvent } from './event.ts';
import { JournalError } from './failure.ts';
import type { SyncState } from './settle.ts';

export interface Ledger {
  /** In the order of the chain. */
  readonly rows: readonly JournalRow[];
  readonly head: Head;
  readonly sync: SyncState;
  readonly closes: Closes;
  readonly handOvers: readonly CompletedHandOver[];
  /** Questions whose yes counts only once it is confirmed. */
  readonly doubleOptIn: ReadonlySet<string>;
}

/** What a tablet keeps to show again: a month of evenings. */
const CLOSES_KEPT = 31;

const none: Closes = { list: [], handOvers: [], sealsDue: 0, sealsDropped: 0 };

export function readLedger(db: JournalDatabase): PromiseLike<Ledger> {
  return db.transaction('r', [db.journal, db.device], async () => {
    const [head, sync, { text }] = await db.mustGetValues('head', 'sync', 'config');
    const { questions } = JSON.parse(text) as ShopConfig;
    return {
      rows: await db.journal.orderBy('seq').toArray(),
      ...{ head, sync },
      closes: (await db.getValue('closes')) ?? none,
      handOvers: (await db.getValue('handOvers')) ?? [],
      doubleOptIn: new Set(questions.filter((q) => q.confirmation === 'email').map((q) => q.id)),
    };
  });
}

/** @param isVerified else nothing of it is believed */
export function toHeldRecord({ seq, jws, changes }: JournalRow, isVerified: boolean): HeldRecord {
  return { seq, event: isVerified ? readDeviceEvent(jws) : undefined, changes };
}

/** Undefined when the text is damaged. */
export function readDeviceEvent(jws: string): DeviceEvent | undefined {
  try {
    return JSON.parse(readSignedText(jws) ?? '') as DeviceEvent;
  } catch {
    return undefined;
  }
}

/** Stores the close with its event, in the transaction that moves the head: no number is given twice. */
export function keepClose(
  { number, lastSeq }: CloseReport,
  { sync, handOvers }: Ledger,
  day: BusinessDay,
): NonNullable<FixedEvent['also']> {
  return async (db, { jws, hash }) => {
    const before = (await db.getValue('closes')) ?? none;
    if ((before.list.at(-1)?.number ?? 0) !== number - 1)
      throw new JournalError('BusyError', 'another tab has closed the day');
    const close: StoredClose = { number, lastSeq, mark: sync.mark, day, jws, hash };
    await db.putValue('closes', {
      ...before,
      list: [...before.list, close].slice(-CLOSES_KEPT),
      handOvers: handOvers.map(({ nonce }) => nonce),
      sealsDue: before.list.findLast((earlier) => earlier.day < day)?.lastSeq ?? before.sealsDue,
    });
  };
}

/**
 * A4: what the closing passphrase opens stays until a close on a later business day than the one that counted it, so that its
 * file can still be had the next morning. A stop's seal, which nobody opens here, stays with its row: only with it can a back
 * end that came back from a backup learn who stopped (B8).
 */
export function dropClosedSeals(db: JournalDatabase): PromiseLike<void> {
  return db.transaction('rw', [db.journal, db.device], async () => {
    const [sync, closing, closes] = await db.mustGetValues('sync', 'closing', 'closes');
    const through = Math.min(closes.sealsDue, sync.mark);
    // what the back end does not hold
    const exceptions = sync.apart.filter(({ acknowledged }) => !acknowledged).map(({ seq }) => seq);
    await db.journal
      .where('seq')
      .between(closes.sealsDropped, through, false, true)
      .and(({ seq, seal }) => seal?.includes(closing.publicKey.kid) === true && !exceptions.includes(seq))
      .modify({ seal: null });
    // what is kept as an exception is looked at again
    const sealsDropped = Math.min(through, ...exceptions.map((seq) => seq - 1));
    await db.putValue('closes', { ...closes, sealsDropped: Math.max(sealsDropped, closes.sealsDropped) });
  });
}
