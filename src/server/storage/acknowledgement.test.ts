import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';

const PHONE = '+33612345678';
const SMS_YES = { phone: PHONE, yes: ['sms-events'] };

let backEnd: TestBackEnd;
let here: TestDevice;
let there: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  here = await enrolTestDevice(backEnd);
  there = await enrolTestDevice(backEnd, 'caisse-2');
  backEnd.clock.now += HOUR;
  await there.sync([await there.stop({ phone: PHONE })]);
  backEnd.clock.now += HOUR;
});

const statuses = async () =>
  (await backEnd.store.sql.selectFrom('grants').select('status').execute()).map((grant) => grant.status);

describe('the back end’s word, as proof that a yes came after a stop from elsewhere', () => {
  it('is any answer to the same tablet, to a heartbeat too', async () => {
    await here.sync([]);
    await here.sync([await here.answers(SMS_YES)]);
    expect(await statuses()).toEqual(['given']);
  });

  it('is not an answer from before the stop', async () => {
    await here.sync([await here.answers(SMS_YES)]);
    expect(await statuses()).toEqual(['withdrawn']);
  });

  it('is not an answer to another tablet', async () => {
    await there.sync([]);
    here.lastAcknowledgement = there.lastAcknowledgement;
    await here.sync([await here.answers(SMS_YES)]);
    expect(await statuses()).toEqual(['withdrawn']);
  });

  it.each([
    ['none', null],
    ['one that it never gave', 'A'.repeat(43)],
  ])('is not %s', async (_name, word) => {
    await here.sync([]);
    here.lastAcknowledgement = word;
    await here.sync([await here.answers(SMS_YES)]);
    expect(await statuses()).toEqual(['withdrawn']);
  });
});

it('names the tablet it was given to and the events it holds', async () => {
  const event = await here.answers(SMS_YES);
  const { acknowledgement, serverTime } = await here.sync([event]);
  expect(JSON.parse(acknowledgement)).toEqual({ device: here.id, hashes: [event.line[2]], receivedAt: serverTime });
  expect(here.lastAcknowledgement).toBe(await sha256(acknowledgement));
});
