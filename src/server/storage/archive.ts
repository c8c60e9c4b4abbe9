// The archive: proof of consents that are used no more, in a file of its own. One entry a contact point, sealed to a key whose private
// half is not here; what stands beside it in clear names nobody. It commits before the live stores give the same up, so that a crash
// between the two leaves both, and the next night settles it.
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { BusinessDay } from '#domain/business-day.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { Instant } from '#domain/instant.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import { keyIdOf, sealForArchive } from '../keys/archive-key.ts';

const TABLES = `
  create table if not exists settings (name text primary key, value text not null);
  create table if not exists entries (
    id text primary key, contact_point text not null, kind text not null, hash text not null, archived_at integer not null, keep_until text not null,
    duty_until text, settled integer not null, sealed text not null
  );
  create index if not exists entries_contact_point on entries (contact_point);
  create index if not exists entries_hash on entries (hash);
  create index if not exists entries_keep_until on entries (keep_until);
  create table if not exists configs (digest text primary key, body text not null);
`;

export interface ArchiveEntry {
  /** Of this entry: who comes back and leaves again is put away anew, and the older proof runs its own time. */
  readonly id: string;
  /** In the live data, when it was there: its events on the chains name it. */
  readonly contactPoint: string;
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
  /** On the disk when it resolves. Takes the place of an unsettled entry of the same contact point. */
  put(entry: ArchiveEntry, proof: ArchivedProof): Promise<void>;
  /** Contact points that were put away, and of which the live data may still hold everything. */
  listUnsettled(): readonly string[];
  /** The live data has let go of it. */
  settle(contactPoint: string): void;
  /** The live data still has it: what was put away and not settled is not needed. */
  dropUnsettled(contactPoint: string): void;
  /** The soonest to go first. */
  list(): readonly ArchiveEntry[];
  /** By its own id, its contact point's, or its hash; the last that was put away at the end. */
  find(idOrHash: string): readonly ArchiveEntry[];
  /** Undefined when there is no such entry. Takes the archive's private key to read. */
  getSealed(id: string): string | undefined;
  getConfig(digest: string): string | undefined;
  /** What is put away from now on is sealed to it, by a server that is running too. */
  setKey(publicKey: PublicKey): void;
  /**
   * Seals what is sealed to another key to the present one. The older text is gone for good, in the file and its log.
   * @param open undefined where the key at hand is not the one that it is sealed to
   */
  reseal(open: (sealed: string) => Promise<string | undefined>): Promise<{ resealed: number; left: number }>;
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
  const keepFirstKey = db.prepare(
    "insert into settings (name, value) values ('public-key', ?) on conflict (name) do nothing",
  );
  if (!readKey(db)) keepFirstKey.run(JSON.stringify(await createKey()));
  const getKey = () => readKey(db) as PublicKey;
  const setKey = db.prepare("update settings set value = ? where name = 'public-key'");

  const columns =
    'id, contact_point as contactPoint, kind, hash, archived_at as archivedAt, keep_until as keepUntil, duty_until as dutyUntil';
  const putEntry = db.prepare(
    'insert into entries (id, contact_point, kind, hash, archived_at, keep_until, duty_until, settled, sealed) values (?, ?, ?, ?, ?, ?, ?, 0, ?)',
  );
  const putConfig = db.prepare('insert into configs (digest, body) values (?, ?) on conflict (digest) do nothing');
  const all = db.prepare(`select ${columns} from entries order by keep_until, id`);
  const some = db.prepare(
    `select ${columns} from entries where id = ?1 or contact_point = ?1 or hash = ?1 order by archived_at`,
  );
  const sealedById = db.prepare('select sealed from entries where id = ?');
  const unsettled = db.prepare('select contact_point as id from entries where settled = 0 order by contact_point');
  const dropUnsettled = db.prepare('delete from entries where contact_point = ? and settled = 0');
  const drop = db.prepare('delete from entries where id = ?');
  const setSealed = db.prepare('update entries set sealed = ? where id = ? and sealed = ?');
  const getSealed = (id: string) => (sealedById.get(id) as { sealed: string } | undefined)?.sealed;
  // older pages in the write-ahead log still hold what is gone; where somebody reads, the next time takes them away
  const forgetLog = () => db.exec('pragma wal_checkpoint(truncate)');

  return {
    async put({ id, contactPoint, kind, hash, archivedAt, keepUntil, dutyUntil }, { text, configs }) {
      const sealed = await sealForArchive(text, getKey());
      for (const [digest, body] of configs) putConfig.run(digest, body);
      dropUnsettled.run(contactPoint);
      putEntry.run(id, contactPoint, kind, hash, archivedAt, keepUntil, dutyUntil, sealed);
    },
    listUnsettled: () => (unsettled.all() as { id: string }[]).map(({ id }) => id),
    settle: (contactPoint) =>
      void db.prepare('update entries set settled = 1 where contact_point = ?').run(contactPoint),
    dropUnsettled: (contactPoint) => void dropUnsettled.run(contactPoint),
    list: () => all.all() as unknown as ArchiveEntry[],
    find: (idOrHash) => some.all(idOrHash) as unknown as ArchiveEntry[],
    getSealed,
    getConfig: (digest) =>
      (db.prepare('select body from configs where digest = ?').get(digest) as { body: string } | undefined)?.body,
    setKey: (publicKey) => void setKey.run(JSON.stringify(publicKey)),
    async reseal(open) {
      const count = { resealed: 0, left: 0 };
      const key = getKey();
      for (const { id } of all.all() as { id: string }[]) {
        const before = getSealed(id);
        if (before === undefined || keyIdOf(before) === key.kid) continue;
        const text = await open(before);
        // it may have gone meanwhile, which is as well
        if (text !== undefined) setSealed.run(await sealForArchive(text, key), id, before);
        count[text === undefined ? 'left' : 'resealed'] += 1;
      }
      if (count.resealed > 0) forgetLog();
      return count;
    },
    remove(ids) {
      if (ids.length === 0) return;
      for (const id of ids) drop.run(id);
      forgetLog();
    },
    copyTo: (copy) => void db.prepare('vacuum into ?').run(copy),
    close: () => db.close(),
  };
}

function readKey(db: DatabaseSync): PublicKey | undefined {
  const row = db.prepare(`select value from settings where name = 'public-key'`).get() as { value: string } | undefined;
  return row && (JSON.parse(row.value) as PublicKey);
}
