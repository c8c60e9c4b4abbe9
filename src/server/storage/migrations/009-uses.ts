// Other systems that ask, and what they tell of people.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const uses: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'create table api_keys (id text primary key, name text not null, hash text not null, created_at bigint not null, last_used_at bigint, revoked_at bigint)',
      'create unique index api_keys_name on api_keys (name) where revoked_at is null',
      'create table activities (contact_point text primary key references contact_points (id), kind text not null, at bigint not null, known_at bigint not null)',
      'alter table audit add column batch text',
      'create index audit_subject on audit (subject)',
    ])
      await sql.raw(statement).execute(db);
  },
};
