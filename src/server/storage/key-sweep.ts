// Keys that have lost their purpose: of contact points that a crash kept from the data (F1), look-up hashes that were
// needed for a while (F2), and old service keys that no tablet needs any more (B5).
import { DAY } from '#domain/instant.ts';
import { needsLookUp } from './key-destruction.ts';
import type { Reader, Tx } from './store.ts';

/** In a transaction of its own: what is destroyed does not wait for a commit. */
export async function sweepKeys(tx: Tx): Promise<void> {
  const holds = await listHolds(tx);
  const free = [...holds].filter(([, devices]) => devices.length === 0).map(([kid]) => kid);
  if (free.length > 0) tx.keys.retire(free);
  await sweepOrphans(tx);
  await oweLookUps(tx);
}

/** Of contact points whose data is gone, and that were still known for the limit of mails or for another one's sake. */
async function oweLookUps(tx: Tx): Promise<void> {
  const { sql, keys } = tx;
  const ended = await sql
    .selectFrom('contact_points')
    .select('id as contact_point')
    .where('value', 'is', null)
    .where('id', 'in', sql.selectFrom('grants').select('contact_point'))
    .where('id', 'not in', sql.selectFrom('disclosures').select('contact_point'))
    .where('id', 'not in', sql.selectFrom('stops').select('contact_point').where('kind', '<>', 'erasure'))
    .where('id', 'not in', sql.selectFrom('caps').select('contact_point'))
    .where('id', 'not in', sql.selectFrom('restrictions').select('contact_point'))
    .execute();
  for (const row of ended)
    if (keys.lookupHashOf(row.contact_point) !== undefined && !(await needsLookUp(tx, row.contact_point)))
      await sql.insertInto('key_destructions').values(row).execute();
}

async function sweepOrphans({ sql, keys, clock }: Tx): Promise<void> {
  const known: string[] = [];
  const orphans: string[] = [];
  for (const id of keys.listUnsettled(clock - DAY)) {
    const row = await sql.selectFrom('contact_points').select('id').where('id', '=', id).executeTakeFirst();
    (row ? known : orphans).push(id);
  }
  if (orphans.length > 0) keys.destroy(orphans, 'key-and-look-up');
  keys.settle(known);
}

/**
 * The old keys, each with the devices that need it: those that may still hold something sealed to it, or know no newer one
 * to check the back end's words with.
 */
export async function listHolds({ sql, keys }: Reader): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = keys.listServiceKeys(); // newest first
  const holds = new Map<string, string[]>();
  if (!all.some(({ state }) => state === 'old')) return holds;
  const devices = await sql
    .selectFrom('devices')
    .innerJoin('chains', 'chains.id', 'devices.id')
    .select(['devices.id', 'status', 'announced_seq', 'sealing_key', 'expected'])
    .execute();
  const waiting = devices.filter((device) => device.status !== 'retired' || device.expected <= device.announced_seq);
  for (const [i, { kid, use, state }] of all.entries()) {
    if (state !== 'old') continue;
    const holding = waiting.filter((device) => {
      // a thief's tablet must not keep a key alive that signs; what it holds can be brought as a file
      if (use === 'signing' && device.status === 'lost') return false;
      const newest = all.findIndex((key) => key.kid === device.sealing_key);
      if (newest < 0 || i <= newest) return true; // a tablet that has said nothing yet may know any
      // of the signing keys made before, it was told the last one
      return use === 'signing' && !all.slice(newest, i).some((key) => key.use === 'signing');
    });
    holds.set(
      kid,
      holding.map((device) => device.id),
    );
  }
  return holds;
}
