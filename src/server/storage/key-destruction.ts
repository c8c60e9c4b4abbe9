// F1: what a transaction has given up is noted in the data first, and its keys are destroyed after the commit. Whatever
// happens in between, the next transaction finishes it before it does anything else, the first one after a start too.
import type { ActLog } from '../act-log/act-log.ts';
import { needsKey, needsLookUp } from './contact-point.ts';
import type { Tx } from './store.ts';

export async function isDestructionOwed({ sql }: Tx): Promise<boolean> {
  return (await sql.selectFrom('key_destructions').select('contact_point').limit(1).executeTakeFirst()) !== undefined;
}

/** Nothing may have been added to the key store in this transaction: what is destroyed does not wait for a commit. */
export async function destroyOwed(tx: Tx, actLog: ActLog): Promise<void> {
  const owed = await tx.sql.selectFrom('key_destructions').selectAll().execute();
  if (owed.length === 0) return;
  const keyOnly: string[] = [];
  const all: string[] = [];
  for (const { contact_point } of owed) {
    // the same batch may have brought it again
    if (await needsKey(tx, contact_point)) continue;
    ((await needsLookUp(tx, contact_point)) ? keyOnly : all).push(contact_point);
  }
  tx.keys.destroy(keyOnly, 'key');
  tx.keys.destroy(all, 'key-and-look-up');
  await actLog.forget(all);
  await tx.sql.deleteFrom('key_destructions').execute();
}
