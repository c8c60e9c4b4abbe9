import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/digest.ts';
import { toDisclosure } from '#protocol/disclosure.ts';
import { readSignedText, signedTypes, signText } from '#protocol/signature.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { createKeyPair } from '../testing/enrolment.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import { byHandOver, recordOnPhone } from '../testing/phone-answers.ts';
import { eraseSubject } from './erasure.ts';
import { type ChainReport, verifyLedger } from './ledger.ts';
import { releaseEvent } from './quarantine.ts';
import { createSqliteDialect } from './sqlite.ts';
import { openStore } from './store.ts';

let backEnd: TestBackEnd;
let device: TestDevice;
beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const EMAIL = 'camille@exemple.fr';
const PHONE = '+33612345678';

/** A day with a bit of everything that is honest. */
async function liveThrough(): Promise<void> {
  await device.sync([await device.answers({ yes: ['email-news'], email: EMAIL })]);
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
  await device.sync([
    await device.answers({ yes: ['email-news', 'sms-events'], email: 'alex@exemple.fr', phone: PHONE }),
    await device.answers({}),
    await device.dayExported(),
  ]);
  await device.sync([await device.stop({ phone: PHONE })]);
}

const verify = () => verifyLedger(backEnd.store);
const ownReport = (reports: readonly ChainReport[]) => reports.find(({ chain }) => chain === device.id) as ChainReport;
const badOf = async (chain: string) => (await verify()).find((report) => report.chain === chain)?.bad;
const hashAt = async (chain: string, seq: number) =>
  (
    await backEnd.store.sql
      .selectFrom('events')
      .select('hash')
      .where('chain', '=', chain)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow()
  ).hash;
const tamper = (statement: RawBuilder<unknown>) => statement.execute(backEnd.store.sql);

describe('an honest ledger', () => {
  it('verifies, with everything counted', async () => {
    await liveThrough();
    const reports = await verify();
    expect(reports.map(({ chain, bad }) => ({ chain, bad }))).toEqual([
      { chain: 'store:nantes', bad: null },
      { chain: device.id, bad: null },
    ]);
    expect(ownReport(reports)).toMatchObject({
      events: 5,
      heldApart: 0,
      lost: 0,
      withContactData: 2,
      acknowledgements: 4,
    });
    // enrolled, confirmed, and the stop that reached the address beside the number
    expect(reports[0]).toMatchObject({ events: 3 });
  });

  it('verifies with answers given on a phone, and counts those with contact data beside them', async () => {
    await recordOnPhone(backEnd, { email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    await recordOnPhone(backEnd, { phone: PHONE, yes: ['sms-events'], askedBy: await byHandOver(device, backEnd) });
    await recordOnPhone(backEnd, {});
    const [store] = await verify();
    expect(store).toMatchObject({ chain: 'store:nantes', events: 4, withContactData: 2, bad: null });
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'phone', value: PHONE }));
    expect((await verify())[0]).toMatchObject({ events: 5, withContactData: 1, bad: null });
  });

  it('verifies after an erasure', async () => {
    await liveThrough();
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }));
    const reports = await verify();
    expect(reports.map(({ bad }) => bad)).toEqual([null, null]);
    expect(ownReport(reports).withContactData).toBe(1);
  });

  it('verifies with events held apart, released, lost and forked', async () => {
    const foreign = await createKeyPair();
    const spoilt = await device.answers({ key: foreign.key });
    const unlinked = await device.answers({
      spoil: (event) => Object.assign(event, { previous: spoilt.line[2].toUpperCase() }),
    });
    const missing = await device.answers({});
    await device.sync([spoilt, unlinked]);
    const request = await device.request([missing, await device.answers({})]);
    await device.post(JSON.stringify({ ...request, events: request.events.slice(1) }));
    await backEnd.store.transaction((tx) => releaseEvent(tx, unlinked.line[2], 'operator'));
    device.head.seq += 3;
    await device.sync([await device.answers({ yes: ['email-news'], email: EMAIL })], { noLongerHeld: [[5, 7]] });
    device.head.seq -= 1;
    await device.sync([await device.answers({})]);
    await device.sync([await device.answers({})]);
    const reports = await verify();
    expect(reports.map(({ bad }) => bad)).toEqual([null, null]);
    expect(ownReport(reports)).toMatchObject({ events: 7, heldApart: 4, beside: 1, lost: 3 });
  });

  it('verifies a tablet that took the place of another', async () => {
    await liveThrough();
    const next = await enrolTestDevice(backEnd, 'caisse-1', device);
    await next.sync([await next.answers({})]);
    expect((await verify()).map(({ bad }) => bad)).toEqual([null, null, null]);
  });

  it('verifies while tablets go on sending', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ledger-'));
    const dialect = () => createSqliteDialect(join(directory, 'consent.sqlite'));
    backEnd = await createTestBackEnd({ dialect: dialect() });
    device = await enrolTestDevice(backEnd);
    await liveThrough();
    const { keys, actLog, clock } = backEnd;
    const operators = await openStore({ dialect: dialect(), now: () => clock.now, newId: randomUUID, keys, actLog });
    const reports = verifyLedger(operators);
    for (let i = 0; i < 5; i++) await device.sync([await device.answers({})]);
    expect((await reports).map(({ bad }) => bad)).toEqual([null, null]);
    await operators.close();
    await backEnd.store.close();
    await rm(directory, { recursive: true });
  });

  it('verifies more events than are read at once', async () => {
    const events = [];
    for (let i = 0; i < 230; i++) events.push(await device.answers({}));
    await device.sync(events);
    expect(ownReport(await verify())).toMatchObject({ events: 230, bad: null });
  });
});

