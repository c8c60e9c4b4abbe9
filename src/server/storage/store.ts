// The back end's memory. Everything that changes it runs in `transaction`, with one instant for all it writes.
import { type Dialect, Kysely, sql as select, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Instant } from '#domain/instant.ts';
import type { ActLog, ActLogEntry } from '../act-log/act-log.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { destroyOwed, isDestructionOwed } from './key-destruction.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';

export interface StoreDeps {
  readonly dialect: Dialect;
  /** The server's clock, epoch milliseconds. */
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly keys: KeyStore;
  readonly actLog: ActLog;
}

/** What a function that only reads needs. */
export interface Reader {
  readonly sql: Kysely<Tables>;
  readonly keys: KeyStore;
}

/** What a function that writes may use: the open transaction, its instant, ids. */
export interface Tx extends Reader {
  readonly sql: Transaction<Tables>;
  /** The commit instant of everything written here: it orders acts (C1): later than whatever was recorded before, by any process. */
  readonly now: Instant;
  /** The machine's clock, which can be set: for all that waits, lapses or is limited. */
  readonly clock: Instant;
  readonly newId: () => string;
  /** To be on the disk, outside the database, after the commit and before anybody hears of it (B13). */
  readonly logAct: (entry: ActLogEntry) => void;
}

export interface Store extends Reader {
  /**
   * Runs the work in one SQL transaction, alone. Rolled back when it throws. What it adds to the key store is committed
   * first (F1); what it logs and the keys it gives up follow the commit, before this resolves.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  readonly now: () => Instant;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database and brings its schema up to date. Throws when a migration fails. */
export async function openStore({ dialect, now, newId, keys, actLog }: StoreDeps): Promise<Store> {
  const sql = new Kysely<Tables>({ dialect });
  const { error } = await new Migrator({
    db: sql,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error) throw new Error('the database could not be brought up to date', { cause: error });

  // Instants order acts (C1, C2), so they never repeat or step back, whatever the machine's clock does, and whichever process acts.
  let latest = 0;

  const run = <T>(acts: ActLogEntry[], work: (tx: Tx) => Promise<T>): Promise<T> =>
    sql.transaction().execute((transaction) =>
      keys.transaction(async () => {
        const clock = now();
        latest = Math.max(clock, latest + 1, (await latestInstant(transaction)) + 1);
        const logAct = (entry: ActLogEntry) => void acts.push(entry);
        const tx = { sql: transaction, keys, now: latest, clock, newId, logAct };
        await destroyOwed(tx, actLog);
        return work(tx);
      }),
    );

  async function log(acts: readonly ActLogEntry[]): Promise<void> {
    await actLog.append(acts);
    // somebody may have destroyed a look-up hash since the commit, and looked for it in the log before it was there (F2)
    const contactPoints = acts.flatMap((act) => ('hash' in act && act.hash !== null ? [act.contactPoint] : []));
    const gone = contactPoints.filter((id) => keys.lookupHashOf(id) === undefined);
    if (gone.length > 0) await actLog.forget(gone);
  }

  return {
    sql,
    keys,
    now,
    async transaction(work) {
      const acts: ActLogEntry[] = [];
      const { result, owes } = await run(acts, async (tx) => ({
        result: await work(tx),
        owes: await isDestructionOwed(tx),
      }));
      if (acts.length > 0) await log(acts);
      if (owes) await run([], async () => {});
      return result;
    },
    async ping() {
      await select`select 1`.execute(sql);
    },
    close: () => sql.destroy(),
  };
}

/** Of all that is recorded, by whatever process. Each transaction asks: an index answers for each chain. */
async function latestInstant(sql: Kysely<Tables>): Promise<Instant> {
  const { rows } = await select<{ readonly at: Instant | null }>`
    select max((select max(received_at) from events where chain = chains.id)) as at from chains union all
    select max((select max(received_at) from acknowledgements where device = chains.id)) as at from chains`.execute(
    sql,
  );
  return Math.max(...rows.map(({ at }) => Number(at ?? 0)));
}
