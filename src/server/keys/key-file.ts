// The key store's file: SQLite with nothing left behind by what is deleted. `secure_delete` overwrites it in the file, and
// truncating the write-ahead log takes away the older pages that still hold it.
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { MasterKeys } from './master-key.ts';

const TABLES = `
  create table if not exists key_store (id text primary key);
  create table if not exists hash_keys (purpose text primary key, wrapped text not null, master text not null);
  create table if not exists link_keys (purpose text primary key, wrapped text not null, master text not null);
  create table if not exists service_keys (
    kid text primary key, use text not null, created_at integer not null, public_key text not null, wrapped text, master text
  );
  create table if not exists contact_points (
    id text primary key, look_up_hash text not null unique, created_at integer not null, settled integer not null default 0,
    wrapped text, master text
  );
  create index if not exists contact_points_unsettled on contact_points (created_at) where settled = 0;
`;

/** Tables with wrapped keys, and what a row of each is known by. */
const wrapping = { hash_keys: 'purpose', link_keys: 'purpose', service_keys: 'kid', contact_points: 'id' } as const;

export interface KeyFile {
  readonly db: DatabaseSync;
  /** Before each write: inside a transaction the first one begins it, so that those who only read wait for nobody. */
  beforeWrite(): void;
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Runs the deletion at once, and takes every trace of it out of the files. Not inside a transaction. */
  deleteForGood(work: () => void): void;
}

/** @param path of the file, made when there is none, readable by its owner only; or `:memory:` */
export function openKeyFile(path: string): KeyFile {
  // SQLite gives its write-ahead log the permissions of the file
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
  const db = new DatabaseSync(path, { timeout: 10_000 });
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on');
  db.exec(TABLES);

  let last: Promise<unknown> = Promise.resolve();
  let isOpen = false;
  let hasBegun = false;

  async function run<T>(work: () => Promise<T>): Promise<T> {
    isOpen = true;
    try {
      const result = await work();
      if (hasBegun) db.exec('commit');
      return result;
    } catch (error) {
      if (hasBegun) db.exec('rollback');
      throw error;
    } finally {
      isOpen = false;
      hasBegun = false;
    }
  }

  return {
    db,
    beforeWrite() {
      if (!isOpen || hasBegun) return;
      db.exec('begin immediate');
      hasBegun = true;
    },
    transaction(work) {
      const result = last.then(() => run(work));
      last = result.catch(() => {});
      return result;
    },
    deleteForGood(work) {
      if (hasBegun) throw new Error('what is deleted for good cannot wait for a commit');
      work();
      const checkpoint = db.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number };
      if (checkpoint.busy !== 0) throw new Error('the key store is being read: what was deleted is still in its log');
    },
  };
}

/**
 * Wraps every key anew that is not under the newest master key, all or none.
 * @throws Error when a master key that is still needed is not among them
 */
export async function rewrap(file: KeyFile, masterKeys: MasterKeys): Promise<void> {
  const { db } = file;
  const changes: (() => void)[] = [];
  for (const [table, id] of Object.entries(wrapping)) {
    const rows = db
      .prepare(`select ${id} as id, wrapped, master from ${table} where master <> ?`)
      .all(masterKeys.newest) as { id: string; wrapped: string; master: string }[];
    const update = db.prepare(`update ${table} set wrapped = ?, master = ? where ${id} = ? and wrapped = ?`);
    for (const row of rows) {
      if (!masterKeys.has(row.master))
        throw new Error(
          `The master key ${row.master} is missing: keys in the key store are wrapped under it. Put it back behind the others in MASTER_KEY or in the master key's file, then start again.`,
        );
      const { wrapped, master } = await masterKeys.wrap(await masterKeys.unwrap(row.wrapped));
      changes.push(() => update.run(wrapped, master, row.id, row.wrapped));
    }
  }
  if (changes.length === 0) return;
  await file.transaction(async () => {
    file.beforeWrite();
    for (const change of changes) change();
  });
  file.deleteForGood(() => {}); // what the old master key opens
}
