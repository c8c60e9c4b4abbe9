// How a device's journal begins and ends: enrolment, a new device in place of the old one, and the wipe of a retired one.
// Each is one transaction, and none takes away what the back end does not have (A1, B9).
import type { Instant } from '#domain/instant.ts';
import type { BackEndKeys } from '#protocol/sync.ts';
import type { DeviceKeys } from '../device/keys.ts';
import type { SignedWord } from '../outbox/signed-answer.ts';
import { toStored } from './acknowledgements.ts';
import { countWaiting } from './batch.ts';
import type { Device, JournalDatabase, StoredConfig } from './db.ts';

/** What makes a tablet a device: stored as a whole. */
export interface Enrolment extends Device {
  readonly backEndKeys: BackEndKeys;
  readonly config: StoredConfig;
  readonly word: SignedWord;
  readonly skew: number;
  readonly at: Instant;
}

/**
 * @param replaced the device whose place it takes
 * @returns false when the journal is another device's, or still has something to hand over: it is then left as it is
 */
export function enrol(db: JournalDatabase, enrolment: Enrolment, replaced: string | null): PromiseLike<boolean> {
  return db.transaction('rw', [db.journal, db.acknowledgements, db.device], async () => {
    const owner = (await db.getValue('identity'))?.device ?? null;
    if (owner !== replaced || !(await isDrained(db))) return false;
    await clear(db);
    const { identity, keys, closing, backEndKeys, config, word, skew, at } = enrolment;
    await db.putValue('identity', identity);
    await db.putValue('keys', keys);
    await db.putValue('closing', closing);
    await db.putValue('backEndKeys', backEndKeys);
    await db.putValue('config', config);
    await db.acknowledgements.put(toStored(word, []));
    await db.putValue('head', { seq: 0, hash: null });
    await db.putValue('sync', {
      mark: 0,
      apart: [],
      acknowledgement: word.hash,
      skew,
      syncedAt: at,
      changesHeard: 0,
      milestones: [],
      restoredFrom: null,
      hasLost: false,
    });
    return true;
  });
}

/** Leaves nothing of the device behind, keys included. False, and nothing done, while something waits. */
export function wipe(db: JournalDatabase): PromiseLike<boolean> {
  return db.transaction('rw', [db.journal, db.acknowledgements, db.device], async () => {
    if (!(await isDrained(db))) return false;
    await clear(db);
    return true;
  });
}

/** The key of an enrolment that was not answered yet, or a new one. */
export async function keysFor(db: JournalDatabase, code: string, make: () => Promise<DeviceKeys>): Promise<DeviceKeys> {
  const pending = await db.getValue('pending');
  if (pending?.code === code) return pending.keys;
  const keys = await make();
  await db.putValue('pending', { code, keys });
  return keys;
}

async function isDrained(db: JournalDatabase): Promise<boolean> {
  const sync = await db.getValue('sync');
  return !sync || (await countWaiting(db, sync)) === 0;
}

async function clear(db: JournalDatabase): Promise<void> {
  await Promise.all([db.journal.clear(), db.acknowledgements.clear(), db.device.clear()]);
}
