// Which business day's night is done: a restore that forgets it has it done again.
import type { BusinessDay } from '#domain/business-day.ts';
import type { Reader, Tx } from './store.ts';

export async function getLastNight({ sql }: Reader): Promise<BusinessDay | undefined> {
  const row = await sql.selectFrom('settings').select('value').where('name', '=', 'night').executeTakeFirst();
  return row?.value;
}

export async function noteNight({ sql }: Tx, value: BusinessDay): Promise<void> {
  await sql
    .insertInto('settings')
    .values({ name: 'night', value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}
