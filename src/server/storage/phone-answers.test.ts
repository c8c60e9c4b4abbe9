import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnswersOnPhone, BackEndEvent } from '#domain/consent-event.ts';
import { HOUR, MINUTE, toOffsetText } from '#domain/instant.ts';
import { readSignedText } from '#protocol/signature.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldBeside, readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, openOwnPage, press } from '../testing/link.ts';
import { byHandOver, type PhoneInput, recordOnPhone } from '../testing/phone-answers.ts';
import { readDisclosures } from './disclosure.ts';
import { eraseSubject } from './erasure.ts';
import { verifyLedger } from './ledger.ts';
import { isTaken } from './phone-answers.ts';
import { createSqliteDialect } from './sqlite.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let tablet: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  tablet = await enrolTestDevice(backEnd);
});

const byTablet = () => byHandOver(tablet, backEnd);
const handOver = async (input: PhoneInput) => recordOnPhone(backEnd, { ...input, askedBy: await byTablet() });
const erase = (kind: 'email' | 'phone', value: string) =>
  backEnd.store.transaction((tx) => eraseSubject(tx, { kind, value }));

async function statusesOf(event: string): Promise<Record<string, string>> {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().where('event', '=', event).execute();
  return Object.fromEntries(rows.map((row) => [row.question, row.status]));
}

const rowOf = (id: string) =>
  backEnd.store.sql.selectFrom('events').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function saidIn(id: string): Promise<AnswersOnPhone> {
  const { jws } = await rowOf(id);
  return JSON.parse(readSignedText(jws ?? '') ?? '') as AnswersOnPhone;
}

const jobs = async () => (await backEnd.store.sql.selectFrom('jobs').select('kind').execute()).map(({ kind }) => kind);
const isLedgerGood = async () => (await verifyLedger(backEnd.store)).every(({ bad }) => bad === null);

describe('answers by a tablet’s code', () => {
  it('count as those on the tablet would: e-mail once it is confirmed, a yes to texts at once', async () => {
    const id = await handOver({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events', 'phone-invitations'] });
    expect(await statusesOf(id)).toEqual({
      ...{ 'email-news': 'requested', 'sms-events': 'given', 'phone-invitations': 'given' },
    });
    expect(await jobs()).toEqual(['confirmation.send']);
    await backEnd.runJobs();
    expect(backEnd.mails.map(({ to }) => to)).toEqual([EMAIL]);
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
    expect(await statusesOf(id)).toMatchObject({ 'email-news': 'given' });
  });

  it('stand on the store’s chain with the instant of their commit at both ends, and the link as it was scanned', async () => {
    const askedBy = await byTablet();
    backEnd.clock.now += 5 * MINUTE;
    const id = await recordOnPhone(backEnd, { phone: PHONE, yes: ['sms-events'], askedBy, locale: 'en' });
    expect(await rowOf(id)).toMatchObject({
      ...{ chain: 'store:nantes', type: 'answers-given', status: 'accepted' },
      ...{ earliest: backEnd.clock.now, received_at: backEnd.clock.now },
    });
    const capturedAt = toOffsetText(backEnd.clock.now, 0);
    expect(await saidIn(id)).toMatchObject({
      ...{ collector: 'own-phone', locale: 'en', businessDay: '2026-10-12', configDigest: backEnd.configDigest },
      ...{ askedBy, capturedAt },
    });
  });

  it('hold no contact data where all is no, whatever the form held', async () => {
    const id = await handOver({ email: EMAIL, phone: PHONE });
    expect(await statusesOf(id)).toEqual({});
    expect(await saidIn(id)).toMatchObject({ _sd: [] });
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    for (const table of ['contact_points', 'disclosures', 'stops', 'jobs'] as const)
      expect(await backEnd.store.sql.selectFrom(table).selectAll().execute()).toEqual([]);
  });

  it('keep of two contact points only the one that a yes needs', async () => {
    const id = await handOver({ email: EMAIL, phone: PHONE, yes: ['phone-invitations'] });
    expect(await readHeldBeside(backEnd.store, (await rowOf(id)).hash)).toEqual([PHONE]);
    expect(await readHeldContacts(backEnd.store)).toEqual([PHONE]);
  });

  it('are not taken without the contact data that a yes needs', async () => {
    await expect(handOver({ yes: ['email-news'] })).rejects.toThrow('a yes without its contact data');
  });

  it('are there once for each form', async () => {
    const id = randomUUID();
    expect(await isTaken(backEnd.store, id)).toBe(false);
    await handOver({ id, phone: PHONE, yes: ['sms-events'] });
    expect(await isTaken(backEnd.store, id)).toBe(true);
    const before = await backEnd.dump();
    await expect(handOver({ id, phone: '+33698765432', yes: ['sms-events'] })).rejects.toThrow(/UNIQUE/);
    expect(await backEnd.dump()).toBe(before);
  });
});

describe('answers by the code of a counter card', () => {
  it('count for nothing before the mailbox has confirmed them, though no question asks for it', async () => {
    const questions = backEnd.config.questions.map((question) => ({ ...question, confirmation: 'none' as const }));
    const config = { ...backEnd.config, questions };
    const shop = { ...backEnd, config, configDigest: await backEnd.publish(config) };
    const id = await recordOnPhone(shop, { email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    expect(await statusesOf(id)).toEqual({ 'email-news': 'requested', 'sms-events': 'unconfirmable' });
    expect(await saidIn(id)).toMatchObject({ askedBy: { kind: 'counter-card' } });
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
    expect(await statusesOf(id)).toEqual({ 'email-news': 'given', 'sms-events': 'unconfirmable' });
  });
});

it('keeps contact data under its own key, in clear in no byte of the database’s files', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'phone-'));
  backEnd = await createTestBackEnd({ dialect: createSqliteDialect(join(directory, 'consent.sqlite')) });
  tablet = await enrolTestDevice(backEnd);
  const id = await handOver({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
  const { hash } = await rowOf(id);
  expect((await readHeldBeside(backEnd.store, hash)).sort()).toEqual([PHONE, EMAIL]);

  const files = await readdir(directory);
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(directory, file)))));
  expect(bytes.includes(id)).toBe(true);
  for (const text of [EMAIL, PHONE, ...(await readDisclosures(backEnd.store, hash))])
    expect(bytes.includes(text)).toBe(false);

  await erase('email', EMAIL);
  expect(await readHeldBeside(backEnd.store, hash)).toEqual([PHONE]);
  await backEnd.store.close();
  await rm(directory, { recursive: true });
});

