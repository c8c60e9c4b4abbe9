import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import { INBOUND_SMS_PATH } from '#protocol/inbound-sms.ts';
import { PROBLEM_TYPE } from '#protocol/problem.ts';
import { readSignedText } from '#protocol/signature.ts';
import { createApp } from '../app.ts';
import { silentLog } from '../log.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { createTestBackEnd, PUBLIC_URL, SMS_WEBHOOK_SECRET, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { SIGNATURE_HEADER, signWebhook, TIMESTAMP_HEADER } from './webhook-signature.ts';

const PHONE = '+33639980123';
const STOP = { from: PHONE, text: 'STOP', id: 'message-1' };

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

interface Spoiled {
  readonly secret?: string;
  /** Milliseconds by which the timestamp is off. */
  readonly off?: number;
  readonly headers?: Record<string, string>;
  /** Sent in place of what was signed. */
  readonly sent?: string;
}

function post(message: unknown, { secret = SMS_WEBHOOK_SECRET, off = 0, headers, sent }: Spoiled = {}) {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const timestamp = String(Math.floor((backEnd.clock.now + off) / 1000));
  return backEnd.app.request(PUBLIC_URL + INBOUND_SMS_PATH, {
    method: 'POST',
    body: sent ?? body,
    headers: {
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: signWebhook(secret, timestamp, body),
      ...headers,
    },
  });
}
const outcomeOf = async (response: Response | Promise<Response>) =>
  ((await (await response).json()) as { outcome: string }).outcome;

const statuses = async () => {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().orderBy('latest').orderBy('question').execute();
  return rows.map((row) => `${row.question} ${row.status}`);
};
async function facts(): Promise<{ type: string; via: string; scope: unknown }[]> {
  const rows = await backEnd.store.sql
    .selectFrom('events')
    .select('jws')
    .where('chain', '=', 'store:nantes')
    .where('type', '=', 'withdrawal')
    .execute();
  return rows.map(({ jws }) => JSON.parse(readSignedText(jws ?? '') ?? '{}'));
}

describe('STOP by SMS', () => {
  beforeEach(async () => {
    const yes = ['email-news', 'sms-events', 'phone-invitations'];
    await device.sync([await device.answers({ email: 'camille.martin@exemple.fr', phone: PHONE, yes })]);
  });

  it.each([PHONE, PHONE.slice(1), '0639980123', '06 39 98 01 23'])(
    'ends texts and nothing else, sent from %s',
    async (from) => {
      const response = await post({ ...STOP, from, text: 'Stop svp, merci', receivedAt: '2026-10-12T18:00:00+02:00' });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await outcomeOf(response)).toBe('stopped');
      expect(await statuses()).toEqual(['email-news requested', 'phone-invitations given', 'sms-events withdrawn']);
      expect(await facts()).toMatchObject([{ via: 'sms', scope: { purpose: 'marketing', channel: 'sms' } }]);
    },
  );

  it('is told to the tablet like every withdrawal', async () => {
    await device.sync([]);
    await post(STOP);
    expect((await device.sync([])).changes).toMatchObject([{ question: 'sms-events', change: 'withdrawn' }]);
  });

  it('ends it for every purpose that was ever asked for', async () => {
    const config = structuredClone(backEnd.config);
    const [, sms] = config.questions;
    if (!sms) throw new Error('the sample shop asks for texts');
    config.questions = [{ ...sms, id: 'sms-loyalty', purpose: 'loyalty' }];
    await backEnd.publish(config);
    await post(STOP);
    const purposes = (await facts()).map(({ scope }) => (scope as { purpose: string }).purpose);
    expect(purposes).toEqual(['marketing', 'loyalty']);
  });

  it('leaves a message alone that says something else', async () => {
    expect(await outcomeOf(post({ ...STOP, text: 'Vous êtes ouverts à la fin de la semaine ?' }))).toBe('not-a-stop');
    expect(await statuses()).toContain('sms-events given');
    expect(await facts()).toEqual([]);
  });

  it('that comes again, signed anew, is answered the same and does nothing', async () => {
    expect(await outcomeOf(post(STOP))).toBe('stopped');
    backEnd.clock.now += DAY;
    await device.sync([]);
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]); // provably later
    const before = await backEnd.dump();
    expect(await outcomeOf(post(STOP))).toBe('stopped');
    expect(await backEnd.dump()).toBe(before);
    expect((await statuses()).at(-1)).toBe('sms-events given');
    expect(await outcomeOf(post({ ...STOP, id: 'message-2' }))).toBe('stopped');
    expect((await statuses()).at(-1)).toBe('sms-events withdrawn');
  });

  it('is another message when another person has sent it under the same id', async () => {
    await post({ ...STOP, from: '+33639980999' });
    expect(await statuses()).toContain('sms-events given');
    await post(STOP);
    expect(await statuses()).toContain('sms-events withdrawn');
  });
});

