import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '#domain/instant.ts';
import { readSignedText } from '#protocol/signature.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { setDeviceStatus } from './device.ts';
import { readDisclosures } from './disclosure.ts';
import { eraseSubject } from './erasure.ts';
import { listQuarantine, rejectEvent, releaseEvent, reviewUnpublished } from './quarantine.ts';

const SMS_YES = { phone: '+33612345678', yes: ['sms-events'] };

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const breakChain = (event: Record<string, unknown>) => {
  event.previous = 'A'.repeat(43);
};
const hashOf = (event: MadeEvent) => event.line[2];
const release = (hash: string) => backEnd.store.transaction((tx) => releaseEvent(tx, hash, 'operator'));
const reject = (hash: string) => backEnd.store.transaction((tx) => rejectEvent(tx, hash, 'operator'));
const statuses = async () =>
  (await backEnd.store.sql.selectFrom('grants').select('status').execute()).map((g) => g.status);

describe('an event held apart', () => {
  it('is listed with its reason and without contact data', async () => {
    const event = await device.answers({ ...SMS_YES, spoil: breakChain });
    await device.sync([event]);
    const list = await listQuarantine(backEnd.store);
    expect(list).toMatchObject([{ hash: hashOf(event), reason: 'broken-chain', type: 'answers-given' }]);
    expect(JSON.stringify(list)).not.toContain('612345678');
  });

  it('counts once it is released, and the decision is an event of its own', async () => {
    const event = await device.answers({ ...SMS_YES, spoil: breakChain });
    await device.sync([event]);
    expect(await statuses()).toEqual([]);
    expect(await release(hashOf(event))).toEqual({ outcome: 'released' });
    expect(await statuses()).toEqual(['given']);
    const decision = await backEnd.store.sql
      .selectFrom('events')
      .select('jws')
      .where('type', '=', 'quarantine-decision')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(readSignedText(decision.jws ?? '') ?? '')).toMatchObject({
      decision: 'release',
      subject: hashOf(event),
      by: 'operator',
    });
  });

  it('keeps its own interval of time: a yes released today does not outlive a withdrawal of yesterday', async () => {
    const event = await device.answers({ ...SMS_YES, spoil: breakChain });
    await device.sync([event]);
    backEnd.clock.now += HOUR;
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    await other.sync([await other.stop({ phone: '+33612345678' })]);
    backEnd.clock.now += HOUR;
    await release(hashOf(event));
    expect(await statuses()).toEqual(['withdrawn']);
  });

  it('proves nothing by its place when it came from a restored profile, also of a tablet that is lost', async () => {
    const word = device.lastAcknowledgement;
    await device.sync([await device.stop({ phone: '+33612345678' })]);
    Object.assign(device.head, { seq: 0, hash: null }); // the profile as it was when the tablet was new
    device.lastAcknowledgement = word;
    const [fork, event] = [await device.answers({}), await device.answers(SMS_YES)];
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'lost', 'operator'));
    await device.sync([fork, event]);
    expect(await release(hashOf(event))).toEqual({ outcome: 'released' });
    expect(await statuses()).toEqual(['withdrawn']);
  });

  it('never counts once it is rejected, and a withdrawal in it stands all the same', async () => {
    await device.sync([await device.answers(SMS_YES)]);
    const stop = await device.stop({ phone: '+33612345678', spoil: breakChain });
    await device.sync([stop]);
    expect(await reject(hashOf(stop))).toEqual({ outcome: 'rejected' });
    expect(await statuses()).toEqual(['withdrawn']);
    expect(await release(hashOf(stop))).toEqual({ outcome: 'not-found' });
  });

  it('cannot be released while it cannot be read', async () => {
    const event = await device.answers({
      spoil: (e) => {
        e.answers = 'poison';
      },
    });
    await device.sync([event]);
    expect(await release(hashOf(event))).toEqual({ outcome: 'unreleasable', reason: 'malformed' });
  });

  it('cannot be rejected while only the tablet has all of it', async () => {
    const event = await device.answers(SMS_YES);
    await device.sync([{ ...event, body: { ...event.body, seal: await device.seal(['AAAA']) } }]);
    expect(await reject(hashOf(event))).toEqual({ outcome: 'not-ours', reason: 'disclosure-unreadable' });
  });

  it('keeps no contact data once it is rejected', async () => {
    const event = await device.answers({ ...SMS_YES, spoil: breakChain });
    await device.sync([event]);
    expect(await readDisclosures(backEnd.store, hashOf(event))).toEqual(event.disclosures);
    await reject(hashOf(event));
    expect(await readDisclosures(backEnd.store, hashOf(event))).toEqual([]);
    expect(await backEnd.store.sql.selectFrom('disclosures').selectAll().execute()).toEqual([]);
  });

  it('leaves nothing beside it of who asked to stop, once it is released (D7)', async () => {
    const stop = await device.stop({ phone: SMS_YES.phone, spoil: breakChain });
    await device.sync([stop]);
    expect(await readDisclosures(backEnd.store, hashOf(stop))).toEqual(stop.disclosures);
    expect(await release(hashOf(stop))).toEqual({ outcome: 'released' });
    expect(await backEnd.store.sql.selectFrom('disclosures').selectAll().execute()).toEqual([]);
  });

  it('stays for the operator to settle when its contact data was erased while it waited', async () => {
    const config = { ...backEnd.config, farewell: { fr: 'à bientôt', en: 'see you soon' } };
    const event = await device.answers({ ...SMS_YES, config });
    await device.sync([event]);
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'phone', value: SMS_YES.phone }));
    await backEnd.publish(config);
    expect(await backEnd.store.transaction(reviewUnpublished)).toBe(0);
    expect(await release(hashOf(event))).toMatchObject({ outcome: 'unreleasable' });
    expect(await reject(hashOf(event))).toEqual({ outcome: 'rejected' });
  });

  it('no longer worries the tablet once somebody has decided', async () => {
    const event = await device.answers({ ...SMS_YES, spoil: breakChain });
    await device.sync([event]);
    await reject(hashOf(event));
    expect((await device.sync([])).changes).toMatchObject([{ event: event.line[1], change: 'settled' }]);
  });
});