describe('a yes on the phone and a stop (D1)', () => {
  it('that had come before: the yes is provably later, and counts', async () => {
    await tablet.sync([await tablet.stop({ phone: PHONE })]);
    backEnd.clock.now += MINUTE;
    expect(await statusesOf(await handOver({ phone: PHONE, yes: ['sms-events'] }))).toEqual({ 'sms-events': 'given' });
  });

  it('that comes later ends it', async () => {
    const id = await handOver({ phone: PHONE, yes: ['sms-events'] });
    backEnd.clock.now += MINUTE;
    await tablet.sync([await tablet.stop({ phone: PHONE })]);
    expect(await statusesOf(id)).toEqual({ 'sms-events': 'withdrawn' });
  });

  it('that an offline tablet took before and sends after: in doubt the no wins', async () => {
    const stop = await tablet.stop({ phone: PHONE });
    backEnd.clock.now += HOUR;
    const id = await handOver({ phone: PHONE, yes: ['sms-events'] });
    backEnd.clock.now += HOUR;
    await tablet.sync([stop]);
    expect(await statusesOf(id)).toEqual({ 'sms-events': 'withdrawn' });
  });

  it('on the store’s own chain: the place decides', async () => {
    await handOver({ email: EMAIL, yes: ['email-news'] });
    await backEnd.runJobs();
    const page = await openOwnPage(backEnd);
    const before = await handOver({ email: EMAIL, yes: ['email-news'] });
    await press(backEnd.app, page, { action: 'withdraw-all' });
    expect(await statusesOf(before)).toEqual({ 'email-news': 'withdrawn' });
    expect(await statusesOf(await handOver({ email: EMAIL, yes: ['email-news'] }))).toEqual({
      'email-news': 'requested',
    });
  });

  it('that was an objection: texts have no confirmation, so the yes does not count (D3, D5)', async () => {
    await tablet.sync([await tablet.stop({ kind: 'objection', phone: PHONE })]);
    backEnd.clock.now += MINUTE;
    const id = await handOver({ phone: PHONE, yes: ['sms-events'] });
    expect(await statusesOf(id)).toEqual({ 'sms-events': 'unconfirmable' });
  });

  it('of all by one of its two contact points reaches the other (D8)', async () => {
    const id = await handOver({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    backEnd.clock.now += MINUTE;
    await tablet.sync([await tablet.stop({ email: EMAIL })]);
    expect(await statusesOf(id)).toEqual({ 'email-news': 'withdrawn', 'sms-events': 'withdrawn' });
    backEnd.clock.now += MINUTE;
    const again = await handOver({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    expect(await statusesOf(again)).toEqual({ 'email-news': 'requested', 'sms-events': 'given' });
  });
});

it('ends an older yes by the no beside the same number', async () => {
  const older = await tablet.answers({ phone: PHONE, yes: ['sms-events', 'phone-invitations'] });
  await tablet.sync([older]);
  backEnd.clock.now += MINUTE;
  await handOver({ phone: PHONE, yes: ['phone-invitations'] });
  expect(await statusesOf(older.line[1])).toEqual({ 'sms-events': 'withdrawn', 'phone-invitations': 'given' });
});

describe('an erasure', () => {
  it('before does not keep who comes back from saying yes (B10)', async () => {
    await handOver({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    await erase('phone', PHONE);
    backEnd.clock.now += MINUTE;
    const id = await handOver({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    expect(await statusesOf(id)).toEqual({ 'email-news': 'requested', 'sms-events': 'given' });
    expect(await readHeldBeside(backEnd.store, (await rowOf(id)).hash)).toContain(PHONE);
  });

  it('after takes the disclosures away, and the ledger still verifies', async () => {
    const id = await handOver({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    const { hash } = await rowOf(id);
    await erase('email', EMAIL);
    expect(await statusesOf(id)).toEqual({ 'email-news': 'erased', 'sms-events': 'given' });
    expect(await readHeldBeside(backEnd.store, hash)).toEqual([PHONE]);
    expect(await isLedgerGood()).toBe(true);
    await erase('phone', PHONE);
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    expect((await rowOf(id)).status).toBe('erased');
    expect(await isTaken(backEnd.store, id)).toBe(true);
    expect(await isLedgerGood()).toBe(true);
  });
});

it('tells no tablet of what becomes of it', async () => {
  const id = await handOver({ email: EMAIL, yes: ['email-news'] });
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
  expect((await tablet.sync([])).changes).toEqual([]);
  const facts = await backEnd.store.sql.selectFrom('events').select('jws').orderBy('seq').execute();
  const confirmation = JSON.parse(readSignedText(facts.at(-1)?.jws ?? '') ?? '') as BackEndEvent;
  expect(confirmation).toMatchObject({ type: 'confirmation', answers: [{ event: id, question: 'email-news' }] });
});
