import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#domain/instant.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { handOverPath } from '../testing/hand-over.ts';
import { confirmPathIn, openOwnPage, press } from '../testing/link.ts';
import { byCard, byHandOver, recordOnPhone } from '../testing/phone-answers.ts';
import { recordAudit } from './audit.ts';
import { setDeviceStatus } from './device.ts';
import { receiveSms } from './inbound-message.ts';
import { readVisit, recordVisit } from './phone-visit.ts';
import { requestLink } from './preference-link.ts';
import { openRequest, recordDoneByPerson } from './rights-request.ts';
import type { Tables } from './schema.ts';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const EMAIL = 'camille@exemple.fr';
const count = async (table: keyof Tables) => (await backEnd.store.sql.selectFrom(table).selectAll().execute()).length;

async function live(days: number): Promise<void> {
  const day = new Date(backEnd.clock.now + days * DAY).toISOString().slice(0, 10);
  await backEnd.liveUntil(day);
}

async function confirmEmail(): Promise<void> {
  await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
}

describe('jobs and mails', () => {
  it('that asked for a confirmation stay with its proof, others go after 400 days', async () => {
    await confirmEmail();
    await backEnd.store.transaction((tx) => requestLink(tx, EMAIL));
    await backEnd.store.transaction((tx) => requestLink(tx, 'nobody@exemple.fr'));
    await backEnd.runJobs();
    expect([await count('jobs'), await count('mails')]).toEqual([3, 2]);
    await live(399);
    expect([await count('jobs'), await count('mails')]).toEqual([3, 2]);
    await live(3);
    expect([await count('jobs'), await count('mails')]).toEqual([1, 1]);
  });

  it('that are dead letters go, and those that wait stay', async () => {
    backEnd.mailFates.push({ outcome: 'refused', reason: '550' });
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    await live(402);
    expect(await count('jobs')).toBe(0);
    await device.sync([await device.answers({ email: 'alex@exemple.fr', yes: ['email-news'] })]);
    await live(402);
    expect(await count('jobs')).toBe(1);
  });

  it('that came back are known for 400 days', async () => {
    await confirmEmail();
    const { job } = await backEnd.store.sql.selectFrom('mails').select('job').executeTakeFirstOrThrow();
    const row = { job, event: 'bounce', status: '4.2.2', received_at: backEnd.clock.now } as const;
    await backEnd.store.sql.insertInto('mail_reports').values(row).execute();
    await live(399);
    expect(await count('mail_reports')).toBe(1);
    await live(3);
    expect(await count('mail_reports')).toBe(0);
  });
});

it('links go 90 days after their end: until then their page says that they have expired', async () => {
  await confirmEmail();
  const path = await openOwnPage(backEnd); // for 90 days
  await live(91);
  expect((await backEnd.app.request(path)).status).toBe(410);
  await live(88);
  expect((await backEnd.app.request(path)).status).toBe(410);
  await live(3);
  expect((await backEnd.app.request(path)).status).toBe(404);
  expect(await count('tokens')).toBe(0);
});

it('a request by which somebody used their rights goes five years after its answer, and an open one never', async () => {
  const asked = { cameBy: 'mail', identity: 'none', by: 'operator:nadia', contactPoint: null } as const;
  await backEnd.store.transaction(async (tx) => {
    await recordDoneByPerson(tx, 'objection', null);
    await openRequest(tx, { ...asked, kind: 'complaint' });
  });
  await live(5 * 366 - 1);
  expect(await count('rights_requests')).toBe(2);
  await live(3);
  const rows = await backEnd.store.sql.selectFrom('rights_requests').select('closed_at').execute();
  expect(rows).toEqual([{ closed_at: null }]);
});

it('the audit log goes back five years', async () => {
  const note = () =>
    backEnd.store.transaction((tx) => recordAudit(tx, { actor: 'operator:a', action: 'proof', subject: 'b' }));
  await note();
  await live(5 * 365);
  await note();
  expect(await count('audit')).toBe(2);
  await live(7);
  expect(await count('audit')).toBe(1);
});

