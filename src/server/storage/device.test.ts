import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '#domain/instant.ts';
import { readSignedText } from '#protocol/signature.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { listAudit } from './audit.ts';
import { listDevices, setDeviceStatus } from './device.ts';
import { eraseSubject } from './erasure.ts';

const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let here: TestDevice;
let there: TestDevice;
let fromHere: MadeEvent;
let fromThere: MadeEvent;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  here = await enrolTestDevice(backEnd);
  there = await enrolTestDevice(backEnd, 'caisse-2');
  fromHere = await here.answers({ phone: PHONE, yes: ['sms-events', 'phone-invitations'] });
  fromThere = await there.answers({ phone: PHONE, yes: ['sms-events', 'phone-invitations'] });
  await here.sync([fromHere]);
  await there.sync([fromThere]);
});

const heardBy = async (device: TestDevice, changesHeard: number) =>
  (await device.sync([], { changesHeard })).changes.map(({ number, event, change }) => ({ number, event, change }));

describe('what a tablet hears of its events', () => {
  beforeEach(async () => {
    await here.sync([await here.stop({ phone: PHONE })]);
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'phone', value: PHONE }));
  });

  it('is numbered for each tablet by itself, without gaps, and concerns its own events only', async () => {
    for (const [device, { line }] of [
      [here, fromHere],
      [there, fromThere],
    ] as const)
      expect(await heardBy(device, 0)).toEqual([
        { number: 1, event: line[1], change: 'withdrawn' },
        { number: 2, event: line[1], change: 'withdrawn' },
        { number: 3, event: line[1], change: 'erased' },
        { number: 4, event: line[1], change: 'erased' },
      ]);
  });

  it('is told again until the tablet says that it has heard', async () => {
    expect(await heardBy(here, 0)).toHaveLength(4);
    expect(await heardBy(here, 0)).toHaveLength(4);
    expect((await heardBy(here, 3)).map(({ number }) => number)).toEqual([4]);
    expect(await heardBy(here, 4)).toEqual([]);
  });

  it('begins anew for a tablet that has heard of more than there is: the database came from a backup', async () => {
    expect(await heardBy(here, 9)).toHaveLength(4);
    expect((await here.sync([])).lastChange).toBe(4);
  });
});

describe('how an operator sees a tablet', () => {
  const list = async () =>
    (await listDevices(backEnd.store)).map(({ status, waiting, lost }) => [status, waiting, lost]);
  const set = (device: TestDevice, status: 'retired' | 'lost') =>
    backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, status, 'operator'));

  it('is with nothing lost while all that it announced has arrived', async () => {
    expect(await list()).toEqual([
      ['active', 0, 0],
      ['active', 0, 0],
    ]);
  });

  it('is with "unknown" lost once it is lost itself: nobody knows what else it holds', async () => {
    await set(here, 'lost');
    expect((await list())[0]).toEqual(['lost', 0, 'unknown']);
  });

  it('is with "unknown" lost when another took its place and it turns out to have held more', async () => {
    await here.answers({});
    await enrolTestDevice(backEnd, 'caisse-1', here);
    expect((await list())[0]).toEqual(['retired', 0, 0]);
    await here.sync([]); // its head says that there is more
    expect((await list())[0]).toEqual(['retired', 1, 'unknown']);
  });

  it('is with what waits while it is retired: it may still bring it', async () => {
    await here.answers({});
    await here.sync([]);
    await set(here, 'retired');
    expect((await list())[0]).toEqual(['retired', 1, 0]);
  });

  it('shows who may still seal to an old key (B5)', async () => {
    await here.sync([]);
    await there.sync([]);
    await backEnd.keys.rotate('sealing');
    await here.sync([]); // hears of the new one
    await here.sync([]);
    expect((await listDevices(backEnd.store)).map(({ sealsToOldKey }) => sealsToOldKey)).toEqual([false, true]);
  });

  it('shows a clock that is wrong', async () => {
    await here.sync([], { sentAt: backEnd.clock.now - 5 * MINUTE });
    const [summary] = await listDevices(backEnd.store);
    expect(Math.round((summary?.skew ?? 0) / MINUTE)).toBe(5);
  });
});

