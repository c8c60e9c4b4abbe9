// The migration that adds the store's day to each event, read out of the events that are there.
import { type Kysely, sql as statement } from 'kysely';
import type { Migration } from 'kysely/migration';
import { z } from 'zod';
import { readSignedText } from '#protocol/signature.ts';
import { readJson } from '../event-reader.ts';
import type { Tables } from '../schema.ts';

const PAGE = 1000;

const datedSchema = z.object({ businessDay: z.iso.date() });

export const businessDays: Migration = {
  async up(db: Kysely<unknown>) {
    await statement`alter table events add column business_day text`.execute(db);
    await fill(db as Kysely<Tables>);
    await statement`create index events_business_day on events (chain, business_day, seq, hash)`.execute(db);
  },
};

async function fill(sql: Kysely<Tables>): Promise<void> {
  const chains = await sql
    .selectFrom('events')
    .select((e) => ['chain', e.fn.max('seq').as('last')])
    .groupBy('chain')
    .execute();
  for (const { chain, last } of chains)
    for (let from = 0; from <= last; from += PAGE) {
      const rows = await sql
        .selectFrom('events')
        .select(['seq', 'hash', 'jws'])
        .where('chain', '=', chain)
        .where('seq', '>=', from)
        .where('seq', '<', from + PAGE)
        .execute();
      for (const { seq, hash, jws } of rows) {
        const business_day = businessDayIn(jws);
        if (business_day === null) continue;
        const row = sql
          .updateTable('events')
          .where('chain', '=', chain)
          .where('seq', '=', seq)
          .where('hash', '=', hash);
        await row.set({ business_day }).execute();
      }
    }
}

function businessDayIn(jws: string | null): string | null {
  const json = readJson(jws === null ? undefined : readSignedText(jws));
  return datedSchema.safeParse(json).data?.businessDay ?? null;
}
