import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { readShopConfig, sampleShopConfig } from '../shop-config-file.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';
import { createSqliteDialect } from './sqlite.ts';

it('reads an older yes as one to every topic that its question named, as often as it said', async () => {
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(':memory:') });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('005-disavowals');
  const config = JSON.stringify(await readShopConfig(sampleShopConfig));
  await sql`insert into configs values ('digest', ${config}, 0)`.execute(db);
  await sql`insert into contact_points (id, kind) values ('someone', 'phone')`.execute(db);
  await sql`insert into grants
    (event, question, contact_point, purpose, channel, asks_confirmation, store, locale, config_digest, captured_at,
      status, status_at, chain, seq, latest)
    values ('event', 'sms-events', 'someone', 'marketing', 'sms', 0, 'nantes', 'fr', 'digest', 0, 'given', 0, 'tablet', 1, 0)`.execute(
    db,
  );
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  expect(await db.selectFrom('grants').selectAll().execute()).toMatchObject([
    { topics: '["signings","private-sales"]', frequency_max: 4, frequency_per: 'year', page_of: null },
  ]);
  await db.destroy();
});

it('keeps the versions of a shop that published before authors were noted, in their order', async () => {
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(':memory:') });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('006-choices');
  const config = JSON.stringify(await readShopConfig(sampleShopConfig));
  await sql`insert into configs values ('second', ${config}, 2000), ('first', ${config}, 1000)`.execute(db);
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  expect(await db.selectFrom('publications').selectAll().orderBy('number').execute()).toEqual([
    { number: 1, digest: 'first', published_at: 1000, author: 'unknown' },
    { number: 2, digest: 'second', published_at: 2000, author: 'unknown' },
  ]);
  expect(await db.selectFrom('configs').select('digest').orderBy('digest').execute()).toEqual([
    { digest: 'first' },
    { digest: 'second' },
  ]);
  await db.destroy();
});
