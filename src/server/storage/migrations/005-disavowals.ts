// Addresses that wait since "it wasn't me".
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const disavowals: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('create table disavowals (hash text primary key, at bigint not null)').execute(db);
  },
};
