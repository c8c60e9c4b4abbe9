// The journal: this tablet's chain of events and how far the back end has it. README.md is the contract.
import type { Instant } from '#domain/instant.ts';
import type { ClosingKey } from '../device/closing-key.ts';
import type { DeviceKeys } from '../device/keys.ts';
import type { PinStorage } from '../device/staff-pin.ts';
import { applyAnswer, prune } from './answer.ts';
import { type Batch, readBatch, readExceptions, readTally, type Tally } from './batch.ts';
import { type CaptureResult, captureEvent, type FixEvent } from './capture.ts';
import { createConnection } from './connection.ts';
import { type Day, listDays, readDay } from './day.ts';
import type { DatabaseOptions, Device, JournalDatabase, StoredConfig } from './db.ts';
import { readHeld } from './held.ts';
import type { Ledger } from './ledger.ts';
import { type Enrolment, enrol, keysFor, wipe } from './life.ts';
import type { Answer, Sent, SyncState } from './settle.ts';

/** All but `capture` throw when storage fails twice; `toFailureCode` names the cause. */
export interface Journal extends PinStorage {
  /** The key pair that goes with this code, the same one until it is enrolled. */
  keysFor(code: string, make: () => Promise<DeviceKeys>): Promise<DeviceKeys>;
  /** False when this journal belongs to another device than the replaced one, or has something to hand over (A1). */
  enrol(enrolment: Enrolment, replaced: string | null): Promise<boolean>;
  /** False while something waits to be handed over (B9). */
  wipe(): Promise<boolean>;
  getDevice(): Promise<Device | undefined>;
  putClosingKey(closing: ClosingKey): Promise<void>;
  getConfig(): Promise<StoredConfig | undefined>;
  putConfig(config: StoredConfig): Promise<void>;
  getSync(): Promise<SyncState | undefined>;
  /** A2. */
  capture(device: Device, fix: FixEvent): Promise<CaptureResult>;
  readBatch(limit: number): Promise<Batch>;
  readExceptions(): Promise<Batch[]>;
  /** All rows, sent or not. */
  readHeld(): Promise<Batch[]>;
  readTally(): Promise<Tally>;
  /** A6, B8. The new state of sync. */
  applyAnswer(sent: Sent, answer: Answer): Promise<SyncState>;
  /** @param now by the device's clock */
  prune(now: Instant): Promise<void>;
  /** Business days of which something is still here, the newest first. */
  listDays(): Promise<string[]>;
  readDay(businessDay: string): Promise<Day>;
  /** All of it, for a close of day. */
  readLedger(): Promise<Ledger>;
}

const loadLedger = () => import('./ledger.ts');

export function createJournal(options: DatabaseOptions = {}): Journal {
  const connection = createConnection(options);
  const { use } = connection;
  return {
    keysFor: (code, make) => use((db) => keysFor(db, code, make)),
    enrol: (enrolment, replaced) => use((db) => enrol(db, enrolment, replaced)),
    wipe: () => use(wipe),
    getDevice: () => use(readDevice),
    putClosingKey: async (closing) => {
      await use((db) => db.putValue('closing', closing));
    },
    getConfig: () => use((db) => db.getValue('config')),
    putConfig: async (config) => {
      await use((db) => db.putValue('config', config));
    },
    getStaffPin: () => use((db) => db.getValue('staffPin')),
    putStaffPin: async (pin) => {
      await use((db) => (pin ? db.putValue('staffPin', pin) : db.device.delete('staffPin')));
    },
    getSync: () => use((db) => db.getValue('sync')),
    capture: (device, fix) => captureEvent(connection, device, fix),
    readBatch: (limit) => use((db) => readBatch(db, limit)),
    readExceptions: () => use(readExceptions),
    readHeld: () => readHeld(connection),
    readTally: () => use(readTally),
    applyAnswer: (sent, answer) => use((db) => applyAnswer(db, sent, answer)),
    async prune(now) {
      await use((db) => prune(db, now));
      const closes = await use((db) => db.getValue('closes'));
      if (closes && closes.sealsDropped < closes.sealsDue)
        await loadLedger().then((ledger) => use(ledger.dropClosedSeals));
    },
    listDays: () => use(listDays),
    readDay: (businessDay) => use((db) => readDay(db, businessDay)),
    readLedger: () => loadLedger().then((ledger) => use(ledger.readLedger)),
  };
}

async function readDevice(db: JournalDatabase): Promise<Device | undefined> {
  if (!(await db.getValue('identity'))) return undefined;
  const [identity, keys, closing] = await db.mustGetValues('identity', 'keys', 'closing');
  return { identity, keys, closing };
}