describe('what somebody did to the database', () => {
  beforeEach(liveThrough);

  it('an altered answer', async () => {
    const hash = await hashAt(device.id, 3);
    await tamper(sql`update events set jws = 'x' || jws where hash = ${hash}`);
    expect(await badOf(device.id)).toEqual({ seq: 3, hash, problem: 'altered' });
  });

  it('an altered answer with its hash made anew', async () => {
    const old = await hashAt(device.id, 2);
    const { jws } = await backEnd.store.sql
      .selectFrom('events')
      .select('jws')
      .where('hash', '=', old)
      .executeTakeFirstOrThrow();
    const [header, , signature] = (jws as string).split('.');
    const payload = (readSignedText(jws as string) as string).replace('"yes"', '"no"');
    const altered = `${header}.${Buffer.from(payload).toString('base64url')}.${signature}`;
    const hash = await sha256(altered);
    await tamper(sql`update events set jws = ${altered}, hash = ${hash} where hash = ${old}`);
    expect(await badOf(device.id)).toEqual({ seq: 2, hash, problem: 'signature' });
  });

  it('an answer signed by another key', async () => {
    const { key } = await createKeyPair();
    const old = await hashAt(device.id, 3);
    const jws = await signText(await textOf(old), signedTypes.event, key);
    const hash = await sha256(jws);
    await tamper(sql`update events set jws = ${jws}, hash = ${hash} where hash = ${old}`);
    expect(await badOf(device.id)).toEqual({ seq: 3, hash, problem: 'signature' });
  });

  it('an event taken out', async () => {
    await tamper(sql`delete from events where chain = ${device.id} and seq = 3`);
    expect(await badOf(device.id)).toEqual({ seq: 3, hash: null, problem: 'missing' });
  });

  it('the newest event taken out, and the chain shortened', async () => {
    const hash = await hashAt(device.id, 5);
    const before = await hashAt(device.id, 4);
    await tamper(sql`delete from events where hash = ${hash}`);
    await tamper(sql`update chains set expected = 5, head = ${before} where id = ${device.id}`);
    await tamper(sql`update devices set announced_seq = 4 where id = ${device.id}`);
    expect(await badOf(device.id)).toEqual({ seq: null, hash, problem: 'acknowledged-but-gone' });
  });

  it('an event that the tablet never sent, signed with its key', async () => {
    await device.sync([]);
    const { line, body } = await device.answers({});
    await tamper(sql`update events set jws = ${body.jws}, hash = ${line[2]}, id = ${line[1]}, seq = 6
      where chain = ${device.id} and seq = 3`);
    await tamper(sql`update events set seq = 3 where chain = ${device.id} and seq = 5`);
    expect(await badOf(device.id)).toMatchObject({ seq: 3, problem: 'misplaced' });
    await tamper(sql`delete from events where chain = ${device.id} and seq < 6`);
    await tamper(sql`insert into lost values (${device.id}, 1, 5, 0)`);
    await tamper(sql`update chains set expected = 7, head = ${line[2]} where id = ${device.id}`);
    expect(await badOf(device.id)).toEqual({ seq: 6, hash: line[2], problem: 'unacknowledged' });
  });

  it('a reordered pair', async () => {
    await tamper(sql`update events set seq = 99 where chain = ${device.id} and seq = 2`);
    await tamper(sql`update events set seq = 2 where chain = ${device.id} and seq = 3`);
    await tamper(sql`update events set seq = 3 where chain = ${device.id} and seq = 99`);
    expect(await badOf(device.id)).toMatchObject({ seq: 2, problem: 'misplaced' });
  });

  it('contact data exchanged between two people', async () => {
    const [one, other] = [await hashAt(device.id, 1), await hashAt(device.id, 2)];
    await tamper(sql`update disclosures set event = 'x' where event = ${one}`);
    await tamper(sql`update disclosures set event = ${one} where event = ${other}`);
    await tamper(sql`update disclosures set event = ${other} where event = 'x'`);
    expect(await badOf(device.id)).toEqual({ seq: 1, hash: one, problem: 'disclosure' });
  });

  it('contact data put under another person', async () => {
    const hash = await hashAt(device.id, 2);
    await tamper(
      sql`update disclosures set sealed = (select sealed from disclosures where event <> ${hash}) where event = ${hash}`,
    );
    expect(await badOf(device.id)).toEqual({ seq: 2, hash, problem: 'disclosure' });
  });

  describe('beside answers given on a phone:', () => {
    const chain = 'store:nantes';
    let one: string;
    let other: string;
    beforeEach(async () => {
      for (const phone of ['+33698765432', '+33698765433'])
        await recordOnPhone(backEnd, { phone, yes: ['sms-events'], askedBy: await byHandOver(device, backEnd) });
      [one, other] = [await hashAt(chain, 4), await hashAt(chain, 5)];
    });

    it('contact data exchanged with another person’s', async () => {
      await tamper(sql`update disclosures set event = 'x' where event = ${one}`);
      await tamper(sql`update disclosures set event = ${one} where event = ${other}`);
      await tamper(sql`update disclosures set event = ${other} where event = 'x'`);
      expect(await badOf(chain)).toEqual({ seq: 4, hash: one, problem: 'disclosure' });
    });

    it('contact data altered by somebody who has its key', async () => {
      const { contact_point } = await backEnd.store.sql
        .selectFrom('disclosures')
        .selectAll()
        .where('event', '=', other)
        .executeTakeFirstOrThrow();
      const forged = toDisclosure('another salt', { kind: 'phone', value: PHONE });
      const sealed = await backEnd.keys.seal(contact_point, JSON.stringify([forged]));
      await tamper(sql`update disclosures set sealed = ${sealed} where event = ${other}`);
      expect(await badOf(chain)).toEqual({ seq: 5, hash: other, problem: 'disclosure' });
    });

    it('contact data put beside a fact that has none', async () => {
      const fact = await hashAt(chain, 2);
      await tamper(sql`update disclosures set event = ${fact} where event = ${one}`);
      expect(await badOf(chain)).toEqual({ seq: 2, hash: fact, problem: 'disclosure' });
    });
  });

  it('another key for the device', async () => {
    const { publicKey } = await createKeyPair();
    await tamper(sql`update devices set public_key = ${JSON.stringify(publicKey)} where id = ${device.id}`);
    expect(await badOf(device.id)).toEqual({ seq: null, hash: null, problem: 'device-key' });
  });

  it('a device that nobody enrolled', async () => {
    await tamper(sql`delete from events where chain = ${'store:nantes'}`);
    expect(await badOf('store:nantes')).toEqual({ seq: 1, hash: null, problem: 'missing' });
    expect(await badOf(device.id)).toEqual({ seq: null, hash: null, problem: 'device-key' });
  });

  it('a fact taken out of the middle of a store’s chain', async () => {
    await tamper(sql`delete from events where chain = ${'store:nantes'} and seq = 2`);
    expect(await badOf('store:nantes')).toEqual({ seq: 2, hash: null, problem: 'missing' });
  });

  it('a fact taken out and booked as lost', async () => {
    const chain = 'store:nantes';
    await tamper(sql`delete from events where chain = ${chain} and seq = 2`);
    await tamper(sql`insert into lost (chain, first_seq, last_seq, booked_at) values (${chain}, 2, 2, 0)`);
    expect(await badOf(chain)).toMatchObject({ seq: 2, problem: 'missing' });
  });

  it('a fact made up by a stranger', async () => {
    const { key } = await createKeyPair();
    const old = await hashAt('store:nantes', 3);
    const jws = await signText(await textOf(old), signedTypes.event, key);
    const hash = await sha256(jws);
    await tamper(sql`update events set jws = ${jws}, hash = ${hash} where hash = ${old}`);
    await tamper(sql`update chains set head = ${hash} where id = ${'store:nantes'}`);
    expect(await badOf('store:nantes')).toEqual({ seq: 3, hash, problem: 'signature' });
  });

  it('a word of ours that we never gave', async () => {
    await tamper(sql`update acknowledgements set received_at = received_at - 1 where device = ${device.id}`);
    expect(await badOf(device.id)).toMatchObject({ seq: null, problem: 'acknowledgement' });
  });

  it('another time of receipt', async () => {
    await tamper(sql`update events set earliest = earliest - 1000 where chain = ${device.id} and seq = 2`);
    expect(await badOf(device.id)).toMatchObject({ seq: 2, problem: 'instant' });
  });
});

async function textOf(hash: string): Promise<string> {
  const { jws } = await backEnd.store.sql
    .selectFrom('events')
    .select('jws')
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow();
  return readSignedText(jws as string) as string;
}
