import { type RawBuilder, sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { createKeyPair } from '../testing/enrolment.ts';
import { restartChain } from './chain-restart.ts';
import { setDeviceStatus } from './device.ts';
import { verifyLedger } from './ledger.ts';

let backEnd: TestBackEnd;
let device: TestDevice;
let events: MadeEvent[];

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  events = [await device.answers({}), await device.answers({}), await device.answers({})];
  await device.sync(events);
});

const badOf = async (chain: string) =>
  (await verifyLedger(backEnd.store)).find((report) => report.chain === chain)?.bad;
const tamper = (statement: RawBuilder<unknown>) => statement.execute(backEnd.store.sql);
const hashAt = (seq: number) => events[seq - 1]?.line[2];

describe('an event that the database tells otherwise', () => {
  it('is found by its type', async () => {
    await tamper(sql`update events set type = 'withdrawal' where hash = ${hashAt(2)}`);
    expect(await badOf(device.id)).toEqual({ seq: 2, hash: hashAt(2), problem: 'misplaced' });
  });

  it('is found by a receipt after the word that acknowledges it', async () => {
    await tamper(sql`update events set received_at = received_at + 1 where hash = ${hashAt(2)}`);
    expect(await badOf(device.id)).toEqual({ seq: 2, hash: hashAt(2), problem: 'instant' });
  });

  it('is found by another instant of a fact of ours', async () => {
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'retired', 'operator'));
    await tamper(
      sql`update events set received_at = received_at - 1, earliest = earliest - 1 where type = 'device-status'`,
    );
    expect(await badOf('store:nantes')).toMatchObject({ seq: 2, problem: 'instant' });
  });

  it('is found also when it is held apart: we have told the tablet to let go of it', async () => {
    const { key } = await createKeyPair();
    const held = await device.answers({ key });
    await device.sync([held]);
    expect(await badOf(device.id)).toBeNull();
    await tamper(sql`delete from acknowledgements where received_at = (select max(received_at) from acknowledgements)`);
    expect(await badOf(device.id)).toEqual({ seq: 4, hash: held.line[2], problem: 'unacknowledged' });
  });
});

describe('a chain', () => {
  it('that the database no longer knows is found by its events', async () => {
    await tamper(sql`delete from chains where id = ${device.id}`);
    expect(await badOf(device.id)).toMatchObject({ seq: null, problem: 'chain' });
  });

  it('may lack its end while the tablet is known to have it: it sends it again (B8)', async () => {
    await tamper(sql`delete from events where hash = ${hashAt(3)}`);
    await tamper(sql`update chains set expected = 3, head = ${hashAt(2)} where id = ${device.id}`);
    expect(await badOf(device.id)).toBeNull();
  });

  it('that takes the place of a store’s chain must begin where that one ended', async () => {
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'retired', 'operator'));
    await backEnd.store.transaction((tx) => restartChain(tx, 'nantes', []));
    expect(await badOf('store:nantes:2')).toBeNull();
    await tamper(sql`delete from events where type = 'device-status'`);
    await tamper(sql`update chains set expected = 2, head = (select hash from events where type = 'device-enrolled')
      where id = 'store:nantes'`);
    expect(await badOf('store:nantes')).toBeNull();
    expect(await badOf('store:nantes:2')).toMatchObject({ seq: 1, problem: 'chain' });
  });

  it('that takes the place of a store’s chain must say so', async () => {
    backEnd = await createTestBackEnd();
    await tamper(
      sql`insert into chains (id, store, closed, expected, head) values ('store:nantes', 'nantes', 1, 1, null)`,
    );
    await tamper(
      sql`insert into chains (id, store, closed, expected, head) values ('store:nantes:2', 'nantes', 0, 1, null)`,
    );
    await enrolTestDevice(backEnd);
    expect(await badOf('store:nantes:2')).toMatchObject({ seq: 1, problem: 'chain' });
  });
});
