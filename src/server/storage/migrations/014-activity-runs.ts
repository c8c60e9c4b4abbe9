// A run of activity that has ended is no longer overwritten by the next one: what the person did in between may rest on it.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const activityRuns: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'create table activity_runs (contact_point text not null references contact_points (id), known_at bigint not null, kind text not null, at bigint not null, primary key (contact_point, known_at))',
      'insert into activity_runs (contact_point, known_at, kind, at) select contact_point, known_at, kind, at from activities',
      'drop table activities',
      'alter table activity_runs rename to activities',
    ])
      await sql.raw(statement).execute(db);
  },
};
