// The close of day on the tablet, with or without a network: who knows the closing passphrase may count, and may close. Loaded only
// for that.
import { businessDayAt } from '#domain/business-day.ts';
import { toCloseReport } from '#domain/close-report.ts';
import type { DayClosed } from '#domain/consent-event.ts';
import type { Instant } from '#domain/instant.ts';
import { toCloseFile, toFingerprint } from '#protocol/close-file.ts';
import type { Device, StoredClose } from '../journal/db.ts';
import type { DayClose } from '../journal/event.ts';
import type { Journal } from '../journal/journal.ts';
import { keepClose, type Ledger, readDeviceEvent, toHeldRecord } from '../journal/ledger.ts';
import type { CloseReading, Closing, OpenClosingResult, SaveResult, SignedClose } from '../kiosk.ts';
import { checkLedger } from './check-ledger.ts';
import { openClosingKey } from './closing-key.ts';

export interface CloseDayDeps {
  readonly journal: Journal;
  readonly device: Device;
  /** Of the store. */
  readonly timeZone: string;
  readonly now: () => Instant;
  readonly pause?: () => Promise<void>;
}

/** @param record writes the event that closes the day */
export async function openClosing(
  deps: CloseDayDeps,
  passphrase: string,
  record: (close: Omit<DayClose, 'id'>) => Promise<SaveResult>,
): Promise<OpenClosingResult> {
  const { journal, device, timeZone, now } = deps;
  // the key itself is not needed: nobody's data is read for a close
  if (!(await openClosingKey(device.closing, passphrase))) return { outcome: 'wrong-passphrase' };
  const closing: Closing = {
    read: async () => toReading(await journal.readLedger(), deps),
    async close() {
      const ledger = await journal.readLedger();
      const { report } = await toReading(ledger, deps);
      const day = businessDayAt(now() + ledger.sync.skew, timeZone);
      const saved = await record({ report, also: keepClose(report, ledger, day) });
      if (saved.outcome === 'not-saved') return { outcome: 'not-closed', code: saved.code };
      const [close] = await closing.list();
      return close ? { outcome: 'closed', close } : { outcome: 'not-closed', code: 'S-OTHER' };
    },
    async list() {
      const { closes } = await journal.readLedger();
      return closes.list.map(toSignedClose).reverse();
    },
  };
  return { outcome: 'open', closing };
}

async function toReading(
  ledger: Ledger,
  { device, pause = breathe }: Pick<CloseDayDeps, 'device' | 'pause'>,
): Promise<CloseReading> {
  const { rows, head, sync, closes, doubleOptIn } = ledger;
  const { identity, keys } = device;
  const last = closes.list.at(-1);
  const counted = new Set(closes.handOvers);
  const { intact, verified } = await checkLedger(rows, head, identity.device, keys.publicKey, pause);
  const report = toCloseReport({
    previous: last ? { ...last, at: toSignedClose(last).event.capturedAt } : null,
    head,
    delivery: sync,
    records: rows.map((row) => toHeldRecord(row, verified.has(row.seq))),
    doubleOptIn,
    onPhone: ledger.handOvers.filter(({ nonce }) => !counted.has(nonce)).length,
    ledger: { intact, verified: verified.size },
    skew: Math.round(sync.skew),
  });
  const rowBySeq = new Map(rows.map((row) => [row.seq, row]));
  const apart = sync.apart.map(({ seq, reason, acknowledged }) => {
    const row = rowBySeq.get(seq);
    return { seq, reason, isHere: !acknowledged, capturedAt: row?.capturedAt ?? null };
  });
  return { report, apart };
}

function toSignedClose({ jws, hash }: StoredClose): SignedClose {
  return { event: readDeviceEvent(jws) as DayClosed, hash, fingerprint: toFingerprint(hash), file: toCloseFile(jws) };
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
