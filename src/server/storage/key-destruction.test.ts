import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#domain/instant.ts';
import type { ActLog, ActLogEntry } from '../act-log/act-log.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { createTestBackEnd, createTestKeys, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import { createMemoryActLog } from '../testing/memory-act-log.ts';
import { identifyContactPoint } from './contact-point.ts';
import { setDeviceStatus } from './device.ts';
import { eraseSubject } from './erasure.ts';
import { listHolds } from './key-sweep.ts';
import { createSqliteDialect } from './sqlite.ts';
import type { Tx } from './store.ts';

const EMAIL = 'camille.martin@exemple.fr';
const camille = { kind: 'email', value: EMAIL } as const;

const clock = { now: 0 };
let actLog: ActLog;
let directory: string;
let keys: KeyStore;
const started: TestBackEnd[] = [];

beforeEach(async () => {
  clock.now = Date.parse('2026-10-12T16:00:00Z');
  directory = await mkdtemp(join(tmpdir(), 'destruction-'));
  keys = await createTestKeys(clock);
  actLog = createMemoryActLog();
});
afterEach(async () => {
  for (const backEnd of started.splice(0)) await backEnd.store.close();
  await rm(directory, { recursive: true });
});

/** A start over the data as the last one left it. */
async function start(own = keys): Promise<TestBackEnd> {
  const dialect = createSqliteDialect(join(directory, 'consent.sqlite'));
  const backEnd = await createTestBackEnd({ dialect, keys: own, actLog, clock });
  started.push(backEnd);
  return backEnd;
}

/** The key store, with the plug pulled before anything is destroyed. */
function cutBeforeDestruction(): KeyStore {
  const destroy = () => {
    throw new Error('power cut');
  };
  return Object.create(keys, { destroy: { value: destroy } }) as KeyStore;
}

const erase = (tx: Tx) => eraseSubject(tx, camille);
const lookUp = () => keys.findContactPoint(keys.hash('lookup', 'email', EMAIL));

describe('a power cut between the tombstone and the destruction of the key', () => {
  it('is made good at the next start', async () => {
    const dying = await start(cutBeforeDestruction());
    const device = await enrolTestDevice(dying);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    const { value } = await dying.store.sql.selectFrom('contact_points').selectAll().executeTakeFirstOrThrow();
    const id = lookUp() as string;
    await expect(dying.store.transaction(erase)).rejects.toThrow('power cut');
    expect(await readHeldContacts(dying.store)).toEqual([]); // it is erased, but a copy could still be read
    expect(await keys.open(id, value as string)).toBe(EMAIL);

    await start();
    expect(await keys.open(id, value as string)).toBeUndefined();
    expect(lookUp()).toBeUndefined();
    const later = await enrolTestDevice(started[1] as TestBackEnd, 'caisse-2');
    const { outcomes } = await later.sync([await later.answers({ email: EMAIL, yes: ['email-news'] })]);
    expect(outcomes).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('leaves no look-up hash in the log of acts either, once it is made good', async () => {
    const dying = await start(cutBeforeDestruction());
    const device = await enrolTestDevice(dying);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await dying.runJobs();
    await press(dying.app, confirmPathIn(dying.mails[0]), { action: 'confirm' });
    const hash = keys.hash('lookup', 'email', EMAIL);
    await expect(dying.store.transaction(erase)).rejects.toThrow('power cut');
    expect(JSON.stringify(await actLog.read())).toContain(hash);
    await start();
    expect(JSON.stringify(await actLog.read())).not.toContain(hash);
  });

  it('is made good before anybody is taken in again under the same key', async () => {
    const dying = await start(cutBeforeDestruction());
    const device = await enrolTestDevice(dying);
    const late = await device.answers({ email: EMAIL, yes: ['email-news'] });
    await device.sync([]);
    const id = await dying.store.transaction(async (tx) => (await identifyContactPoint(tx, camille)).id);
    await expect(dying.store.transaction(erase)).rejects.toThrow('power cut');
    device.app = (await start()).app;
    expect((await device.sync([late])).outcomes).toMatchObject([{ outcome: 'erased' }]);
    const grants = await (started[1] as TestBackEnd).store.sql.selectFrom('grants').selectAll().execute();
    expect(grants.map((grant) => grant.contact_point)).not.toContain(id);
  });
});

describe('a look-up hash that is destroyed', () => {
  it('before its act is in the log is not in the log afterwards', async () => {
    let write = () => {};
    const disk = new Promise<void>((resolve) => {
      write = resolve;
    });
    const { append } = actLog;
    const backEnd = await start();
    const device = await enrolTestDevice(backEnd);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    clock.now += 2 * DAY;
    const hash = keys.hash('lookup', 'email', EMAIL);
    Object.assign(actLog, { append: (acts: readonly ActLogEntry[]) => disk.then(() => append(acts)) });
    const denied = press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'not-me' });
    while (lookUp() !== undefined) await backEnd.store.transaction(async () => {}); // what others do meanwhile
    write();
    await denied;
    const log = await actLog.read();
    expect(log.some((entry) => 'contactPoint' in entry)).toBe(true);
    expect(JSON.stringify(log)).not.toContain(hash);
  });
});

