import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '#domain/instant.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { type AnswersInput, enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { releaseEvent } from './quarantine.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let here: TestDevice;
let there: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  here = await enrolTestDevice(backEnd);
  there = await enrolTestDevice(backEnd, 'caisse-2');
});

const BOTH = { email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] };

const statusOf = async (event: { line: readonly [number, string, string] }, question: string) => {
  const row = await backEnd.store.sql
    .selectFrom('grants')
    .select('status')
    .where('event', '=', event.line[1])
    .where('question', '=', question)
    .executeTakeFirstOrThrow();
  return row.status;
};
const breakChain = (event: Record<string, unknown>) => {
  event.previous = 'A'.repeat(43);
};

/** Address and number in one event that says nothing of SMS, so that only the link could end an earlier yes to it. */
async function withoutWordOnSms(): Promise<AnswersInput> {
  const config = structuredClone(backEnd.config);
  config.questions = config.questions.filter((question) => question.channel !== 'sms');
  await backEnd.publish(config);
  return { ...BOTH, yes: ['email-news', 'phone-invitations'], config };
}

describe('a stop of all that names an e-mail address', () => {
  it('ends what stands on the number that was given together with it', async () => {
    const event = await here.answers(BOTH);
    await here.sync([event]);
    await there.sync([await there.stop({ email: EMAIL })]);
    expect(await statusOf(event, 'sms-events')).toBe('withdrawn');
  });

  it('ends it also where number and address meet in an event that arrives later', async () => {
    const alone = await there.answers({ phone: PHONE, yes: ['sms-events'] });
    await there.sync([alone]);
    const together = await here.answers(BOTH);
    await there.sync([await there.stop({ email: EMAIL })]);
    expect(await statusOf(alone, 'sms-events')).toBe('given');
    await here.sync([together]);
    expect(await statusOf(together, 'sms-events')).toBe('withdrawn');
    expect(await statusOf(alone, 'sms-events')).toBe('withdrawn');
  });

  it('leaves a number alone that only a provably later event brings together with it', async () => {
    const alone = await here.answers({ phone: PHONE, yes: ['sms-events'] });
    await here.sync([alone]);
    await there.sync([await there.stop({ email: EMAIL })]);
    backEnd.clock.now += HOUR;
    await here.sync([]);
    const together = await here.answers(await withoutWordOnSms());
    await here.sync([together]);
    expect(await statusOf(together, 'phone-invitations')).toBe('given');
    expect(await statusOf(alone, 'sms-events')).toBe('given');
  });

  it('leaves it alone also when it is released from quarantine only then', async () => {
    const alone = await here.answers({ phone: PHONE, yes: ['sms-events'] });
    await here.sync([alone]);
    const stop = await there.stop({ email: EMAIL, spoil: breakChain });
    await there.sync([stop]);
    backEnd.clock.now += HOUR;
    await here.sync([]);
    await here.sync([await here.answers(await withoutWordOnSms())]);
    backEnd.clock.now += HOUR;
    const decision = await backEnd.store.transaction((tx) => releaseEvent(tx, stop.line[2], 'operator'));
    expect(decision).toEqual({ outcome: 'released' });
    expect(await statusOf(alone, 'sms-events')).toBe('given');
  });

  it('does not reach further for one purpose and channel than it says, whatever arrives first', async () => {
    const all = { ...BOTH, yes: ['email-news', 'sms-events', 'phone-invitations'] };
    const [first, late] = [await here.answers(all), await here.answers(all)];
    await here.sync([first]);
    await there.sync([await there.stop({ phone: PHONE, scope: { purpose: 'marketing', channel: 'sms' } })]);
    await here.sync([late]);
    for (const event of [first, late]) {
      expect(await statusOf(event, 'sms-events')).toBe('withdrawn');
      expect(await statusOf(event, 'phone-invitations')).toBe('given');
      expect(await statusOf(event, 'email-news')).toBe('requested');
    }
  });
});
