// SQLite through Node's own driver, behind the interface Kysely's SQLite dialect expects.
// WAL with synchronous=FULL: an answered commit survives a power cut.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect } from 'kysely';

/** @param file path of the database, or `:memory:` */
export function createSqliteDialect(file: string): SqliteDialect {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  return new SqliteDialect({ database: adapt(database) });
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, StatementSync>();
  return {
    close: () => database.close(),
    prepare(sql) {
      // A transaction that reads first and writes later fails at once when the operator's command wrote in between
      // (SQLITE_BUSY_SNAPSHOT); taking the write lock at the start makes it wait its turn instead.
      const text = sql === 'begin' ? 'begin immediate' : sql;
      let statement = prepared.get(text);
      if (!statement) {
        statement = database.prepare(text);
        prepared.set(text, statement);
      }
      const ready = statement;
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: ready.columns().length > 0,
        all: (parameters) => ready.all(...values(parameters)),
        run: (parameters) => ready.run(...values(parameters)),
        iterate: (parameters) => ready.iterate(...values(parameters)),
      };
    },
  };
}