describe('the sweep of keys', () => {
  it('takes away what a crash kept from the data, after a day, and nothing else', async () => {
    const backEnd = await start();
    const id = await backEnd.store.transaction(async (tx) => (await identifyContactPoint(tx, camille)).id);
    keys.addContactPoint('orphan', 'hash of an orphan');
    clock.now += 23 * HOUR;
    await backEnd.runJobs();
    expect(keys.findContactPoint('hash of an orphan')).toBe('orphan');
    clock.now += 2 * HOUR;
    await backEnd.runJobs();
    expect(keys.findContactPoint('hash of an orphan')).toBeUndefined();
    expect(lookUp()).toBe(id);
  });

  it('takes a look-up hash away once the limit of mails a day has no more use for it', async () => {
    const backEnd = await start();
    const device = await enrolTestDevice(backEnd);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'not-me' });
    clock.now += 23 * HOUR;
    await backEnd.runJobs();
    expect(lookUp()).toBeDefined();
    clock.now += 2 * HOUR;
    await backEnd.runJobs();
    expect(lookUp()).toBeUndefined();
    expect(JSON.stringify(await actLog.read())).not.toContain(keys.hash('lookup', 'email', EMAIL));
  });

  it('leaves a contact point alone that the data once knew and a restore has taken back', async () => {
    const backEnd = await start();
    const id = await backEnd.store.transaction(async (tx) => (await identifyContactPoint(tx, camille)).id);
    clock.now += 2 * DAY;
    await backEnd.runJobs();
    await backEnd.store.sql.deleteFrom('contact_points').execute();
    await backEnd.runJobs();
    expect(lookUp()).toBe(id);
  });

  it('keeps an old sealing key until no tablet needs it any more', async () => {
    const backEnd = await start();
    const behind = await enrolTestDevice(backEnd);
    const ahead = await enrolTestDevice(backEnd, 'caisse-2');
    const [old] = keys.sealing;
    await keys.rotate('sealing');
    const holding = async () => (await listHolds(backEnd.store)).get(old?.kid ?? '');
    const use = (device: TestDevice, sealing_key = keys.forDevices.sealing.kid) =>
      backEnd.store.sql.updateTable('devices').set({ sealing_key }).where('id', '=', device.id).execute();
    await use(ahead);
    expect(await holding()).toEqual([behind.id]);
    await use(behind, old?.kid);
    await backEnd.runJobs();
    expect(await holding()).toEqual([behind.id]);
    expect(keys.sealing).toHaveLength(2);

    await use(behind);
    await backEnd.store.transaction((tx) => identifyContactPoint(tx, camille)); // the sweep has this to do as well
    clock.now += 2 * DAY;
    await backEnd.runJobs();
    await backEnd.store.transaction(async () => {});
    expect(keys.sealing.map(({ kid }) => kid)).toEqual([keys.forDevices.sealing.kid]);
  });

  it('keeps an old sealing key for what a retired tablet has announced and not yet handed over', async () => {
    const backEnd = await start();
    const device = await enrolTestDevice(backEnd);
    const waiting = await device.answers({ email: EMAIL, yes: ['email-news'] });
    await device.sync([]);
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'retired', 'operator'));
    await keys.rotate('sealing');
    await backEnd.runJobs();
    expect((await device.sync([waiting])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect([...(await listHolds(backEnd.store)).values()]).toEqual([[]]);
  });

  it('keeps an old signing key until every tablet has heard of a newer one', async () => {
    const backEnd = await start();
    const device = await enrolTestDevice(backEnd);
    const old = keys.signing.kid;
    const stateOf = (kid: string) => keys.listServiceKeys().find((key) => key.kid === kid)?.state;
    await device.sync([]);
    await keys.rotate('signing');
    await keys.rotate('sealing');
    await backEnd.runJobs();
    expect((await listHolds(backEnd.store)).get(old)).toEqual([device.id]);
    const lost = await enrolTestDevice(backEnd, 'caisse-2');
    await backEnd.store.sql.updateTable('devices').set({ sealing_key: null }).where('id', '=', lost.id).execute();
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, lost.id, 'lost', 'operator'));
    await device.sync([]); // signed by the key that it knows
    await device.sync([]); // it says which one it has heard of
    await backEnd.runJobs();
    expect(stateOf(old)).toBe('retired');
    expect(stateOf(keys.signing.kid)).toBe('in-use');
    await device.sync([]);
  });
});
