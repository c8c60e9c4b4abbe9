import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import { createSqliteDialect } from './sqlite.ts';

it('a shop that published before authors were noted keeps its versions, in their order', async () => {
  // biome-ignore lint/suspicious/noExplicitAny: tables of two schemas
  const sql = new Kysely<any>({ dialect: createSqliteDialect(':memory:') });
  const migrateTo = async (last: string) => {
    const known = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= last));
    const { error } = await new Migrator({ db: sql, provider: { getMigrations: async () => known } }).migrateToLatest();
    expect(error).toBeUndefined();
  };
  await migrateTo('006');
  await sql
    .insertInto('configs')
    .values([
      { digest: 'second', body: '{}', published_at: 2000 },
      { digest: 'first', body: '{}', published_at: 1000 },
    ])
    .execute();
  await migrateTo('007~');
  expect(await sql.selectFrom('publications').selectAll().orderBy('number').execute()).toEqual([
    { number: 1, digest: 'first', published_at: 1000, author: 'unknown' },
    { number: 2, digest: 'second', published_at: 2000, author: 'unknown' },
  ]);
  expect(await sql.selectFrom('configs').selectAll().orderBy('digest').execute()).toEqual([
    { digest: 'first', body: '{}' },
    { digest: 'second', body: '{}' },
  ]);
  await sql.destroy();
});
