import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#domain/instant.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn } from '../testing/link.ts';
import { eraseSubject } from './erasure.ts';
import { releaseEvent } from './quarantine.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const erase = (kind: 'email' | 'phone', value: string) =>
  backEnd.store.transaction((tx) => eraseSubject(tx, { kind, value }));

const heldContacts = () => readHeldContacts(backEnd.store);

const statuses = async () => {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().orderBy('question').execute();
  return Object.fromEntries(rows.map((row) => [row.question, row.status]));
};

describe('erasing a person', () => {
  it('leaves nothing of the address, and answers a resend with "erased"', async () => {
    const event = await device.answers({ email: EMAIL, yes: ['email-news'] });
    await device.sync([event]);
    await erase('email', EMAIL);
    expect(await heldContacts()).toEqual([]);
    const again = await device.sync([event]);
    expect(again.outcomes).toMatchObject([{ outcome: 'erased' }]);
    expect(again.changes).toMatchObject([{ event: event.line[1], change: 'erased' }]);
    expect(await heldContacts()).toEqual([]);
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
  });

  it('is not undone by an event of 11:00 that arrives at 18:00', async () => {
    const late = await device.answers({ email: EMAIL, yes: ['email-news'] });
    backEnd.clock.now += HOUR;
    await erase('email', EMAIL);
    backEnd.clock.now += 6 * HOUR;
    expect((await device.sync([late])).outcomes).toMatchObject([{ outcome: 'erased' }]);
    expect(await heldContacts()).toEqual([]);
  });

  it('forgets no objection: a yes that comes later waits for its owner’s own word (D3)', async () => {
    await device.sync([await device.stop({ kind: 'objection', phone: PHONE })]);
    await erase('phone', PHONE);
    await device.sync([]);
    backEnd.clock.now += HOUR;
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]);
    // which nobody can give for a number yet (D5)
    expect(await statuses()).toEqual({ 'sms-events': 'unconfirmable' });
  });

  it('forgets no stop of all: it reaches what the person said elsewhere in an event that arrives later (D8)', async () => {
    const late = await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    await other.sync([await other.stop({ phone: PHONE })]);
    await erase('phone', PHONE);
    await device.sync([late]);
    expect(await statuses()).toEqual({ 'email-news': 'withdrawn', 'sms-events': 'erased' });
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
  });

  it('counts from the last time: what came after the first erasure goes with the second', async () => {
    await erase('email', EMAIL);
    await device.sync([]);
    const between = await device.answers({ email: EMAIL, yes: ['email-news'] });
    backEnd.clock.now += HOUR;
    await erase('email', EMAIL);
    expect((await device.sync([between])).outcomes).toMatchObject([{ outcome: 'erased' }]);
    expect(await heldContacts()).toEqual([]);
  });

  it('takes the links away that were mailed', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    const path = confirmPathIn(backEnd.mails[0]);
    await erase('email', EMAIL);
    expect((await backEnd.app.request(path)).status).toBe(404);
  });

  it('keeps the other contact point of the same event, which was not erased', async () => {
    const late = await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    await erase('email', EMAIL);
    expect((await device.sync([late])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect(await statuses()).toEqual({ 'email-news': 'erased', 'sms-events': 'given' });
    expect(await heldContacts()).toEqual([PHONE]);
  });

  it('reaches what is held apart, the yes as well as the stop', async () => {
    const spoil = (event: Record<string, unknown>) => {
      event.previous = 'A'.repeat(43);
    };
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'], spoil })]);
    await device.sync([await device.stop({ email: EMAIL, spoil })]);
    expect(await heldContacts()).toEqual([EMAIL]);
    await erase('email', EMAIL);
    expect(await heldContacts()).toEqual([]);
  });

  it('takes nothing of it in again with what arrives later and is held apart', async () => {
    const spoil = (event: Record<string, unknown>) => {
      event.previous = 'A'.repeat(43);
    };
    const late = [
      await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'], spoil }),
      await device.stop({ email: EMAIL, spoil }),
    ];
    await erase('email', EMAIL);
    await device.sync(late);
    expect(await heldContacts()).toEqual([PHONE]);
  });

  it('keeps what comes provably after the erasure, also while it is held apart', async () => {
    await erase('email', EMAIL);
    await device.sync([]);
    const spoil = (event: Record<string, unknown>) => {
      event.previous = 'A'.repeat(43);
    };
    const event = await device.answers({ email: EMAIL, yes: ['email-news'], spoil });
    await device.sync([event]);
    expect(await heldContacts()).toEqual([EMAIL]);
    expect(await backEnd.store.transaction((tx) => releaseEvent(tx, event.line[2], 'operator'))).toEqual({
      outcome: 'released',
    });
  });

  it('writes to who came back as they typed it then, not as an erased event did', async () => {
    const late = await device.answers({ email: EMAIL.toUpperCase(), yes: ['email-news'] });
    await erase('email', EMAIL);
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    await other.sync([await other.answers({ email: EMAIL, yes: ['email-news'] })]);
    await device.sync([late]);
    await backEnd.runJobs();
    expect(backEnd.mails.map((mail) => mail.to)).toEqual([EMAIL]);
  });

  it('does not take a later no away, also when a request after that has expired', async () => {
    await erase('email', EMAIL);
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const late = await other.answers({ email: EMAIL, yes: ['email-news'] });
    await device.sync([]);
    await device.sync([await device.stop({ email: EMAIL })]);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    backEnd.clock.now += 8 * DAY;
    await backEnd.runJobs();
    expect(await statuses()).toEqual({ 'email-news': 'expired' });
    await other.sync([late]);
    const grants = await backEnd.store.sql.selectFrom('grants').selectAll().where('event', '=', late.line[1]).execute();
    expect(grants).toMatchObject([{ status: 'withdrawn' }]);
  });

  it('lets the person come back later, of their own will', async () => {
    await erase('email', EMAIL);
    await device.sync([]);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
    expect(await heldContacts()).toEqual([EMAIL]);
  });
});
