// Requests by which people use their rights.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const rightsRequests: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'create table rights_requests (id text primary key, kind text not null, contact_point text references contact_points (id), received_on text not null, due_on text not null, came_by text not null, identity text not null, text text, opened_by text not null, opened_at bigint not null, extended_at bigint, extension_reason text, closed_at bigint, closed_by text, outcome text, refusal_reason text, owed_to text references contact_points (id), told_at bigint)',
      'create index rights_requests_contact_point on rights_requests (contact_point)',
      'create index rights_requests_owed_to on rights_requests (owed_to)',
      'create index rights_requests_open on rights_requests (due_on) where closed_at is null',
    ])
      await sql.raw(statement).execute(db);
  },
};
