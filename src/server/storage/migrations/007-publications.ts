// Who has published which config, and when.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const publications: Migration = {
  async up(db: Kysely<unknown>) {
    const columns = [
      'number integer primary key',
      'digest text not null references configs (digest)',
      'published_at bigint not null',
      'author text not null',
    ];
    await sql.raw(`create table publications (${columns.join(', ')})`).execute(db);
    await sql
      .raw(
        `insert into publications (number, digest, published_at, author)
         select row_number() over (order by published_at), digest, published_at, 'unknown' from configs`,
      )
      .execute(db);
    await sql.raw('alter table configs drop column published_at').execute(db);
  },
};