describe('a number that nobody knows', () => {
  it('is stopped too, without being kept: a yes that was on its way does not count', async () => {
    const onItsWay = await device.answers({ phone: PHONE, yes: ['sms-events'] });
    expect(await outcomeOf(post(STOP))).toBe('stopped');
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    expect(await backEnd.dump()).not.toContain(PHONE.slice(3));
    expect(await findContactPoint(backEnd.store, { kind: 'phone', value: PHONE })).toMatchObject({ value: null });
    await device.sync([onItsWay]);
    expect(await statuses()).toEqual(['sms-events withdrawn']);
  });

  it('stays stopped after a restore of data that know nothing of it', async () => {
    const onItsWay = await device.answers({ phone: PHONE, yes: ['sms-events'] });
    await post(STOP);
    const { keys, actLog, clock } = backEnd;
    const restored = await createTestBackEnd({ keys, actLog, clock });
    device.app = restored.app;
    await device.sync([onItsWay]);
    const grants = await restored.store.sql.selectFrom('grants').select('status').execute();
    expect(grants).toEqual([{ status: 'withdrawn' }]);
  });

  it('cannot be a short code or a name', async () => {
    for (const from of ['36111', 'Librairie'])
      expect(await outcomeOf(post({ ...STOP, from, id: from }))).toBe('not-a-number');
    expect(await facts()).toEqual([]);
  });
});

describe('a request that is not the provider’s', () => {
  it.each<[string, unknown, Spoiled, number]>([
    ['signed under another secret', STOP, { secret: 'x'.repeat(32) }, 401],
    ['with another body than was signed', STOP, { sent: JSON.stringify({ ...STOP, from: '+33639980999' }) }, 401],
    ['with another timestamp than was signed', STOP, { headers: { [TIMESTAMP_HEADER]: '1791820801' } }, 401],
    ['without a signature', STOP, { headers: { [SIGNATURE_HEADER]: '' } }, 401],
    ['with the signature in another form', STOP, { headers: { [SIGNATURE_HEADER]: `sha512=${'0'.repeat(64)}` } }, 401],
    ['overheard, six minutes later', STOP, { off: -6 * MINUTE }, 401],
    ['from six minutes ahead', STOP, { off: 6 * MINUTE }, 401],
    ['without a sender', { text: 'STOP', id: 'message-1' }, {}, 400],
    ['without an id', { from: PHONE, text: 'STOP' }, {}, 400],
    ['that is no JSON', 'from=33639980123&text=STOP', {}, 400],
    ['far too long', { ...STOP, text: 'STOP '.repeat(5000) }, {}, 413],
  ])('%s is refused, and changes nothing', async (_, message, spoiled, status) => {
    const before = await backEnd.dump();
    const response = await post(message, spoiled);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe(PROBLEM_TYPE);
    expect(await response.text()).not.toContain('639980');
    expect(await backEnd.dump()).toBe(before);
  });

  it.each([-4 * MINUTE, 4 * MINUTE])('is not one whose clock is %i ms off', async (off) => {
    expect((await post(STOP, { off })).status).toBe(200);
  });
});

it('is not there without a secret', async () => {
  const app = createApp({
    ...{
      store: backEnd.store,
      archive: backEnd.archive,
      log: silentLog,
      now: () => backEnd.clock.now,
      publicUrl: PUBLIC_URL,
    },
    ...{ kioskDirectory: 'public', mailbox: null, smsWebhookSecret: null, mailWebhookSecret: null, onWork() {} },
  });
  const response = await app.request(INBOUND_SMS_PATH, { method: 'POST', body: JSON.stringify(STOP) });
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe(PROBLEM_TYPE);
});
