// The archive: proof of consents that are used no more, in a file of its own. One entry a contact point, sealed to a key whose private
// half is not here; what stands beside it in clear names nobody. It commits before the live stores give the same up, so that a crash
// between the two leaves both, and the next night settles it.
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { BusinessDay } from '#domain/business-day.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { Instant } from '#domain/instant.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import { sealForArchive } from '../keys/archive-key.ts';

const TABLES = `
  create table if not exists settings (name text primary key, value text not null);
  create table if not exists entries (
    id text primary key, kind text not null, hash text not null, archived_at integer not null, keep_until text not null,
    duty_until text, settled integer not null, sealed text not null
  );
  create index if not exists entries_hash on entries (hash);
  create index if not exists entries_keep_until on entries (keep_until);
  create table if not exists configs (digest text primary key, body text not null);
`;

export interface ArchiveEntry {
  /** Of the contact point in the live data, when it was there: its events on the chains name it. */
  readonly id: string;
  readonly kind: ContactKind;
  /** Keyed hash of the address or number, as of a tombstone: finds it, and tells nothing without the key store. */
  readonly hash: string;
  readonly archivedAt: Instant;
  /** The first day on which it goes. */
  readonly keepUntil: BusinessDay;
  /** Until when a law obliges to keep it; null: none does. */
  readonly dutyUntil: BusinessDay | null;
}

/** What is sealed, and the texts it names, which are nobody's: they lie beside all entries once. */
export interface ArchivedProof {
  readonly text: string;
  readonly configs: ReadonlyMap<string, string>;
}

export interface Archive {
  /** On the disk when it resolves. Putting the same contact point again replaces what was put. */
  put(entry: ArchiveEntry, proof: ArchivedProof): Promise<void>;
  /** Entries of which the live data may still hold everything. */
  listUnsettled(): readonly string[];
  settle(id: string): void;
  /** The soonest to go first. */
  list(): readonly ArchiveEntry[];
  /** By id or by hash. */
  find(idOrHash: string): readonly ArchiveEntry[];
  /** Undefined when there is no such entry. Takes the archive's private key to read. */
  getSealed(id: string): string | undefined;
  getConfig(digest: string): string | undefined;
  /** For good, in the file and its log. */
  remove(ids: readonly string[]): void;
  /** A consistent copy at that path, where nothing may be yet. */
  copyTo(path: string): void;
  close(): void;
}

/**
 * @param path of the file, made when there is none, readable by its owner only; or `:memory:`
 * @param createKey makes the key pair of a new archive, keeps the private half where it belongs, and returns the public one
 */
export async function openArchive(path: string, createKey: () => Promise<PublicKey>): Promise<Archive> {
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
  const db = new DatabaseSync(path, { timeout: 10_000 });
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on');
  db.exec(TABLES);
  const publicKey = await getPublicKey(db, createKey);

  const columns = 'id, kind, hash, archived_at as archivedAt, keep_until as keepUntil, duty_until as dutyUntil';
  const putEntry = db.prepare(
    'insert into entries (id, kind, hash, archived_at, keep_until, duty_until, settled, sealed) values (?, ?, ?, ?, ?, ?, 0, ?) ' +
      'on conflict (id) do update set kind = excluded.kind, hash = excluded.hash, archived_at = excluded.archived_at, ' +
      'keep_until = excluded.keep_until, duty_until = excluded.duty_until, settled = 0, sealed = excluded.sealed',
  );
  const putConfig = db.prepare('insert into configs (digest, body) values (?, ?) on conflict (digest) do nothing');
  const all = db.prepare(`select ${columns} from entries order by keep_until, id`);
  const some = db.prepare(`select ${columns} from entries where id = ? or hash = ? order by archived_at`);
  const sealedById = db.prepare('select sealed from entries where id = ?');
  const unsettled = db.prepare('select id from entries where settled = 0 order by id');
  const drop = db.prepare('delete from entries where id = ?');

  return {
    async put({ id, kind, hash, archivedAt, keepUntil, dutyUntil }, { text, configs }) {
      const sealed = await sealForArchive(text, publicKey);
      for (const [digest, body] of configs) putConfig.run(digest, body);
      putEntry.run(id, kind, hash, archivedAt, keepUntil, dutyUntil, sealed);
    },
    listUnsettled: () => (unsettled.all() as { id: string }[]).map(({ id }) => id),
    settle: (id) => void db.prepare('update entries set settled = 1 where id = ?').run(id),
    list: () => all.all() as unknown as ArchiveEntry[],
    find: (idOrHash) => some.all(idOrHash, idOrHash) as unknown as ArchiveEntry[],
    getSealed: (id) => (sealedById.get(id) as { sealed: string } | undefined)?.sealed,
    getConfig: (digest) =>
      (db.prepare('select body from configs where digest = ?').get(digest) as { body: string } | undefined)?.body,
    remove(ids) {
      if (ids.length === 0) return;
      for (const id of ids) drop.run(id);
      // older pages in the write-ahead log still hold it; where somebody reads, the next removal takes them away
      db.exec('pragma wal_checkpoint(truncate)');
    },
    copyTo: (copy) => void db.prepare('vacuum into ?').run(copy),
    close: () => db.close(),
  };
}

async function getPublicKey(db: DatabaseSync, createKey: () => Promise<PublicKey>): Promise<PublicKey> {
  const read = () => db.prepare(`select value from settings where name = 'public-key'`).get() as { value: string };
  if (!read())
    db.prepare(`insert into settings (name, value) values ('public-key', ?) on conflict (name) do nothing`).run(
      JSON.stringify(await createKey()),
    );
  return JSON.parse(read().value) as PublicKey;
}
