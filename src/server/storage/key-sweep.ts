// Keys that have lost their purpose: of contact points that a crash kept from the data (F1), and old sealing keys that no
// tablet's rows are sealed to any more (B5).
import { DAY } from '#domain/instant.ts';
import type { Reader, Tx } from './store.ts';

/** In a transaction of its own: what is destroyed does not wait for a commit. */
export async function sweepKeys(tx: Tx): Promise<void> {
  const holds = await listSealingHolds(tx);
  const free = [...holds].filter(([, devices]) => devices.length === 0).map(([kid]) => kid);
  if (free.length > 0) tx.keys.retireSealing(free);
  await sweepOrphans(tx);
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

/** The old sealing keys, each with the devices that may still hold something sealed to it. */
export async function listSealingHolds({ sql, keys }: Reader): Promise<ReadonlyMap<string, readonly string[]>> {
  const sealing = keys.listServiceKeys().filter(({ use }) => use === 'sealing'); // newest first
  const holds = new Map<string, string[]>();
  if (!sealing.some(({ state }) => state === 'old')) return holds;
  const devices = await sql
    .selectFrom('devices')
    .innerJoin('chains', 'chains.id', 'devices.id')
    .select(['devices.id', 'status', 'announced_seq', 'sealing_key', 'expected'])
    .execute();
  const waiting = devices.filter((device) => device.status !== 'retired' || device.expected <= device.announced_seq);
  for (const [i, { kid, state }] of sealing.entries()) {
    if (state !== 'old') continue;
    const holding = waiting.filter((device) => {
      const newest = sealing.findIndex((key) => key.kid === device.sealing_key);
      return newest < 0 || newest >= i; // a tablet that has said nothing yet may have used any
    });
    holds.set(
      kid,
      holding.map((device) => device.id),
    );
  }
  return holds;
}
