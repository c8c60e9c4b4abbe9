// Up to where a chain may have given up what its events said (B12).
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const checkpoints: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'create table checkpoints (chain text primary key, seq integer not null, jws text not null)',
      // what is looked for person by person, night by night
      'create index events_hash on events (hash)',
      'create index events_type on events (type)',
      'create index events_received_at on events (chain, received_at)',
      'create index audit_at on audit (at)',
      'create index resolutions_place on resolutions (chain, seq)',
    ])
      await sql.raw(statement).execute(db);
  },
};
