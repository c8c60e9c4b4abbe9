// The column `business_day` for events that were stored before there was one.
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { readSignedText } from '#protocol/signature.ts';
import { readJson } from './event-reader.ts';
import type { Tables } from './schema.ts';

const PAGE = 1000;

const datedSchema = z.object({ businessDay: z.iso.date() });

export async function fillBusinessDays(sql: Kysely<Tables>): Promise<void> {
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
