import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
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
