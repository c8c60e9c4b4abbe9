// The journal: this tablet's chain of events and how far the back end has it. README.md is the contract.
import type { Instant } from '#domain/instant.ts';
import type { DayRow } from '../kiosk.ts';
import { applyAnswer, prune } from './answer.ts';
import { type Batch, readBatch, readExceptions, readTally, type Tally } from './batch.ts';
import { type CaptureResult, captureEvent } from './capture.ts';
import { createConnection } from './connection.ts';
import { listDayRows } from './day.ts';
import type { DatabaseOptions, DeviceValues, Identity, StoredConfig } from './db.ts';
import type { FixedEvent } from './event.ts';
import type { Answer, Sent, SyncState } from './settle.ts';

/** What makes a tablet a device: stored as a whole, once. */
export interface Enrolment {
  readonly identity: Identity;
  readonly config: StoredConfig;
  readonly acknowledgement: SyncState['acknowledgement'];
  readonly skew: number;
  readonly at: Instant;
}

/** All but `capture` throw when storage fails twice; `toFailureCode` names the cause. */
export interface Journal {
  /** False when this journal already belongs to a device: it is then left as it is (A1). */
  enrol(enrolment: Enrolment): Promise<boolean>;
  getIdentity(): Promise<Identity | undefined>;
  getConfig(): Promise<StoredConfig | undefined>;
  putConfig(config: StoredConfig): Promise<void>;
  getSync(): Promise<SyncState | undefined>;
  /** A2. `fix` gets the hash of the last acknowledgement. */
  capture(fix: (lastAcknowledgement: string | null) => Promise<FixedEvent>): Promise<CaptureResult>;
  readBatch(limit: number): Promise<Batch>;
  readExceptions(): Promise<Batch[]>;
  readTally(): Promise<Tally>;
  /** A6, B8. The new state of sync. */
  applyAnswer(sent: Sent, answer: Answer): Promise<SyncState>;
  /** @param now by the device's clock */
  prune(now: Instant): Promise<void>;
  listDayRows(businessDay: string): Promise<DayRow[]>;
}

export function createJournal(options: DatabaseOptions = {}): Journal {
  const connection = createConnection(options);
  const value = <K extends keyof DeviceValues>(key: K) => connection.use((db) => db.getValue(key));
  return {
    enrol: (enrolment) =>
      connection.use((db) =>
        db.transaction('rw', db.device, async () => {
          if (await db.getValue('identity')) return false;
          const { identity, config, acknowledgement, skew, at } = enrolment;
          await db.putValue('identity', identity);
          await db.putValue('config', config);
          await db.putValue('head', { seq: 0, hash: null });
          await db.putValue('sync', {
            mark: 0,
            apart: [],
            acknowledgement,
            skew,
            syncedAt: at,
            changesHeard: 0,
            milestones: [],
            restoredFrom: null,
          });
          return true;
        }),
      ),
    getIdentity: () => value('identity'),
    getConfig: () => value('config'),
    putConfig: async (config) => {
      await connection.use((db) => db.putValue('config', config));
    },
    getSync: () => value('sync'),
    capture: (fix) => captureEvent(connection, fix),
    readBatch: (limit) => connection.use((db) => readBatch(db, limit)),
    readExceptions: () => connection.use(readExceptions),
    readTally: () => connection.use(readTally),
    applyAnswer: (sent, answer) => connection.use((db) => applyAnswer(db, sent, answer)),
    prune: (now) => connection.use((db) => prune(db, now)),
    listDayRows: (businessDay) => connection.use((db) => listDayRows(db, businessDay)),
  };
}
