// SQLite through Node's own driver, behind the interface Kysely's SQLite dialect expects.
// WAL with synchronous=FULL: an answered commit survives a power cut.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

/** @param file path of the database, or `:memory:` */
export function createSqliteDialect(file: string): SqliteDialect {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
  return new SqliteDialect({ database: adapt(database) });
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      // A transaction that reads first and writes later fails at once when the operator's command wrote in between
      // (SQLITE_BUSY_SNAPSHOT); taking the write lock at the start makes it wait its turn instead.
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
      const adapted: SqliteStatement = {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
      statements.set(sql, adapted);
      return adapted;
    },
  };
}
