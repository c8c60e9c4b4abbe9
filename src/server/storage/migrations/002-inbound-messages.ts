// Messages that came in by SMS, each taking effect once.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const inboundMessages: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw('create table inbound_messages (hash text primary key, outcome text not null, received_at bigint not null)')
      .execute(db);
    await sql.raw('create index inbound_messages_received_at on inbound_messages (received_at)').execute(db);
  },
};
