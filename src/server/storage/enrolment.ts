// Makes a tablet a device (A1): the operator's one-time code, and the key that from then on signs what the tablet says.
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { BackEndEvent } from '#domain/consent-event.ts';
import { type Instant, MINUTE } from '#domain/instant.ts';
import { CODE_ALPHABET, CODE_LENGTH, type Enrolment, enrolmentSchema, replacementSchema } from '#protocol/enrolment.ts';
import { isNamedRight, type PublicKey } from '#protocol/public-key.ts';
import { readSignedText, signedTypes, verifyText } from '#protocol/signature.ts';
import { appendFact } from './chain.ts';
import { findDevice, publicKeyOf } from './device.ts';
import { readJson } from './event-reader.ts';
import type { Device } from './schema.ts';
import type { Reader, Tx } from './store.ts';

const ENROLMENT_CODE_LIFETIME = 10 * MINUTE;
const MOST_WRONG_TRIES = 5;

/** Characters that only find the code; the other six are the secret, 30 bits. */
const ID_LENGTH = 2;
const MOST_LIVE_CODES = CODE_ALPHABET.length ** ID_LENGTH;

/** A code that enrols one tablet at one till, once. */
export async function createEnrolmentCode(tx: Tx, place: { store: string; till: string }): Promise<string> {
  await tx.sql.deleteFrom('enrolment_codes').where('expires_at', '<=', tx.clock).execute();
  const live = await tx.sql.selectFrom('enrolment_codes').select('id').execute();
  if (live.length === MOST_LIVE_CODES) throw new Error('no code is free before others expire');
  const taken = new Set(live.map(({ id }) => id));
  let code = drawCode();
  while (taken.has(idOf(code))) code = drawCode();
  await tx.sql
    .insertInto('enrolment_codes')
    .values({
      ...{ id: idOf(code), code_hash: await hashCode(code, randomBytes(16)), ...place },
      ...{ expires_at: tx.clock + ENROLMENT_CODE_LIFETIME, used_at: null, wrong_tries: 0 },
    })
    .execute();
  return code;
}

const idOf = (code: string) => code.slice(0, ID_LENGTH);

function drawCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/** scrypt (RFC 7914), N = 2^14, r = 8: thirty bits last longer than ten minutes, also for whoever has the database. */
async function hashCode(code: string, salt: Buffer): Promise<string> {
  return `${salt.toString('base64url')}.${(await derive(code, salt, 32)).toString('base64url')}`;
}

async function isCode(code: string, stored: string): Promise<boolean> {
  const salt = Buffer.from(stored.split('.')[0] ?? '', 'base64url');
  return timingSafeEqual(Buffer.from(await hashCode(code, salt)), Buffer.from(stored));
}

/** Whether a code of that id can still be used: what a stranger makes up costs one look, and locks nothing. */
export async function isCodeLive(reader: Reader, code: string, clock: Instant): Promise<boolean> {
  return (await findLiveCode(reader, code, clock)) !== undefined;
}

function findLiveCode({ sql }: Reader, code: string, clock: Instant) {
  return sql
    .selectFrom('enrolment_codes')
    .selectAll()
    .where('id', '=', idOf(code))
    .where('expires_at', '>', clock)
    .where('wrong_tries', '<', MOST_WRONG_TRIES)
    .executeTakeFirst();
}

/** What a tablet asks for, if the key named in it has signed it. */
export async function readEnrolment(jws: string): Promise<Enrolment | undefined> {
  const { data } = enrolmentSchema.safeParse(readJson(readSignedText(jws)));
  if (!data || !(await isNamedRight(data.key))) return undefined;
  return (await verifyText(jws, signedTypes.enrolment, [data.key])) === undefined ? undefined : data;
}

export type EnrolmentResult =
  | { readonly ok: true; readonly device: Device }
  | { readonly ok: false; readonly problem: Refusal };

type Refusal = 'enrolment-code-invalid' | 'bad-request' | 'not-drained';

const refused = (problem: Refusal): EnrolmentResult => ({ ok: false, problem });

