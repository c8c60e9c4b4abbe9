// The key of the look-up hashes lies beside the database, not in it. Under another one the database finds nobody it knows,
// and every withdrawal, suppression and tombstone misses: so it remembers which key it was filled with.
import type { Tx } from './store.ts';

/** False when the contact points here were filled in under another key. Without any, this key becomes the one. */
export async function adoptLookupKey(tx: Tx): Promise<boolean> {
  const value = tx.lookupHash('key', 'fingerprint');
  const known = await tx.sql.selectFrom('settings').select('value').where('name', '=', 'lookup-key').executeTakeFirst();
  if (known?.value === value) return true;
  const contactPoint = await tx.sql.selectFrom('contact_points').select('id').limit(1).executeTakeFirst();
  if (contactPoint) return false;
  await tx.sql
    .insertInto('settings')
    .values({ name: 'lookup-key', value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
  return true;
}
