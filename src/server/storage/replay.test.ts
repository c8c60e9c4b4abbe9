import { randomUUID } from 'node:crypto';
import { appendFile, copyFile, mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackEndEvent } from '#domain/consent-event.ts';
import { DAY, HOUR } from '#domain/instant.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { ActLog, LoggedAct } from '../act-log/act-log.ts';
import { openFileActLog } from '../act-log/file-act-log.ts';
import { createMasterKey, readMasterKeys } from '../keys/master-key.ts';
import { openKeyStore } from '../keys/sqlite-key-store.ts';
import type { Mail } from '../mailer/mailer.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { createKeyPair } from '../testing/enrolment.ts';
import { answerOnPhone, handOverPath, openForm } from '../testing/hand-over.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, postForm, press } from '../testing/link.ts';
import { byHandOver, recordOnPhone } from '../testing/phone-answers.ts';
import { setDeviceStatus } from './device.ts';
import { eraseSubject } from './erasure.ts';
import { verifyLedger } from './ledger.ts';
import { isTaken } from './phone-answers.ts';
import { rejectEvent } from './quarantine.ts';
import { replayActs } from './replay.ts';
import { createSqliteDialect } from './sqlite.ts';
import { openStore } from './store.ts';

const CAMILLE = 'camille@exemple.fr';
const ALEX = 'alex@exemple.fr';
const NOA = 'noa@exemple.fr';
const PHONE = '+33612345678';

let directory: string;
let actLog: ActLog;
let masterKey: string;
let backEnd: TestBackEnd;
let device: TestDevice;
const clock = { now: 0 };
const mails: Mail[] = [];

const pathOf = (name: string) => join(directory, name);

async function start(database: string, keyStore = 'keys.sqlite', log = actLog): Promise<TestBackEnd> {
  const keys = await openKeys(pathOf(keyStore));
  backEnd = await createTestBackEnd({
    dialect: createSqliteDialect(pathOf(database)),
    keys,
    actLog: log,
    clock,
    mails,
  });
  if (device) device.app = backEnd.app;
  return backEnd;
}

async function openKeys(path: string) {
  return openKeyStore({ path, masterKeys: await readMasterKeys(masterKey), now: () => clock.now });
}

/** A copy of data and keys as they are now. */
async function backUp(name: string): Promise<void> {
  await sql`vacuum into ${pathOf(`${name}.sqlite`)}`.execute(backEnd.store.sql);
  await copyFile(backEnd.keys.backUp(directory), pathOf(`${name}-keys.sqlite`));
}

/** Copies again, so that the backup stays what it is. */
async function restore(name: string, which: 'data' | 'data-and-keys' = 'data'): Promise<TestBackEnd> {
  clock.now += HOUR;
  const copy = randomUUID();
  await copyFile(pathOf(`${name}.sqlite`), pathOf(`${copy}.sqlite`));
  if (which === 'data') return start(`${copy}.sqlite`);
  await copyFile(pathOf(`${name}-keys.sqlite`), pathOf(`${copy}-keys.sqlite`));
  return start(`${copy}.sqlite`, `${copy}-keys.sqlite`);
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-'));
  actLog = await openFileActLog(pathOf('acts.jsonl'));
  masterKey = createMasterKey();
  clock.now = Date.parse('2026-10-12T16:00:00Z');
  mails.length = 0;
  await start('consent.sqlite');
  device = await enrolTestDevice(backEnd);
});
afterEach(() => rm(directory, { recursive: true }));

/** Answers on the tablet, and the mail that follows. */
async function ask(email: string, input: { phone?: string; yes?: readonly string[] } = {}): Promise<MadeEvent> {
  clock.now += HOUR;
  const event = await device.answers({ yes: ['email-news'], email, ...input });
  await device.sync([event]);
  await backEnd.runJobs();
  return event;
}

const mailTo = (email: string) => mails.filter((mail) => mail.to === email).at(-1);
const confirm = (email: string) => press(backEnd.app, confirmPathIn(mailTo(email)), { action: 'confirm' });

