// Tablets: their one-time enrolment code, their secret, what they hear about their events.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { HOUR } from '#domain/instant.ts';
import type { Change } from '#protocol/sync.ts';
import { acknowledge } from './acknowledgement.ts';
import type { Device } from './schema.ts';
import type { Reader, Tx } from './store.ts';

const ENROLMENT_CODE_LIFETIME = HOUR;

/** For secrets of 128 random bits or more: these cannot be guessed, so a plain hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** A code that enrols one tablet at one till, once, within the hour. */
export async function createEnrolmentCode(tx: Tx, place: { store: string; till: string }): Promise<string> {
  const code = randomBytes(16).toString('base64url');
  await tx.sql
    .insertInto('enrolment_codes')
    .values({ code_hash: hashSecret(code), ...place, expires_at: tx.clock + ENROLMENT_CODE_LIFETIME, used_at: null })
    .execute();
  return code;
}

export interface Enrolled {
  readonly device: string;
  readonly secret: string;
  readonly store: string;
  readonly till: string;
  readonly acknowledgement: string;
}

/** Undefined when the code is wrong, used or too old. */
export async function enrolDevice(tx: Tx, code: string): Promise<Enrolled | undefined> {
  const place = await tx.sql
    .updateTable('enrolment_codes')
    .set({ used_at: tx.clock })
    .where('code_hash', '=', hashSecret(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.clock)
    .returning(['store', 'till'])
    .executeTakeFirst();
  if (!place) return undefined;
  const device = tx.newId();
  const secret = randomBytes(32).toString('base64url');
  await tx.sql
    .insertInto('devices')
    .values({
      id: device,
      ...place,
      secret_hash: hashSecret(secret),
      status: 'active',
      enrolled_at: tx.now,
      last_seen_at: tx.now,
      skew: 0,
      forked_at: null,
      announced_seq: 0,
      waiting: 0,
      app_version: '',
      last_change: 0,
    })
    .execute();
  await tx.sql.insertInto('chains').values({ id: device, expected: 1, head: null }).execute();
  return { device, secret, ...place, acknowledgement: await acknowledge(tx, device, []) };
}

/** The device whose secret this is; undefined when there is none. */
export async function authenticateDevice({ sql }: Reader, id: string, secret: string): Promise<Device | undefined> {
  const device = await sql.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
  const given = Buffer.from(hashSecret(secret));
  // compared also when there is no such device, so that time does not tell
  const known = Buffer.from(device?.secret_hash ?? hashSecret(''));
  return timingSafeEqual(given, known) && secret !== '' ? device : undefined;
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
  /** … and these never will, as it says. */
  readonly lost: number;
  readonly version: string;
}

export async function listDevices({ sql }: Reader): Promise<DeviceSummary[]> {
  const devices = await sql
    .selectFrom('devices')
    .innerJoin('chains', 'chains.id', 'devices.id')
    .selectAll('devices')
    .select('chains.expected')
    .orderBy('enrolled_at')
    .execute();
  return Promise.all(
    devices.map(async (device) => ({
      device: device.id,
      place: `${device.store} ${device.till}`,
      status: device.forked_at === null ? device.status : ('forked' as const),
      lastSeenAt: device.last_seen_at,
      events: device.announced_seq,
      waiting: Math.max(0, device.announced_seq - device.expected + 1),
      lost: await countLost(sql, device.id),
      version: device.app_version,
    })),
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
