// The back end's memory. Everything that changes it runs in `transaction`, with one instant for all it writes.
import { createHmac } from 'node:crypto';
import { type Dialect, Kysely, sql as select, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Instant } from '#domain/instant.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';

export interface StoreDeps {
  readonly dialect: Dialect;
  /** The server's clock, epoch milliseconds. */
  readonly now: () => Instant;
  readonly newId: () => string;
  /** 256-bit key of the contact points' look-up hashes. */
  readonly lookupKey: Uint8Array;
}

/** What a function that only reads needs. */
export interface Reader {
  readonly sql: Kysely<Tables>;
}

/** What a function that writes may use: the open transaction, its instant, ids. */
export interface Tx extends Reader {
  readonly sql: Transaction<Tables>;
  /** The commit instant of everything written here: it orders acts (C1). Later transactions have later ones. */
  readonly now: Instant;
  /** The machine's clock, which can be set: for all that waits, lapses or is limited. */
  readonly clock: Instant;
  readonly newId: () => string;
  /** Keyed hash of a contact point's identity (D10), base64url. */
  readonly lookupHash: (kind: string, identity: string) => string;
}

export interface Store extends Reader {
  /** Runs the work in one SQL transaction, alone. Rolled back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  readonly now: () => Instant;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database and brings its schema up to date. Throws when a migration fails. */
export async function openStore({ dialect, now, newId, lookupKey }: StoreDeps): Promise<Store> {
  const sql = new Kysely<Tables>({ dialect });
  const { error } = await new Migrator({
    db: sql,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error) throw new Error('the database could not be brought up to date', { cause: error });

  // Instants order acts (C1, C2), so they never repeat or step back, whatever the machine's clock does.
  let latest = await latestInstant(sql);
  const lookupHash = (kind: string, identity: string) =>
    createHmac('sha256', lookupKey).update(`${kind}:${identity}`).digest('base64url');

  return {
    sql,
    now,
    transaction: (work) =>
      sql.transaction().execute((transaction) => {
        const clock = now();
        latest = Math.max(clock, latest + 1);
        return work({ sql: transaction, now: latest, clock, newId, lookupHash });
      }),
    async ping() {
      await select`select 1`.execute(sql);
    },
    close: () => sql.destroy(),
  };
}

async function latestInstant(sql: Kysely<Tables>): Promise<Instant> {
  const event = await sql
    .selectFrom('events')
    .select((e) => e.fn.max('received_at').as('at'))
    .executeTakeFirst();
  const word = await sql
    .selectFrom('acknowledgements')
    .select((e) => e.fn.max('received_at').as('at'))
    .executeTakeFirst();
  return Math.max(Number(event?.at ?? 0), Number(word?.at ?? 0));
}