async function unsubscribe(email: string): Promise<void> {
  const response = await postForm(backEnd.app, confirmPathIn(mailTo(email)), { action: 'preferences' });
  await press(backEnd.app, response.headers.get('location') ?? '', { action: 'withdraw-all' });
}

const erase = (email: string) => backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: email }));

/** Of each grant, by its event. */
const statusOf = ({ line }: MadeEvent) => statusOfId(line[1]);

async function statusOfId(event: string): Promise<string[]> {
  const rows = await backEnd.store.sql
    .selectFrom('grants')
    .select('status')
    .where('event', '=', event)
    .orderBy('question')
    .execute();
  return rows.map(({ status }) => status);
}

async function factsOn(chain: string): Promise<BackEndEvent[]> {
  const rows = await backEnd.store.sql
    .selectFrom('events')
    .select('jws')
    .where('chain', '=', chain)
    .orderBy('seq')
    .execute();
  return rows.map(({ jws }) => JSON.parse(readSignedText(jws ?? '') ?? ''));
}

const disavowals = () => backEnd.store.sql.selectFrom('disavowals').selectAll().execute();

const isLedgerGood = async () => (await verifyLedger(backEnd.store)).every(({ bad }) => bad === null);

describe('a back end restored from yesterday’s backup', () => {
  let camille: MadeEvent;
  let alex: MadeEvent;
  let dominique: MadeEvent;
  beforeEach(async () => {
    camille = await ask(CAMILLE);
    await confirm(CAMILLE);
    alex = await ask(ALEX);
    dominique = await ask('dominique@exemple.fr', { phone: PHONE, yes: ['email-news', 'sms-events'] });
    await confirm('dominique@exemple.fr');
    await backUp('yesterday');
  });

  describe.each(['data', 'data-and-keys'] as const)('(%s)', (which) => {
    it('knows again who has unsubscribed, confirmed and been erased', async () => {
      await unsubscribe(CAMILLE);
      await confirm(ALEX);
      await unsubscribe('dominique@exemple.fr');
      await erase('dominique@exemple.fr');
      await restore('yesterday', which);

      expect(await statusOf(camille)).toEqual(['withdrawn']);
      expect(await statusOf(alex)).toEqual(['given']);
      // the stop of all reached the number too (D8)
      expect(await statusOf(dominique)).toEqual(['erased', 'withdrawn']);
      expect(await isLedgerGood()).toBe(true);
    });

    it('sends no mail to whom it has nothing to ask any more', async () => {
      await device.sync([await device.answers({ yes: ['email-news'], email: NOA })]);
      await backUp('before-the-mail');
      await backEnd.runJobs();
      await confirm(NOA);
      const sent = mails.length;
      await restore('before-the-mail', which);
      await backEnd.runJobs();
      expect(mails).toHaveLength(sent);
    });

    it('holds nothing of the erased, nor can it find them', async () => {
      await erase(CAMILLE);
      await restore('yesterday', which);
      const { hash } = backEnd.keys;
      expect(backEnd.keys.findContactPoint(hash('lookup', 'email', CAMILLE))).toBeUndefined();
      const values = await backEnd.store.sql
        .selectFrom('contact_points')
        .select('id')
        .where('value', 'is', null)
        .execute();
      expect(values).toHaveLength(1);
      const hashes = (await actLog.read()).filter((entry) => 'hash' in entry && entry.contactPoint === values[0]?.id);
      expect(hashes.every((entry) => 'hash' in entry && entry.hash === null)).toBe(true);
      // a resend is still an erased person's
      expect((await device.sync([camille])).outcomes).toMatchObject([{ outcome: 'erased' }]);
    });

    it('lets a withdrawal end what only the tablet still knows of', async () => {
      const noa = await ask(NOA);
      await confirm(NOA);
      await unsubscribe(NOA);
      await restore('yesterday', which);
      expect((await device.sync([noa])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
      expect(await statusOf(noa)).toEqual(['withdrawn']);
      expect(await isLedgerGood()).toBe(true);
    });

    it('tells who came back after an erasure from who was erased', async () => {
      await erase(CAMILLE);
      const { acknowledgement } = await device.sync([]); // proves that what follows is later
      const again = await ask(CAMILLE);
      await confirm(CAMILLE);
      await unsubscribe(CAMILLE);
      await restore('yesterday', which);
      await device.sync([again], {}, { acknowledgements: [acknowledgement] });
      expect(await statusOf(camille)).toEqual(['erased']);
      expect(await statusOf(again)).toEqual(['withdrawn']);
      expect(await isLedgerGood()).toBe(true);
    });

    it('goes on in another chain, and changes nothing at the next start', async () => {
      await unsubscribe(CAMILLE);
      await restore('yesterday', which);
      const [start] = await factsOn('store:nantes:2');
      const closed = await factsOn('store:nantes');
      expect(start).toMatchObject({
        type: 'chain-restarted',
        replaces: { chain: 'store:nantes', seq: closed.at(-1)?.seq },
      });
      expect(
        await backEnd.store.transaction((tx) =>
          tx.sql.selectFrom('chains').select('id').where('closed', '=', 1).execute(),
        ),
      ).toEqual([{ id: 'store:nantes' }]);
      const before = [await backEnd.dump(), await actLog.read()];
      expect(await replayActs(backEnd.store, actLog)).toEqual({ entries: 0, logged: 0 });
      expect([await backEnd.dump(), await actLog.read()]).toEqual(before);
    });

    it('books what the log does not hold as lost', async () => {
      const spoilt = await device.answers({ key: (await createKeyPair()).key });
      await device.sync([spoilt]);
      await backEnd.store.transaction((tx) => rejectEvent(tx, spoilt.line[2], 'operator'));
      await unsubscribe(CAMILLE);
      await restore('yesterday', which);
      const lost = await backEnd.store.sql.selectFrom('lost').selectAll().execute();
      expect(lost).toMatchObject([{ chain: 'store:nantes' }]);
      expect(lost[0]?.first_seq).toBe(lost[0]?.last_seq);
      expect(await isLedgerGood()).toBe(true);
    });

    it('knows the tablets that were enrolled since, and those that were lost', async () => {
      const other = await enrolTestDevice(backEnd, 'caisse-2');
      const answers = await other.answers({ yes: ['email-news'], email: NOA });
      await other.sync([answers]);
      await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'lost', 'operator'));
      await restore('yesterday', which);
      other.app = backEnd.app;
      expect((await other.sync([answers])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
      expect((await device.sync([])).deviceStatus).toBe('lost');
      expect(await isLedgerGood()).toBe(true);
    });

    it('can be restored from the same backup again', async () => {
      await unsubscribe(CAMILLE);
      await restore('yesterday', which);
      await confirm(ALEX);
      expect(await statusOf(alex)).toEqual(['given']);
      await restore('yesterday', which);
      expect(await statusOf(camille)).toEqual(['withdrawn']);
      expect(await statusOf(alex)).toEqual(['given']);
      expect((await factsOn('store:nantes:3'))[0]).toMatchObject({ replaces: { chain: 'store:nantes:2' } });
      expect(await isLedgerGood()).toBe(true);
    });
  });

  it('finishes at the next start what a crash has interrupted', async () => {
    await unsubscribe(CAMILLE);
    await erase(ALEX);
    await copyFile(pathOf('yesterday.sqlite'), pathOf('crashed.sqlite'));
    const keys = await openKeys(pathOf('yesterday-keys.sqlite'));
    const store = await openStore({
      ...{ dialect: createSqliteDialect(pathOf('crashed.sqlite')), now: () => clock.now, keys, actLog },
      newId() {
        throw new Error('power cut');
      },
    });
    await expect(replayActs(store, actLog)).rejects.toThrow('power cut');
    await store.close();
    await start('crashed.sqlite', 'yesterday-keys.sqlite');
    expect(await statusOf(camille)).toEqual(['withdrawn']);
    expect(await statusOf(alex)).toEqual(['erased']);
    expect(await isLedgerGood()).toBe(true);
  });

  it('lets a stop of all reach the number beside the address, also where the log is torn in between (D8)', async () => {
    await unsubscribe('dominique@exemple.fr');
    await truncate(pathOf('acts.jsonl'), (await stat(pathOf('acts.jsonl'))).size - 9);
    await restore('yesterday');
    expect(await statusOf(dominique)).toEqual(['withdrawn', 'withdrawn']);
    expect(await isLedgerGood()).toBe(true);
  });

  it('tells them apart also where a crash came before the log had forgotten the erased', async () => {
    await unsubscribe(CAMILLE);
    const forgetful: ActLog = { ...actLog, forget: async () => {} };
    await start('consent.sqlite', 'keys.sqlite', forgetful);
    await erase(CAMILLE);
    await device.sync([]);
    const again = await ask(CAMILLE);
    await confirm(CAMILLE);
    await unsubscribe(CAMILLE);
    const { contactPoint } = (await actLog.read()).at(-1) as LoggedAct;
    await restore('yesterday', 'data-and-keys');
    const { hash } = backEnd.keys;
    expect(backEnd.keys.findContactPoint(hash('lookup', 'email', CAMILLE))).toBe(contactPoint);
    await device.sync([again]);
    expect(await statusOf(again)).not.toContain('given');
  });

  it('knows the later of two erasures, and that nothing said between them counts', async () => {
    await erase(NOA);
    await backUp('between');
    const between = await device.answers({ yes: ['email-news'], email: NOA });
    clock.now += HOUR;
    await erase(NOA);
    const tombstones = () => backEnd.store.sql.selectFrom('tombstones').select('at').execute();
    const before = await tombstones();
    await restore('between');
    expect(await tombstones()).toEqual(before);
    await device.sync([between]);
    expect(await statusOf(between)).toEqual(['erased']);
  });

  it('keeps nothing of an address whose owner has said "it wasn’t me" since', async () => {
    const noa = await ask(NOA);
    await backUp('asked');
    await press(backEnd.app, confirmPathIn(mailTo(NOA)), { action: 'not-me' });
    await restore('asked', 'data-and-keys');
    expect(await statusOf(noa)).toEqual(['disavowed']);
    expect(await readHeldContacts(backEnd.store)).not.toContain(NOA);
  });

  describe.each(['data', 'data-and-keys'] as const)('"it wasn’t me" (%s)', (which) => {
    const deny = () => press(backEnd.app, confirmPathIn(mailTo(NOA)), { action: 'not-me' });
    const mailsToNoa = () => mails.filter((mail) => mail.to === NOA).length;

    it('still makes the next mail wait, from when it was said', async () => {
      await ask(NOA);
      await backUp('asked');
      await deny();
      const deniedAt = clock.now;
      clock.now += 10 * DAY;
      await restore('asked', which);
      await ask(NOA);
      clock.now = deniedAt + 30 * DAY - HOUR;
      await backEnd.runJobs();
      expect(mailsToNoa()).toBe(1);
      clock.now = deniedAt + 30 * DAY;
      await backEnd.runJobs();
      expect(mailsToNoa()).toBe(2);
    });

    it('does not come back once its wait is over', async () => {
      await ask(NOA);
      await deny();
      await backUp('denied');
      clock.now += 30 * DAY;
      await backEnd.runJobs();
      await erase(CAMILLE); // something that proves the restore
      await restore('denied', which);
      expect(await disavowals()).toEqual([]);
    });
  });

  it('is noticed behind any number of waits that have ended', async () => {
    await unsubscribe(CAMILLE);
    await actLog.append(Array.from({ length: 120 }, (_, i) => ({ disavowal: `${i}`, at: null })));
    await restore('yesterday');
    expect(await statusOf(camille)).toEqual(['withdrawn']);
  });

  it('refuses the log of another installation', async () => {
    await unsubscribe(CAMILLE);
    const theirs = await actLog.read();
    masterKey = createMasterKey();
    const log = await openFileActLog(pathOf('other.jsonl'));
    await log.append(theirs);
    await expect(start('other.sqlite', 'other-keys.sqlite', log)).rejects.toThrow('another installation');
  });
});

describe('answers given on a phone and lost by a restore', () => {
  const yes = ['email-news', 'sms-events'];
  const isConfirmed = async (id: string) => (await statusOfId(id))[0] === 'given';
  const askedBy = () => byHandOver(device, backEnd);

  it('count for nothing, though their confirmation is known again', async () => {
    await backUp('before');
    const id = await recordOnPhone(backEnd, { email: CAMILLE, phone: PHONE, yes, askedBy: await askedBy() });
    await backEnd.runJobs();
    await confirm(CAMILLE);
    expect(await isConfirmed(id)).toBe(true);
    await restore('before', 'data-and-keys');
    expect(await statusOfId(id)).toEqual([]);
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    await backEnd.runJobs();
    expect(mails).toHaveLength(1);
    expect(await isLedgerGood()).toBe(true);
  });

  it('can be given again, by the same code and by the same form: what was confirmed before confirms nothing now', async () => {
    await backUp('before');
    const code = await askedBy();
    const lost = await recordOnPhone(backEnd, { email: CAMILLE, yes: ['email-news'], askedBy: code });
    await backEnd.runJobs();
    await confirm(CAMILLE);
    await restore('before');
    expect(await isTaken(backEnd.store, lost)).toBe(false);
    const form = { id: lost, email: ALEX, yes: ['email-news'], askedBy: code };
    expect(await statusOfId(await recordOnPhone(backEnd, form))).toEqual(['requested']);
    const again = await recordOnPhone(backEnd, { email: CAMILLE, yes: ['email-news'], askedBy: code });
    expect(await statusOfId(again)).toEqual(['requested']);
    await backEnd.runJobs();
    for (const email of [ALEX, CAMILLE]) await confirm(email);
    expect([await isConfirmed(lost), await isConfirmed(again)]).toEqual([true, true]);
    expect(await isLedgerGood()).toBe(true);
  });

  it('leave their code open: it has not been used, as far as anybody knows', async () => {
    const fields = { 'answer-email-news': 'yes', 'answer-sms-events': 'no', 'answer-phone-invitations': 'no' };
    const path = await handOverPath(backEnd, device);
    const answer = async () => [
      (await answerOnPhone(backEnd.app, path, { ...fields, email: CAMILLE })).status,
      (await openForm(backEnd.app, path)).response.status,
    ];
    await backUp('before');
    expect(await answer()).toEqual([303, 410]);
    await backEnd.runJobs();
    await confirm(CAMILLE);
    await restore('before');
    expect(await answer()).toEqual([303, 410]);
    await backEnd.runJobs();
    await confirm(CAMILLE);
    const grants = await backEnd.store.sql.selectFrom('grants').select('status').execute();
    expect(grants).toEqual([{ status: 'given' }]);
    expect(await isLedgerGood()).toBe(true);
  });

  it.each(['data', 'data-and-keys'] as const)('still say no beside a contact point (%s)', async (which) => {
    const older = await ask(CAMILLE, { phone: PHONE, yes });
    await device.sync([]);
    await backUp('before');
    clock.now += HOUR;
    const id = await recordOnPhone(backEnd, { phone: PHONE, yes: ['phone-invitations'], askedBy: await askedBy() });
    expect(await statusOf(older)).toEqual(['requested', 'withdrawn']);
    await restore('before', which);
    expect(await statusOf(older)).toEqual(['requested', 'withdrawn']);
    expect(await statusOfId(id)).toEqual([]);
    expect(await isLedgerGood()).toBe(true);
    await restore('before', which);
    expect(await statusOf(older)).toEqual(['requested', 'withdrawn']);
    expect(await isLedgerGood()).toBe(true);
  });

  it('say no beside each of two contact points', async () => {
    const [question] = backEnd.config.questions;
    if (!question) throw new Error('a shop without questions');
    const partners = { ...question, id: 'email-partners', purpose: 'partners' };
    const config = { ...backEnd.config, questions: [...backEnd.config.questions, partners] };
    const shop = { ...backEnd, config, configDigest: await backEnd.publish(config) };
    const both = { email: CAMILLE, phone: PHONE };
    const first = await recordOnPhone(shop, { ...both, yes: config.questions.map(({ id }) => id) });
    const older = await device.answers({ phone: PHONE, yes: ['sms-events', 'phone-invitations'], config });
    await device.sync([older]);
    await backUp('before');
    clock.now += HOUR;
    await recordOnPhone(shop, { ...both, yes: ['email-news', 'sms-events'], askedBy: await askedBy() });
    const before = [await statusOfId(first), await statusOf(older)];
    expect(before).toEqual([
      ['requested', 'withdrawn', 'withdrawn', 'unconfirmable'],
      ['withdrawn', 'given'],
    ]);
    await restore('before');
    expect([await statusOfId(first), await statusOf(older)]).toEqual(before);
    expect(await isLedgerGood()).toBe(true);
  });

  it('say no also where a crash kept them from the log', async () => {
    const older = await ask(CAMILLE, { phone: PHONE, yes });
    await backUp('before');
    const crashing: ActLog = { ...actLog, append: () => Promise.reject(new Error('power cut')) };
    await start('consent.sqlite', 'keys.sqlite', crashing);
    const given = recordOnPhone(backEnd, { phone: PHONE, yes: ['phone-invitations'], askedBy: await askedBy() });
    await expect(given).rejects.toThrow('power cut');
    await start('consent.sqlite');
    await restore('before');
    expect(await statusOf(older)).toEqual(['requested', 'withdrawn']);
  });
});

describe('a start without a restore', () => {
  it('changes nothing', async () => {
    const camille = await ask(CAMILLE);
    await confirm(CAMILLE);
    await unsubscribe(CAMILLE);
    await erase(CAMILLE);
    const before = [await backEnd.dump(), await actLog.read()];
    expect(await replayActs(backEnd.store, actLog)).toEqual({ entries: 0, logged: 0 });
    expect([await backEnd.dump(), await actLog.read()]).toEqual(before);
    expect(await statusOf(camille)).toEqual(['erased']);
  });

  it('logs what a crash kept from the log, so that it outlives a restore', async () => {
    const camille = await ask(CAMILLE);
    await confirm(CAMILLE);
    await backUp('yesterday');
    const crashing: ActLog = { ...actLog, append: () => Promise.reject(new Error('power cut')) };
    await start('consent.sqlite', 'keys.sqlite', crashing);
    await expect(erase(CAMILLE)).rejects.toThrow('power cut');
    await start('consent.sqlite');
    expect((await actLog.read()).some((entry) => 'tombstone' in entry)).toBe(true);
    await restore('yesterday', 'data-and-keys');
    expect(await statusOf(camille)).toEqual(['erased']);
    expect(await isLedgerGood()).toBe(true);
  });

  it('logs what a crash kept from the log of "it wasn’t me", and of its end', async () => {
    const said = async () => (await actLog.read()).flatMap((entry) => ('disavowal' in entry ? [entry.at] : []));
    const crashing: ActLog = { ...actLog, append: () => Promise.reject(new Error('power cut')) };
    await ask(NOA);
    await start('consent.sqlite', 'keys.sqlite', crashing);
    await press(backEnd.app, confirmPathIn(mailTo(NOA)), { action: 'not-me' });
    const deniedAt = clock.now;
    expect(await said()).toEqual([]);
    await start('consent.sqlite');
    expect(await said()).toEqual([deniedAt]);
    await start('consent.sqlite', 'keys.sqlite', crashing);
    clock.now += 30 * DAY;
    await backEnd.runJobs().catch(() => {});
    await start('consent.sqlite');
    expect(await said()).toEqual([deniedAt, null]);
    await start('consent.sqlite');
    expect(await said()).toEqual([deniedAt, null]);
  });

  it('fills a log that was lost, and says so', async () => {
    await ask(CAMILLE);
    await confirm(CAMILLE);
    await unsubscribe(CAMILLE);
    const lost = await actLog.read();
    const empty = await openFileActLog(pathOf('other.jsonl'));
    expect(await replayActs(backEnd.store, empty)).toEqual({ entries: 0, logged: lost.length });
    expect(await empty.read()).toEqual(lost);
  });

  it('takes a torn last line for none', async () => {
    await ask(CAMILLE);
    await confirm(CAMILLE);
    await appendFile(pathOf('acts.jsonl'), '{"jws":"eyJhbGciOiJFUzI1');
    expect(await replayActs(backEnd.store, actLog)).toEqual({ entries: 0, logged: 0 });
  });
});
