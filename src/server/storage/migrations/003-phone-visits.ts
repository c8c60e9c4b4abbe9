// Answers given by a code (E5).
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const phoneVisits: Migration = {
  async up(db: Kysely<unknown>) {
    const columns = [
      'event text primary key',
      'nonce text unique',
      'store text not null',
      'completed_at bigint not null',
    ];
    await sql.raw(`create table phone_visits (${columns.join(', ')})`).execute(db);
    await sql
      .raw('create index phone_visits_card on phone_visits (store, completed_at) where nonce is null')
      .execute(db);
  },
};
