// What a yes is for, and what bounds it (D11 to D13). Until then every yes was to all that its question named.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ShopConfig } from '#domain/shop-config.ts';

export const choices: Migration = {
  async up(db: Kysely<unknown>) {
    const custody = 'chain text not null, seq integer not null, earliest bigint, latest bigint not null';
    const contactPoint = 'contact_point text not null references contact_points (id)';
    const frequency = 'frequency_max integer not null, frequency_per text not null';
    for (const statement of [
      `alter table grants add column topics text not null default '[]'`,
      'alter table grants add column frequency_max integer not null default 0',
      `alter table grants add column frequency_per text not null default 'year'`,
      'alter table grants add column page_of text references contact_points (id)',
      'alter table stops add column topics text',
      'alter table stops add column page_of text references contact_points (id)',
      `create table caps (event_hash text primary key, ${contactPoint}, purpose text not null, channel text not null, ${frequency}, page_of text references contact_points (id), ${custody})`,
      `create table restrictions (event_hash text primary key, ${contactPoint}, kind text not null, ${custody})`,
      'create index grants_page_of on grants (page_of)',
      'create index caps_contact_point on caps (contact_point)',
      'create index restrictions_contact_point on restrictions (contact_point)',
    ])
      await sql.raw(statement).execute(db);

    const configs = await sql<{ digest: string; body: string }>`select digest, body from configs`.execute(db);
    for (const { digest, body } of configs.rows)
      for (const { id, topics, frequency } of (JSON.parse(body) as ShopConfig).questions)
        await sql`update grants set topics = ${JSON.stringify(topics.map((topic) => topic.id))},
          frequency_max = ${frequency.max}, frequency_per = ${frequency.per}
          where config_digest = ${digest} and question = ${id}`.execute(db);
  },
};