describe('the end of a tablet', () => {
  const set = (device: string, status: 'retired' | 'lost') =>
    backEnd.store.transaction((tx) => setDeviceStatus(tx, device, status, 'operator'));
  const facts = async () =>
    (await backEnd.store.sql.selectFrom('events').select('jws').where('type', '=', 'device-status').execute()).map(
      ({ jws }) => JSON.parse(readSignedText(jws ?? '') ?? ''),
    );

  it('is a fact on the chain of its store', async () => {
    await set(here.id, 'retired');
    expect(await facts()).toMatchObject([
      { store: 'nantes', device: here.id, status: 'retired', by: 'operator', chain: 'store:nantes' },
    ]);
  });

  it('can become worse, never better, and is said once', async () => {
    expect(await set(here.id, 'retired')).toBeDefined();
    expect(await set(here.id, 'retired')).toBeUndefined();
    expect(await set(here.id, 'lost')).toBeDefined();
    expect(await set(here.id, 'retired')).toBeUndefined();
    expect(await set('nobody', 'lost')).toBeUndefined();
    expect((await facts()).map(({ status }) => status)).toEqual(['retired', 'lost']);
  });

  it('is told to the tablet, which may hand over the rest when it is retired', async () => {
    await set(here.id, 'retired');
    const answer = await here.sync([await here.answers({ phone: PHONE, yes: ['sms-events'] })]);
    expect(answer).toMatchObject({ deviceStatus: 'retired', outcomes: [{ outcome: 'accepted' }] });
  });
});

describe('the key that a tablet seals to (B5)', () => {
  const known = async () =>
    (await backEnd.store.sql.selectFrom('devices').select('sealing_key').where('id', '=', here.id).execute())[0]
      ?.sealing_key;
  const other = 'A'.repeat(43);

  it('is noted once nothing waits that may be sealed to an older one', async () => {
    const waiting = await here.answers({ phone: PHONE, yes: ['sms-events'] });
    await here.sync([], { sealingKey: other, waiting: 1 });
    expect(await known()).toBe(here.keys.sealing.kid);
    await here.sync([waiting], { sealingKey: other });
    expect(await known()).toBe(other);
  });

  it('stays noted as it was while the tablet keeps an event that we could not open', async () => {
    const event = await here.answers({ phone: PHONE, yes: ['sms-events'] });
    await here.sync([{ ...event, body: { ...event.body, seal: 'nonsense' } }], { sealingKey: other });
    expect(await known()).toBe(here.keys.sealing.kid);
  });
});

describe('a day that was exported', () => {
  it('is in the audit log, with the tablet that did it and nobody’s data', async () => {
    const event = await here.dayExported();
    const { outcomes, word } = await here.sync([event]);
    expect(outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect(word.hashes).toEqual([event.line[2]]);
    await here.sync([event]);
    expect(await listAudit(backEnd.store, 10)).toMatchObject([
      { actor: `device:${here.id}`, action: 'day-exported', subject: '2026-10-12' },
    ]);
  });

  it('is held when it names a place where the tablet does not stand', async () => {
    const event = await here.dayExported({ spoil: (e) => (e.till = 'caisse-2') });
    expect((await here.sync([event])).outcomes).toMatchObject([{ reason: 'not-as-published' }]);
    expect(await listAudit(backEnd.store, 10)).toEqual([]);
  });
});

describe('a day that was closed', () => {
  it('is kept once, and ends or reads nothing', async () => {
    const event = await here.dayClosed(1);
    expect((await here.sync([event])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect((await here.sync([event])).outcomes).toMatchObject([{ outcome: 'duplicate' }]);
    expect(await listAudit(backEnd.store, 10)).toEqual([]);
    expect(await backEnd.store.sql.selectFrom('stops').selectAll().execute()).toEqual([]);
  });

  it.each<[string, (event: Record<string, unknown>) => void, string]>([
    ['names a place where the tablet does not stand', (e) => (e.till = 'caisse-2'), 'not-as-published'],
    ['holds a word too many', (e) => Object.assign(e.report as object, { note: 'camille@exemple.fr' }), 'malformed'],
    ['counts less than nothing', (e) => Object.assign(e.report as object, { withdrawals: -1 }), 'malformed'],
  ])('is held when it %s', async (_, spoil, reason) => {
    expect((await here.sync([await here.dayClosed(1, { spoil })])).outcomes).toMatchObject([{ reason }]);
  });
});