it('messages, enrolment codes and activities of nobody go', async () => {
  await backEnd.store.transaction((tx) => receiveSms(tx, { hash: 'h', from: '+33612345678', text: 'STOP' }));
  await device.sync([await device.answers({ phone: '+33698765432', yes: ['sms-events'] })]);
  const { contact_point } = await backEnd.store.sql
    .selectFrom('grants')
    .select('contact_point')
    .executeTakeFirstOrThrow();
  const row = { contact_point, kind: 'purchase', at: 1, known_at: 1 } as const;
  await backEnd.store.sql.insertInto('activities').values(row).execute();
  await live(1);
  expect([await count('inbound_messages'), await count('enrolment_codes'), await count('activities')]).toEqual([
    1, 1, 1,
  ]);
  await device.sync([await device.stop({ phone: '+33698765432' })]);
  await live(31);
  expect([await count('inbound_messages'), await count('enrolment_codes'), await count('activities')]).toEqual([
    0, 0, 0,
  ]);
});

describe('what a tablet is to hear', () => {
  const confirm = () => press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
  beforeEach(async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    await confirm();
  });

  it('stays until the tablet says that it has heard it, and goes at once then', async () => {
    await live(1000);
    expect((await device.sync([])).changes).toHaveLength(1);
    expect(await count('device_changes')).toBe(1); // the answer may have been lost
    expect((await device.sync([])).changes).toEqual([]);
    expect(await count('device_changes')).toBe(0);
  });

  it('is not taken for heard by a tablet that has heard of more than there is: this is an older copy', async () => {
    const answer = await device.sync([], { changesHeard: 7 });
    expect(answer.changes.map(({ change }) => change)).toEqual(['requested', 'confirmed']);
    expect(await count('device_changes')).toBe(2);
  });

  it('goes 90 days after a lost tablet was last heard', async () => {
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'lost', 'operator'));
    await live(89);
    expect(await count('device_changes')).toBe(2);
    await live(3);
    expect(await count('device_changes')).toBe(0);
  });
});

describe('visits by a code', () => {
  async function visit(change = {}): Promise<string> {
    const path = await handOverPath(backEnd, device, change);
    const token = path.slice('/q/'.length);
    await backEnd.store.transaction(async (tx) => {
      const open = await readVisit(tx, token);
      if (open.state !== 'open') throw new Error(open.state);
      const answers = new Map(open.questions.map(({ id }) => [id, { answer: 'no' }] as const));
      const given = { id: tx.newId(), locale: 'fr', answers, contacts: [], answerLinkDigest: null } as const;
      await recordVisit(tx, token, open, given);
    });
    return token;
  }
  const stateOf = (token: string) => backEnd.store.transaction((tx) => readVisit(tx, token));

  it('go when the link can no longer be valid, and it does not open again', async () => {
    const token = await visit();
    await live(30);
    expect(await stateOf(token)).toMatchObject({ state: 'completed' });
    await live(4);
    expect(await count('phone_visits')).toBe(0);
    expect(await stateOf(token)).toMatchObject({ state: 'too-old' });
  });

  it('stay while a link claims to be younger: a clock that was ahead may be mended', async () => {
    const token = await visit({ iat: Math.floor((backEnd.clock.now + 365 * DAY) / 1000) });
    await live(200);
    expect(await stateOf(token)).toMatchObject({ state: 'completed' });
    await live(200);
    expect(await count('phone_visits')).toBe(0);
  });

  it('go behind any number of those that must stay', async () => {
    await visit({ iat: Math.floor((backEnd.clock.now + 365 * DAY) / 1000) });
    const { sql } = backEnd.store;
    const [event] = await sql.selectFrom('events').selectAll().where('type', '=', 'answers-given').execute();
    const [row] = await sql.selectFrom('phone_visits').selectAll().execute();
    if (!event || !row) throw new Error('the visit is not kept');
    for (let i = 0; i < 1000; i++) {
      const id = `0-${i}`;
      await sql
        .insertInto('events')
        .values({ ...event, id, hash: id, beside: 1 })
        .execute();
      await sql
        .insertInto('phone_visits')
        .values({ ...row, event: id, nonce: id })
        .execute();
    }
    await sql
      .insertInto('phone_visits')
      .values({ ...row, event: 'z', nonce: null })
      .execute();
    await live(33);
    expect(await count('phone_visits')).toBe(1001);
  });

  it('of a counter card go after a month', async () => {
    await recordOnPhone(backEnd, { askedBy: byCard });
    await recordOnPhone(backEnd, { askedBy: await byHandOver(device, backEnd) });
    const row = { event: 'card', nonce: null, store: 'nantes', completed_at: backEnd.clock.now };
    await backEnd.store.sql.insertInto('phone_visits').values(row).execute();
    await live(33);
    expect(await count('phone_visits')).toBe(0);
  });
});
