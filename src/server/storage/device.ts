// Tablets: their key and status, how they stand, what they hear about their events.
import type { PublicKey } from '#protocol/public-key.ts';
import type { Change } from '#protocol/sync.ts';
import { appendFact } from './chain.ts';
import type { Device } from './schema.ts';
import type { Reader, Tx } from './store.ts';

/** The device of that id, whatever its status. */
export function findDevice({ sql }: Reader, id: string): Promise<Device | undefined> {
  return sql.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whether any tablet was ever enrolled here. */
export async function hasDevices({ sql }: Reader): Promise<boolean> {
  const device = await sql.selectFrom('devices').select('id').limit(1).executeTakeFirst();
  return device !== undefined;
}

/** By its JSON: the same object each time, which jose then imports once. */
const publicKeys = new Map<string, PublicKey>();

export function publicKeyOf({ public_key }: Pick<Device, 'public_key'>): PublicKey {
  const key = publicKeys.get(public_key) ?? (JSON.parse(public_key) as PublicKey);
  publicKeys.set(public_key, key);
  return key;
}

/**
 * B9: a retired device hands over what it has and takes no new answers; what comes from a lost one is held. Undefined
 * when there is no such device, or it is lost already: nothing a lost one says makes it trusted again.
 */
export async function setDeviceStatus(
  tx: Tx,
  id: string,
  status: 'retired' | 'lost',
  by: string,
): Promise<Device | undefined> {
  const device = await changeStatus(tx, id, status);
  if (device) await appendFact(tx, { type: 'device-status', store: device.store, device: id, status, by });
  return device;
}

export function changeStatus({ sql }: Tx, id: string, status: 'retired' | 'lost'): Promise<Device | undefined> {
  return sql
    .updateTable('devices')
    .set({ status })
    .where('id', '=', id)
    .where('status', 'not in', ['lost', status])
    .returningAll()
    .executeTakeFirst();
}

/** How an operator sees a tablet. */
export interface DeviceSummary {
  readonly device: string;
  readonly place: string;
  readonly status: Device['status'] | 'forked';
  readonly lastSeenAt: number;
  /** Events it has ever announced (B11) … */
  readonly events: number;
  /** … of which these have not arrived … */
  readonly waiting: number;
  /** … and these never will, as it says. Unknown where it may have recorded more than it could announce. */
  readonly lost: number | 'unknown';
  /** Milliseconds that we were ahead of it when it last sent (C3). */
  readonly skew: number;
  /** Whether it may still hold something that is sealed to a key we no longer give out (B5). */
  readonly sealsToOldKey: boolean;
  readonly version: string;
}

export async function listDevices({ sql, keys }: Reader): Promise<DeviceSummary[]> {
  const devices = await sql
    .selectFrom('devices')
    .innerJoin('chains', 'chains.id', 'devices.id')
    .selectAll('devices')
    .select('chains.expected')
    .orderBy('enrolled_at')
    .execute();
  const replaced = new Set(devices.map(({ replaces }) => replaces));
  return Promise.all(
    devices.map(async (device) => {
      const waiting = Math.max(0, device.announced_seq - device.expected + 1);
      const isCutOff = device.status === 'lost' || (replaced.has(device.id) && waiting > 0);
      return {
        device: device.id,
        place: `${device.store} ${device.till}`,
        status: device.forked_at === null || device.status !== 'active' ? device.status : ('forked' as const),
        lastSeenAt: device.last_seen_at,
        events: device.announced_seq,
        waiting,
        lost: isCutOff ? ('unknown' as const) : await countLost(sql, device.id),
        skew: device.skew,
        sealsToOldKey: device.sealing_key !== null && device.sealing_key !== keys.forDevices.sealing.kid,
        version: device.app_version,
      };
    }),
  );
}

/** Booked as lost and not turned up since. */
async function countLost(sql: Reader['sql'], chain: string): Promise<number> {
  const ranges = await sql.selectFrom('lost').selectAll().where('chain', '=', chain).execute();
  let lost = 0;
  for (const { first_seq, last_seq } of ranges) {
    const { arrived } = await sql
      .selectFrom('events')
      .select((e) => e.fn.countAll<number>().as('arrived'))
      .where('chain', '=', chain)
      .where('seq', '>=', first_seq)
      .where('seq', '<=', last_seq)
      .where('beside', '=', 0)
      .executeTakeFirstOrThrow();
    lost += last_seq - first_seq + 1 - Number(arrived);
  }
  return lost;
}

/** B8: queues a change for the tablet that captured the event. */
export async function tellDevice(tx: Tx, device: string, change: Omit<Change, 'number'>): Promise<void> {
  const row = await tx.sql
    .updateTable('devices')
    .set((e) => ({ last_change: e('last_change', '+', 1) }))
    .where('id', '=', device)
    .returning('last_change')
    .executeTakeFirstOrThrow();
  await tx.sql
    .insertInto('device_changes')
    .values({ device, number: row.last_change, ...change })
    .execute();
}

/** What the tablet says that it has heard needs no telling again. Of more than there is, the back end came from a backup (B8). */
export async function forgetHeard({ sql }: Tx, device: string, heard: number): Promise<void> {
  await sql
    .deleteFrom('device_changes')
    .where('device', '=', device)
    .where('number', '<=', heard)
    .where((e) => e(e.val(heard), '<=', e.selectFrom('devices').select('last_change').where('id', '=', device)))
    .execute();
}

const CHANGES_PER_ANSWER = 1000;

/** B8: from the beginning where the tablet has heard of more than there is: this database came from a backup. */
export async function listChanges(
  { sql }: Reader,
  device: string,
  heard: number,
): Promise<{ changes: Change[]; lastChange: number }> {
  const { last_change: lastChange } = await sql
    .selectFrom('devices')
    .select('last_change')
    .where('id', '=', device)
    .executeTakeFirstOrThrow();
  const changes = await sql
    .selectFrom('device_changes')
    .select(['number', 'event', 'question', 'change'])
    .where('device', '=', device)
    .where('number', '>', heard > lastChange ? 0 : heard)
    .orderBy('number')
    .limit(CHANGES_PER_ANSWER)
    .execute();
  return { changes, lastChange };
}
