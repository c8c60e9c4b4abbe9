// What a shop already has: people whom another system knew, and people who are not to be contacted.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const lists: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'create table suppressions (hash text primary key, at bigint not null)',
      'create table imports (event text primary key, list text not null, digest text not null, stated text not null)',
      'create index imports_list on imports (list)',
      'alter table grants add column unproven integer not null default 0',
    ])
      await sql.raw(statement).execute(db);
  },
};
