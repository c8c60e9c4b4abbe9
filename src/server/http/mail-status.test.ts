import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import { MAIL_STATUS_PATH } from '#protocol/mail-status.ts';
import { PROBLEM_TYPE } from '#protocol/problem.ts';
import { createApp } from '../app.ts';
import { createLog, silentLog } from '../log.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { countMailDays, countUndeliverable } from '../storage/mail-count.ts';
import { requestLink } from '../storage/preference-link.ts';
import { createTestBackEnd, MAIL_WEBHOOK_SECRET, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import { SIGNATURE_HEADER, signWebhook, TIMESTAMP_HEADER } from './webhook-signature.ts';

const EMAIL = 'camille.martin@exemple.fr';

let backEnd: TestBackEnd;
let device: TestDevice;
let logged: string[];

beforeEach(async () => {
  logged = [];
  backEnd = await createTestBackEnd({ log: createLog('info', { write: (line) => void logged.push(line) }) });
  device = await enrolTestDevice(backEnd);
});

interface Spoiled {
  readonly secret?: string;
  /** Milliseconds by which the timestamp is off. */
  readonly off?: number;
  /** Sent in place of what was signed. */
  readonly sent?: string;
}

function post(report: unknown, { secret = MAIL_WEBHOOK_SECRET, off = 0, sent }: Spoiled = {}) {
  const body = typeof report === 'string' ? report : JSON.stringify(report);
  const timestamp = String(Math.floor((backEnd.clock.now + off) / 1000));
  return backEnd.app.request(PUBLIC_URL + MAIL_STATUS_PATH, {
    method: 'POST',
    body: sent ?? body,
    headers: { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signWebhook(secret, timestamp, body) },
  });
}

const newest = () => backEnd.mails.at(-1)?.messageId ?? '';
const bounce = (status = '5.1.1', messageId = newest()) => post({ event: 'bounce', messageId, status });
const complain = (messageId = newest()) => post({ event: 'complaint', messageId });

const request = async (email = EMAIL, yes = ['email-news']) => {
  await device.sync([await device.answers({ email, yes, ...(yes.length > 1 && { phone: '+33639980123' }) })]);
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
};
const confirm = () => press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
const askForLink = () => backEnd.store.transaction((tx) => requestLink(tx, EMAIL));

const statuses = async () =>
  (await backEnd.store.sql.selectFrom('grants').select('status').orderBy('question').execute()).map(
    (row) => row.status,
  );
const marks = async () =>
  (await backEnd.store.sql.selectFrom('contact_points').select('undeliverable_at').execute()).map(
    (row) => row.undeliverable_at,
  );
const queued = async () =>
  (await backEnd.store.sql.selectFrom('jobs').select('kind').where('state', '=', 'queued').execute()).map(
    (row) => row.kind,
  );
const outcomes = () =>
  logged.flatMap((line) => (line.includes('mail report received') ? [JSON.parse(line).outcome as string] : []));

describe('a mail that comes back for good', () => {
  it('makes its address undeliverable from that moment on, and tells nobody whose it is', async () => {
    await request();
    const response = await bounce();
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await marks()).toEqual([backEnd.clock.now]);
    expect(outcomes()).toEqual(['undeliverable']);
    expect(logged.join()).not.toMatch(/camille|exemple\.fr/);
  });

  it('keeps what is owed to that address from leaving', async () => {
    await request();
    await confirm();
    await askForLink();
    await device.sync([await device.stop({ email: EMAIL })]);
    expect(await queued()).toEqual(['link.send', 'withdrawal.send']);
    await bounce();
    expect(await queued()).toEqual([]);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
  });

  it('lets the request lapse as usual, with its address', async () => {
    await request();
    await bounce();
    backEnd.clock.now += 8 * DAY;
    await backEnd.runJobs();
    expect(await statuses()).toEqual(['expired']);
    const contacts = await backEnd.store.sql.selectFrom('contact_points').selectAll().execute();
    expect(contacts).toMatchObject([{ value: null, undeliverable_at: null }]);
  });

  it('lets a request lapse too whose own mail has not left yet', async () => {
    await request();
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await bounce();
    backEnd.clock.now += 8 * DAY;
    await backEnd.runJobs();
    expect(await statuses()).toEqual(['expired', 'expired']);
    expect(backEnd.mails).toHaveLength(1);
  });

  it('is tried again for a new yes: mailboxes come back', async () => {
    await request();
    await bounce('5.2.2');
    await request();
    expect(backEnd.mails).toHaveLength(2);
    expect(await marks()).not.toEqual([null]);
    await confirm();
    expect(await marks()).toEqual([null]); // somebody has read that mail
    expect(await countUndeliverable(backEnd.store)).toBe(0);
  });

  it('sends no acknowledgement that nobody has asked for to an address that takes no mail', async () => {
    await request();
    await confirm();
    await bounce();
    await device.sync([await device.stop({ email: EMAIL })]);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
  });

  it('does nothing to somebody who was erased meanwhile', async () => {
    await request();
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }));
    expect((await bounce()).status).toBe(204);
    expect(await marks()).toEqual([null]);
  });
});

