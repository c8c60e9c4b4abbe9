// A grant knows how it was asked for, and whether the law took such an answer (D6). Until now there were consents only, which it
// always takes; some of them were of their own.
import { type Kysely, sql as statement } from 'kysely';
import type { Migration } from 'kysely/migration';
import { regimeOf } from '#domain/question.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import type { Tables } from '../schema.ts';

export const regimes: Migration = {
  async up(db: Kysely<unknown>) {
    await statement`alter table grants add column regime text not null default 'opt-in'`.execute(db);
    await statement`alter table grants add column forbidden_on text`.execute(db);
    await fill(db as Kysely<Tables>);
  },
};

async function fill(sql: Kysely<Tables>): Promise<void> {
  for (const { digest, body } of await sql.selectFrom('configs').select(['digest', 'body']).execute())
    for (const question of (JSON.parse(body) as ShopConfig).questions)
      await sql
        .updateTable('grants')
        .set({ regime: regimeOf(question) })
        .where('config_digest', '=', digest)
        .where('question', '=', question.id)
        .execute();
}