/** @param code as `toCode` gives it */
export async function enrolDevice(
  tx: Tx,
  code: string,
  { key, appVersion, replaces }: Enrolment,
): Promise<EnrolmentResult> {
  const row = await findLiveCode(tx, code, tx.clock);
  if (!row) return refused('enrolment-code-invalid');
  if (!(await isCode(code, row.code_hash))) {
    const wrong_tries = row.wrong_tries + 1;
    await tx.sql.updateTable('enrolment_codes').set({ wrong_tries }).where('id', '=', row.id).execute();
    return refused('enrolment-code-invalid');
  }
  const known = await findDeviceByKey(tx, key);
  // the same tablet asks again, because the answer was lost on its way: its key is its name
  if (known) return isAsEnrolled(known, row) ? { ok: true, device: known } : refused('bad-request');
  if (row.used_at !== null) return refused('enrolment-code-invalid');
  const replaced = replaces === null ? null : await findReplaced(tx, replaces, key);
  if (replaced === undefined) return refused('bad-request');
  // the old journal goes with its device: what it has announced must be here first
  if (replaced && !(await hasArrived(tx, replaced))) return refused('not-drained');

  await tx.sql.updateTable('enrolment_codes').set({ used_at: tx.clock }).where('id', '=', row.id).execute();
  return { ok: true, device: await addDevice(tx, row, { key, appVersion, replaced }) };
}

function findDeviceByKey({ sql }: Reader, key: PublicKey): Promise<Device | undefined> {
  return sql.selectFrom('devices').selectAll().where('public_key', '=', JSON.stringify(key)).executeTakeFirst();
}

interface Place {
  readonly store: string;
  readonly till: string;
}

function isAsEnrolled(device: Device, { store, till }: Place): boolean {
  return device.status === 'active' && device.forked_at === null && device.store === store && device.till === till;
}

/** The device that gives its place to the new key, in its own key's words; undefined when they are not. */
async function findReplaced(tx: Tx, jws: string, key: PublicKey): Promise<Device | undefined> {
  const { data } = replacementSchema.safeParse(readJson(readSignedText(jws)));
  const device = data?.key === key.kid ? await findDevice(tx, data.device) : undefined;
  if (!device) return undefined;
  return (await verifyText(jws, signedTypes.replacement, [publicKeyOf(device)])) === undefined ? undefined : device;
}

async function hasArrived({ sql }: Reader, { id, announced_seq }: Device): Promise<boolean> {
  const chain = await sql.selectFrom('chains').select('expected').where('id', '=', id).executeTakeFirstOrThrow();
  return chain.expected > announced_seq;
}

async function addDevice(
  tx: Tx,
  { store, till }: Place,
  { key, appVersion, replaced }: { key: PublicKey; appVersion: string; replaced: Device | null },
): Promise<Device> {
  const enrolled = { device: tx.newId(), store, till, key, replaces: replaced?.id ?? null };
  const device = await putDevice(tx, enrolled, { enrolledAt: tx.now, appVersion });
  await appendFact(tx, { type: 'device-enrolled', ...enrolled });
  return device;
}

type Enrolled = Pick<
  Extract<BackEndEvent, { type: 'device-enrolled' }>,
  'device' | 'store' | 'till' | 'key' | 'replaces'
>;

/** Makes the device that the fact speaks of, and retires the one whose place it takes. */
export async function putDevice(
  tx: Tx,
  { device: id, store, till, key, replaces }: Enrolled,
  { enrolledAt, appVersion }: { enrolledAt: Instant; appVersion: string },
): Promise<Device> {
  await tx.sql.insertInto('chains').values({ id, store: null, closed: 0, expected: 1, head: null }).execute();
  const device = await tx.sql
    .insertInto('devices')
    .values({
      ...{ id, store, till, public_key: JSON.stringify(key), status: 'active', replaces },
      ...{ enrolled_at: enrolledAt, last_seen_at: enrolledAt, skew: 0, forked_at: null, announced_seq: 0, waiting: 0 },
      ...{ app_version: appVersion, last_change: 0, sealing_key: null },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  // the fact says so by `replaces`; what the old one still holds it may hand over
  await tx.sql
    .updateTable('devices')
    .set({ status: 'retired' })
    .where('id', '=', replaces)
    .where('status', '=', 'active')
    .execute();
  return device;
}
