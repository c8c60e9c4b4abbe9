// F1: what a transaction has given up is noted in the data first, and its keys are destroyed after the commit. Whatever
// happens in between, the next transaction finishes it before it does anything else, the first one after a start too.
import { runningStatuses } from '#domain/consent-state.ts';
import { DAY } from '#domain/instant.ts';
import type { ActLog } from '../act-log/act-log.ts';
import type { Tx } from './store.ts';
import { TOMBSTONE_CHAIN } from './tombstone.ts';

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

/** Whether anything here is still encrypted under the contact point's key. */
async function needsKey({ sql }: Tx, contactPoint: string): Promise<boolean> {
  const value = await sql
    .selectFrom('contact_points')
    .select('id')
    .where('id', '=', contactPoint)
    .where('value', 'is not', null)
    .executeTakeFirst();
  const disclosure = await sql
    .selectFrom('disclosures')
    .select('event')
    .where('contact_point', '=', contactPoint)
    .limit(1)
    .executeTakeFirst();
  return value !== undefined || disclosure !== undefined;
}

/**
 * Whether the contact point must be known again although its value is gone: for a stop, a cap or a restriction that reaches
 * what comes later, for a stop of all that would reach another contact point of the same event (D8), for the limit of mails a day (D4). Never
 * once it was erased: then its tombstone speaks.
 */
export async function needsLookUp({ sql, clock }: Tx, contactPoint: string): Promise<boolean> {
  const stops = await sql
    .selectFrom('stops')
    .select(['kind', 'chain'])
    .where('contact_point', '=', contactPoint)
    .execute();
  const own = stops.filter((stop) => stop.chain !== TOMBSTONE_CHAIN);
  if (own.some((stop) => stop.kind === 'erasure')) return false;
  if (own.length > 0 || (await isBounded(sql, contactPoint))) return true;
  const mail = await sql
    .selectFrom('mails')
    .select('job')
    .where('contact_point', '=', contactPoint)
    .where('sent_at', '>', clock - DAY)
    .limit(1)
    .executeTakeFirst();
  const beside = await sql
    .selectFrom('grants as own')
    .innerJoin('grants as other', 'other.event', 'own.event')
    .select('other.event')
    .where('own.contact_point', '=', contactPoint)
    .where('other.contact_point', '<>', contactPoint)
    .where('other.status', 'in', runningStatuses)
    .limit(1)
    .executeTakeFirst();
  return mail !== undefined || beside !== undefined;
}

async function isBounded(sql: Tx['sql'], contactPoint: string): Promise<boolean> {
  for (const table of ['caps', 'restrictions'] as const)
    if (await sql.selectFrom(table).select('event_hash').where('contact_point', '=', contactPoint).executeTakeFirst())
      return true;
  return false;
}
