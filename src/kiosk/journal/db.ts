// The tablet's database: the only place that knows Dexie. `journal` holds one row per event, `acknowledgements` the back
// end's words that these rows rest on, `device` a few values that change as a whole. Every schema ever shipped stays here
// as a `version(n)`, and has a fixture in ../testing.
import { Dexie, type Table } from 'dexie';
import type { Instant } from '#domain/instant.ts';
import type { Seal } from '#protocol/seal.ts';
import type { BackEndKeys, Change } from '#protocol/sync.ts';
import type { ClosingKey } from '../device/closing-key.ts';
import type { DeviceKeys } from '../device/keys.ts';
import type { StaffPin } from '../device/staff-pin.ts';
import type { CompletedHandOver } from '../kiosk.ts';
import { JournalError } from './failure.ts';
import type { SyncState } from './settle.ts';

export interface JournalRow {
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
  /** The signed event, as the very bytes that were hashed: never taken apart and put together again. */
  readonly jws: string;
  /** Contact data, which nobody can open here without the passphrase; dropped when the back end says it is erased. */
  readonly seal: Seal | null;
  readonly capturedAt: Instant;
  readonly businessDay: string;
  /** By question: the last thing the back end said has happened to that answer (B8). */
  readonly changes: Readonly<Record<string, Exclude<Change['change'], 'settled' | 'answered-on-phone'>>>;
  /** Hash of the last acknowledgement that the event carries. */
  readonly acknowledgement: string | null;
}

/** Shown again to a back end that came back from a backup (B8): it proves when the events came, and since when they can be. */
export interface StoredAcknowledgement {
  readonly hash: string;
  readonly jws: string;
  readonly receivedAt: Instant;
  /** The range of seqs in which it acknowledges events; 0 where it acknowledges none. */
  readonly from: number;
  readonly through: number;
}

export interface Identity {
  readonly device: string;
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

/** A close of day, kept for the next one and to be shown again. */
export interface StoredClose {
  readonly number: number;
  /** Of the range that it reports on. */
  readonly lastSeq: number;
  /** As it was then. */
  readonly mark: number;
  /** Business day by the back end's clock, as far as its skew was known. */
  readonly day: string;
  /** The event, as signed, and its hash. */
  readonly jws: string;
  readonly hash: string;
}

export interface Closes {
  /** The last ones, oldest first. */
  readonly list: readonly StoredClose[];
  /** Nonces of hand-overs that one of them has counted. */
  readonly handOvers: readonly string[];
  /** A4: up to which seq the seals that the closing key opens are to go once they are acknowledged, and up to which they have. */
  readonly sealsDue: number;
  readonly sealsDropped: number;
}

export interface DeviceValues {
  readonly identity: Identity;
  readonly keys: DeviceKeys;
  readonly closing: ClosingKey;
  readonly backEndKeys: BackEndKeys;
  readonly head: Head;
  readonly sync: SyncState;
  readonly config: StoredConfig;
  /** Heard of in the last days, oldest first; missing before the first. */
  readonly handOvers: readonly CompletedHandOver[];
  /** Missing where the team has no code. */
  readonly staffPin: StaffPin;
  /** Missing before the first. */
  readonly closes: Closes;
  /** An enrolment that was not answered yet: the same code goes with the same key when it is tried again. */
  readonly pending: { readonly code: string; readonly keys: DeviceKeys };
}

/** What this tablet is. Stays the same until another device takes its place. */
export type Device = Pick<DeviceValues, 'identity' | 'keys' | 'closing'>;

export interface DatabaseOptions {
  readonly name?: string | undefined;
  readonly indexedDB?: IDBFactory | undefined;
  readonly IDBKeyRange?: typeof globalThis.IDBKeyRange | undefined;
}

export class JournalDatabase extends Dexie {
  declare readonly journal: Table<JournalRow, number>;
  declare readonly acknowledgements: Table<StoredAcknowledgement, string>;
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
    this.version(1).stores({
      journal: 'seq, &id, businessDay, acknowledgement',
      acknowledgements: 'hash, through',
      device: '',
    });
  }

  getValue<K extends keyof DeviceValues>(key: K): PromiseLike<DeviceValues[K] | undefined> {
    return this.device.get(key) as PromiseLike<DeviceValues[K] | undefined>;
  }

  async mustGetValue<K extends keyof DeviceValues>(key: K): Promise<DeviceValues[K]> {
    const [value] = await this.mustGetValues(key);
    return value;
  }

  /** As they stand at one instant, with or without a transaction around. */
  async mustGetValues<K extends (keyof DeviceValues)[]>(
    ...keys: K
  ): Promise<{ readonly [I in keyof K]: DeviceValues[K[I]] }> {
    const values = await this.device.bulkGet(keys);
    const missing = keys.find((_key, index) => values[index] === undefined);
    if (missing !== undefined) throw new JournalError('EmptyJournalError', `this device has no ${missing}`);
    return values as never;
  }

  putValue<K extends keyof DeviceValues>(key: K, value: DeviceValues[K]): PromiseLike<unknown> {
    return this.device.put(value, key);
  }
}