it('changes nothing when a mail is late only, and counts it', async () => {
  await request();
  await askForLink();
  await bounce('4.2.2');
  expect(await marks()).toEqual([null]);
  expect(await queued()).toEqual(['link.send']);
  expect(outcomes()).toEqual(['delayed']);
});

describe('a complaint', () => {
  it('withdraws e-mail and nothing else, and is answered by no mail', async () => {
    await request(EMAIL, ['email-news', 'sms-events']);
    await confirm();
    await askForLink();
    await complain();
    await backEnd.runJobs();
    expect(await statuses()).toEqual(['withdrawn', 'given']);
    expect(backEnd.mails).toHaveLength(1);
    expect(await marks()).toContain(null);
  });

  it('ends a request that nobody has confirmed', async () => {
    await request();
    await complain();
    await confirm();
    expect(await statuses()).toEqual(['withdrawn']);
  });
});

describe('who may report', () => {
  it.each([
    ['another secret', { secret: 'another-secret-that-is-long-enough-too' }],
    ['a body that was not signed', { sent: '{"event":"complaint","messageId":"<x@y>"}' }],
    ['a request from six minutes ago', { off: -6 * MINUTE }],
    ['a clock six minutes ahead', { off: 6 * MINUTE }],
  ])('refuses %s, and changes nothing', async (_case, spoiled) => {
    await request();
    const before = await backEnd.dump();
    const response = await post({ event: 'complaint', messageId: newest() }, spoiled);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain(PROBLEM_TYPE);
    expect(await backEnd.dump()).toBe(before);
  });

  it('answers the same for a mail that is not ours, and keeps nothing of it', async () => {
    await request();
    const ours = await bounce();
    const before = await backEnd.dump();
    for (const messageId of ['<someone@else.example>', 'x', `<${'a'.repeat(900)}@choix.example>`]) {
      const response = await bounce('5.1.1', messageId);
      expect([response.status, [...response.headers]]).toEqual([ours.status, [...ours.headers]]);
    }
    expect(await backEnd.dump()).toBe(before);
    expect(outcomes()).toEqual(['undeliverable', 'unknown', 'unknown', 'unknown']);
  });

  it('hears the same report once, also when the provider repeats it after the person has confirmed', async () => {
    await request();
    const path = confirmPathIn(backEnd.mails.at(-1));
    await bounce();
    await press(backEnd.app, path, { action: 'confirm' }); // it had come all the same
    backEnd.clock.now += 10 * MINUTE;
    await bounce();
    expect(await marks()).toEqual([null]);
    expect(outcomes()).toEqual(['undeliverable', 'repeated']);
  });

  it.each([
    '{',
    '{}',
    '{"event":"bounce","messageId":"<a@b>"}',
    '{"event":"bounce","messageId":"<a@b>","status":"2.0.0"}',
  ])('refuses %s as a report', async (body) => {
    expect((await post(body)).status).toBe(400);
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
    expect((await app.request(MAIL_STATUS_PATH, { method: 'POST', body: '{}' })).status).toBe(404);
  });
});

it('shows the operator days and numbers, by the store’s calendar', async () => {
  backEnd.clock.now = Date.parse('2026-10-12T21:30:00Z');
  await request('a@exemple.fr');
  await bounce();
  backEnd.clock.now += 60 * MINUTE; // past midnight in Paris
  await request('b@exemple.fr');
  await complain();
  await bounce('4.2.2');
  const reader = { ...backEnd.store, now: () => backEnd.clock.now };
  expect(await countMailDays(reader, 30)).toEqual([
    { day: '2026-10-13', sent: 1, bounced: 0, delayed: 1, complaints: 1 },
    { day: '2026-10-12', sent: 1, bounced: 1, delayed: 0, complaints: 0 },
  ]);
  expect(await countUndeliverable(backEnd.store)).toBe(1);
});
