import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#domain/instant.ts';
import type { ActLogEntry } from '../act-log/act-log.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import { createMemoryActLog } from '../testing/memory-act-log.ts';
import { mustGetCurrentConfig } from './config.ts';
import { eraseSubject } from './erasure.ts';
import { verifyLedger } from './ledger.ts';
import { decideUse } from './may-contact.ts';
import { replayActs } from './replay.ts';
import { matchSuppression, suppress } from './suppress.ts';
import { listSuppressions } from './suppression.ts';

const CAMILLE = 'camille@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let device: TestDevice;
let logged: ActLogEntry[];

beforeEach(async () => {
  logged = [];
  backEnd = await createTestBackEnd({ actLog: createMemoryActLog(logged) });
  device = await enrolTestDevice(backEnd);
  await device.sync([]);
});

const email = (value: string) => ({ kind: 'email' as const, value });
const enter = (value = CAMILLE) => backEnd.store.transaction((tx) => suppress(tx, email(value)));
const match = (value = CAMILLE) =>
  backEnd.store.transaction(async (tx) => (await matchSuppression(tx, email(value))).match);

const statuses = async () =>
  (await backEnd.store.sql.selectFrom('grants').select('status').execute()).map(({ status }) => status);

async function mayContact(value = CAMILLE, channel: 'email' | 'sms' = 'email') {
  const claim = channel === 'email' ? email(value) : { kind: 'phone' as const, value };
  const { config } = await mustGetCurrentConfig(backEnd.store);
  const use = { claim, channel, purpose: 'marketing' };
  return (await decideUse(backEnd.store, use, { config, now: backEnd.clock.now })).reason;
}

/** A yes on the tablet, and the click in the mail. */
async function sayYes(input: Parameters<TestDevice['answers']>[0] = {}) {
  const made = await device.answers({ email: CAMILLE, yes: ['email-news'], ...input });
  await device.sync([made]);
  await backEnd.runJobs();
  const mail = backEnd.mails.at(-1);
  if (mail) await press(backEnd.app, confirmPathIn(mail), { action: 'confirm' });
  return made;
}

describe('an entry, in D1', () => {
  it('ends what was said before, on the ledger too, and owes nobody a mail', async () => {
    await sayYes();
    expect(await mayContact()).toBe('given');
    const sent = backEnd.mails.length;
    backEnd.clock.now += HOUR;
    await enter();
    expect(await mayContact()).toBe('withdrawn');
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(sent);
    const [fact] = await backEnd.store.sql
      .selectFrom('events')
      .select('jws')
      .where('type', '=', 'withdrawal')
      .execute();
    expect(Buffer.from(fact?.jws?.split('.')[1] ?? '', 'base64url').toString()).toContain('"via":"suppression-list"');
    expect((await verifyLedger(backEnd.store)).every(({ bad }) => bad === null)).toBe(true);
  });

  it('ends what stands on a number of the same person (D8)', async () => {
    await sayYes({ phone: PHONE, yes: ['email-news', 'sms-events'] });
    expect(await mayContact(PHONE, 'sms')).toBe('given');
    backEnd.clock.now += HOUR;
    await enter();
    expect(await mayContact(PHONE, 'sms')).toBe('withdrawn');
  });

  it('beats a yes of somebody seen for the first time afterwards, when it is not provably later', async () => {
    const before = await device.answers({ email: CAMILLE, yes: ['email-news'] });
    backEnd.clock.now += HOUR;
    await enter('Camille@EXEMPLE.fr'); // one identity (D10)
    await device.sync([before]);
    await backEnd.runJobs();
    expect(await statuses()).toEqual(['withdrawn']);
    expect(backEnd.mails).toEqual([]); // no mail leaves for a request that is dead (D4)
  });

  it('yields to a later, provable yes by double opt-in (D1), and asks for no other confirmation than the question does (D3)', async () => {
    await enter();
    backEnd.clock.now += HOUR;
    await device.sync([]); // the acknowledgement that proves "not before"
    await device.sync([await device.answers({ email: CAMILLE, yes: ['email-news'] })]);
    expect(await mayContact()).toBe('requested');
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
    expect(await mayContact()).toBe('given');
    // a withdrawal is no objection: a number needs nothing more than a yes that is provably later
    await backEnd.store.transaction((tx) => suppress(tx, { kind: 'phone', value: PHONE }));
    backEnd.clock.now += HOUR;
    await device.sync([]);
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]);
    expect(await mayContact(PHONE, 'sms')).toBe('given');
  });

  it('is a word of its own when it is entered again: a yes in between ends', async () => {
    await enter();
    backEnd.clock.now += HOUR;
    await device.sync([]);
    await sayYes();
    expect([await mayContact(), await match()]).toEqual(['given', 'answered-since']);
    const enterNew = () => backEnd.store.transaction((tx) => suppress(tx, email(CAMILLE), { onlyNew: true }));
    expect(await enterNew()).toBe('known');
    expect(await mayContact()).toBe('given');
    backEnd.clock.now += HOUR;
    expect(await enter()).toBe('again');
    expect([await mayContact(), await match()]).toEqual(['withdrawn', 'suppressed']);
  });
});

it('is a keyed hash and an instant, tied to no event, for somebody who is not known here (F2)', async () => {
  const events = () => backEnd.store.sql.selectFrom('events').select('hash').execute();
  const before = await events();
  await enter();
  expect(await events()).toEqual(before);
  expect(await backEnd.dump()).not.toContain('camille');
  expect(await backEnd.store.sql.selectFrom('contact_points').selectAll().execute()).toEqual([]);
});

it('still stands when the person is erased, and seen again', async () => {
  await enter();
  await backEnd.store.transaction((tx) => eraseSubject(tx, email(CAMILLE)));
  expect(await match()).toBe('suppressed');
  await device.sync([await device.answers({ email: CAMILLE, yes: ['email-news'] })]);
  expect(await statuses()).toEqual(['erased']);
});

it('stands as long as every other no: ten years later an old list still brings nobody in', async () => {
  await enter();
  backEnd.clock.now += 10 * 366 * DAY;
  await backEnd.runJobs();
  expect(await match()).toBe('suppressed');
});

describe('the log beside the database (B13)', () => {
  it('brings an entry back that a restored database lacks, before anybody is answered', async () => {
    await enter();
    const restored = await createTestBackEnd({ keys: backEnd.keys, actLog: backEnd.actLog, clock: backEnd.clock });
    expect(await listSuppressions(restored.store)).toEqual(await listSuppressions(backEnd.store));
  });

  it('hears of an entry that a crash has kept from it', async () => {
    await enter();
    const entries = logged.filter((entry) => 'suppression' in entry);
    expect(entries).toHaveLength(1);
    logged.length = 0;
    await replayActs(backEnd.store, backEnd.actLog);
    expect(logged.filter((entry) => 'suppression' in entry)).toEqual(entries);
  });
});
