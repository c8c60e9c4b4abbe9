import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { createTestBackEnd } from '../../testing/back-end.ts';
import { enrolTestDevice } from '../../testing/device.ts';
import { migrations } from '../migrations.ts';
import type { Tables } from '../schema.ts';
import { createSqliteDialect } from '../sqlite.ts';

it('gives each event that was stored before its store’s day, and those that name none no day', async () => {
  const backEnd = await createTestBackEnd();
  const device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({}), await device.answers({ spoilJws: () => 'no event at all' })]);
  const events = await backEnd.store.sql.selectFrom('events').selectAll().execute();

  const sql = new Kysely<Tables>({ dialect: createSqliteDialect(':memory:') });
  const migrator = new Migrator({ db: sql, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('007-publications');
  for (const { business_day: _, ...row } of events)
    await sql
      .insertInto('events')
      .values(row as (typeof events)[number])
      .execute();
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const after = await sql.selectFrom('events').selectAll().execute();
  expect(after).toEqual(events);
  expect(after.map(({ type, business_day }) => [type, business_day])).toEqual([
    ['device-enrolled', null],
    ['answers-given', '2026-10-12'],
    [null, null],
  ]);
  await sql.destroy();
});
