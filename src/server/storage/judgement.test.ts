import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createTestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import { listQuarantine, releaseEvent } from './quarantine.ts';

it('cannot release an event whose id stands for other answers already', async () => {
  const backEnd = await createTestBackEnd();
  const device = await enrolTestDevice(backEnd);
  const id = randomUUID();
  await device.sync([await device.answers({ id, phone: '+33612345678', yes: ['sms-events'] })]);
  const second = await device.answers({ id, phone: '+33698765432', yes: ['phone-invitations'] });
  await device.sync([second]);
  const decision = await backEnd.store.transaction((tx) => releaseEvent(tx, second.line[2], 'operator'));
  expect(decision).toEqual({ outcome: 'unreleasable', reason: 'id-reused' });
  expect(await listQuarantine(backEnd.store)).toMatchObject([{ hash: second.line[2], reason: 'id-reused' }]);
  const grants = await backEnd.store.sql.selectFrom('grants').select('question').execute();
  expect(grants).toEqual([{ question: 'sms-events' }]);
});
