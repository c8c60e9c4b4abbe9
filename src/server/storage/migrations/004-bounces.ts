// Mail that comes back, acknowledgements of withdrawals, and limits that one can see.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const bounces: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'alter table contact_points add column undeliverable_at bigint',
      'alter table grants add column end_owed_to text',
      'alter table jobs add column waits_for text',
      'create index grants_end_owed_to on grants (end_owed_to)',
      'create table mail_reports (job text not null, event text not null, status text not null, received_at bigint not null, primary key (job, event, status))',
      'create index mail_reports_received_at on mail_reports (received_at)',
    ])
      await sql.raw(statement).execute(db);
  },
};
