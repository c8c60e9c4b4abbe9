// The keys lie beside the data, not in it. Under others the database finds nobody it knows, opens no contact data, and every
// withdrawal and tombstone misses: so it remembers which key store it was filled under.
import type { Reader, Tx } from './store.ts';

/** False when the database was filled under another key store. While it is empty, this one becomes the one. */
export async function adoptKeyStore({ sql, keys }: Tx): Promise<boolean> {
  const known = await sql.selectFrom('settings').select('value').where('name', '=', 'key-store').executeTakeFirst();
  if (known?.value === keys.id) return true;
  for (const table of ['contact_points', 'devices', 'events'] as const)
    if (await sql.selectFrom(table).select('id').limit(1).executeTakeFirst()) return false;
  const value = keys.id;
  await sql
    .insertInto('settings')
    .values({ name: 'key-store', value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
  return true;
}

/**
 * How many contact points have a value that no key opens: the key store is older than the data.
 * @param isPutAway whether the archive holds it: then an older copy of the data has brought it back, and the next night ends it again
 */
export async function countUnreadable(
  { sql, keys }: Reader,
  isPutAway: (contactPoint: string) => boolean = () => false,
): Promise<number> {
  const rows = await sql.selectFrom('contact_points').select('id').where('value', 'is not', null).execute();
  return rows.filter(({ id }) => !keys.hasKey(id) && !isPutAway(id)).length;
}
