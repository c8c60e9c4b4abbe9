// The tablet's database: the only place that knows Dexie. `journal` holds one row per event, `device` four values that
// change as a whole. Every schema ever shipped stays here as a `version(n)`, and has a fixture in ../testing.
import { Dexie, type Table } from 'dexie';
import type { Instant } from '#domain/instant.ts';
import type { Change } from '#protocol/sync.ts';
import { JournalError } from './failure.ts';
import type { SyncState } from './settle.ts';

export interface JournalRow {
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
  /** The bytes that were hashed, as text: never parsed and written again. */
  readonly payload: string;
  /** Contact data, beside the event; dropped when the back end says it is erased. */
  readonly disclosures: readonly string[];
  readonly capturedAt: Instant;
  readonly businessDay: string;
  /** By question: the last thing the back end said has happened to that answer (B8). */
  readonly changes: Readonly<Record<string, Exclude<Change['change'], 'settled'>>>;
}

export interface Identity {
  readonly device: string;
  readonly secret: string;
  readonly store: string;
  readonly till: string;
  /** Origin of the shopper's own pages. */
  readonly publicUrl: string;
}

/** The newest event of the chain; seq 0 and null before the first. */
export interface Head {
  readonly seq: number;
  readonly hash: string | null;
}

export interface StoredConfig {
  readonly digest: string;
  readonly text: string;
}

export interface DeviceValues {
  readonly identity: Identity;
  readonly head: Head;
  readonly sync: SyncState;
  readonly config: StoredConfig;
}

export interface DatabaseOptions {
  readonly name?: string | undefined;
  readonly indexedDB?: IDBFactory | undefined;
  readonly IDBKeyRange?: typeof globalThis.IDBKeyRange | undefined;
}

export class JournalDatabase extends Dexie {
  declare readonly journal: Table<JournalRow, number>;
  declare readonly device: Table<DeviceValues[keyof DeviceValues], keyof DeviceValues>;

  constructor({ name = 'consent-kiosk', indexedDB, IDBKeyRange }: DatabaseOptions) {
    super(name, {
      ...(indexedDB && { indexedDB }),
      ...(IDBKeyRange && { IDBKeyRange }),
      // The default is "relaxed": a power cut would take answers for which the shopper was already thanked.
      chromeTransactionDurability: 'strict',
      // Read what is stored, not Dexie's copy of it: another tab may have written.
      cache: 'disabled',
    });
    this.version(1).stores({ journal: 'seq, &id, businessDay', device: '' });
  }

  getValue<K extends keyof DeviceValues>(key: K): PromiseLike<DeviceValues[K] | undefined> {
    return this.device.get(key) as PromiseLike<DeviceValues[K] | undefined>;
  }

  async mustGetValue<K extends keyof DeviceValues>(key: K): Promise<DeviceValues[K]> {
    const value = await this.getValue(key);
    if (!value) throw new JournalError('EmptyJournalError', `this device has no ${key}`);
    return value;
  }

  putValue<K extends keyof DeviceValues>(key: K, value: DeviceValues[K]): PromiseLike<unknown> {
    return this.device.put(value, key);
  }
}
