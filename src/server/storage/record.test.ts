import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '#domain/instant.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { readHeldBeside } from '../testing/held-contacts.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import { eraseSubject } from './erasure.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const statusesOf = async (event: string) => {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().where('event', '=', event).execute();
  return Object.fromEntries(rows.map((row) => [row.question, row.status]));
};

const disclosedBeside = (hash: string) => readHeldBeside(backEnd.store, hash);

describe('in the answer by which it is taken, the tablet hears of a yes', () => {
  /** Of each question, the last that was said. */
  const heard = async (event: MadeEvent) => {
    const { changes } = await device.sync([event]);
    return Object.fromEntries(changes.map(({ question, change }) => [question, change]));
  };

  it('that waits for its confirmation, whatever the tablet’s own config says by now', async () => {
    const event = await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    expect(await heard(event)).toEqual({ 'email-news': 'requested' });
  });

  it('that was spoken, where the question itself asks for no confirmation', async () => {
    const config = structuredClone(backEnd.config);
    for (const question of config.questions) question.confirmation = 'none';
    await backEnd.publish(config);
    const event = await device.answers({ email: EMAIL, yes: ['email-news'], config, collector: 'staff' });
    expect(await heard(event)).toEqual({ 'email-news': 'requested' });
  });

  it('that an earlier objection keeps from counting: a number has no mailbox', async () => {
    await device.sync([await device.stop({ phone: PHONE, kind: 'objection' })]);
    backEnd.clock.now += HOUR;
    await device.sync([]);
    expect(await heard(await device.answers({ phone: PHONE, yes: ['sms-events'] }))).toEqual({
      'sms-events': 'expired',
    });
  });
});

describe('a yes that staff heard or typed', () => {
  const questionsWithoutConfirmation = () => {
    const config = structuredClone(backEnd.config);
    for (const question of config.questions) question.confirmation = 'none';
    return config;
  };

  it('spoken to staff needs its owner’s word, and nothing else is asked', async () => {
    const config = questionsWithoutConfirmation();
    await backEnd.publish(config);
    const event = await device.answers({ email: EMAIL, yes: ['email-news'], config, collector: 'staff' });
    await device.sync([event]);
    expect(await statusesOf(event.line[1])).toEqual({ 'email-news': 'requested' });
    await backEnd.runJobs();
    expect(backEnd.mails.map((mail) => mail.to)).toEqual([EMAIL]);
  });

  it('is held where staff have asked aloud what no mailbox can confirm', async () => {
    const event = await device.answers({
      ...{ email: EMAIL, yes: ['email-news'], collector: 'staff' },
      spoil: (made) => (made.answers as object[]).push({ ...(made.answers as object[])[0], question: 'sms-events' }),
    });
    expect((await device.sync([event])).outcomes).toMatchObject([{ reason: 'not-as-published' }]);
  });

  it('typed by staff needs its owner’s word, where one can be had', async () => {
    const config = questionsWithoutConfirmation();
    await backEnd.publish(config);
    const yes = { email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events', 'phone-invitations'], config };
    const event = await device.answers({ ...yes, collector: 'shopper-assisted' });
    await device.sync([event]);
    expect(await statusesOf(event.line[1])).toEqual({
      'email-news': 'requested',
      'sms-events': 'unconfirmable',
      'phone-invitations': 'unconfirmable',
    });
    await backEnd.runJobs();
    expect(backEnd.mails.map((mail) => mail.to)).toEqual([EMAIL]);
  });

  it('counts at once where the shopper said and typed it', async () => {
    const config = questionsWithoutConfirmation();
    await backEnd.publish(config);
    const event = await device.answers({ email: EMAIL, yes: ['email-news'], config, collector: 'shopper' });
    await device.sync([event]);
    expect(await statusesOf(event.line[1])).toEqual({ 'email-news': 'given' });
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
  });

  it('is confirmed by mail for the mailbox and for nothing else', async () => {
    const yes = { email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events', 'phone-invitations'] };
    const event = await device.answers({ ...yes, collector: 'shopper-assisted' });
    await device.sync([event]);
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
    expect(await statusesOf(event.line[1])).toEqual({
      'email-news': 'given',
      'sms-events': 'unconfirmable',
      'phone-invitations': 'unconfirmable',
    });
  });
});

it('does not count a yes to SMS after an objection: no mail can confirm it', async () => {
  await device.sync([await device.stop({ kind: 'objection', phone: PHONE })]);
  const event = await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
  await device.sync([event]);
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
  expect(await statusesOf(event.line[1])).toEqual({ 'email-news': 'given', 'sms-events': 'unconfirmable' });
});

describe('a no beside a contact point', () => {
  it('ends the earlier yes to the same question, and no other', async () => {
    const first = await device.answers({ phone: PHONE, yes: ['sms-events', 'phone-invitations'] });
    await device.sync([first]);
    await device.sync([await device.answers({ phone: PHONE, yes: ['phone-invitations'] })]);
    expect(await statusesOf(first.line[1])).toEqual({ 'sms-events': 'withdrawn', 'phone-invitations': 'given' });
  });

  it('leaves other people alone', async () => {
    const first = await device.answers({ phone: PHONE, yes: ['sms-events'] });
    await device.sync([first]);
    await device.sync([await device.answers({ phone: '+33698765432', yes: ['phone-invitations'] })]);
    expect(await statusesOf(first.line[1])).toEqual({ 'sms-events': 'given' });
  });

  it('beats a yes of another tablet that cannot prove to be later, whichever arrives first', async () => {
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const before = await other.answers({ phone: PHONE, yes: ['sms-events'] });
    await device.sync([await device.answers({ phone: PHONE, yes: ['phone-invitations'] })]);
    await other.sync([before]);
    expect(await statusesOf(before.line[1])).toEqual({ 'sms-events': 'withdrawn' });
  });
});

describe('a stop at the till', () => {
  it('leaves of its contact data only the keyed hash that finds it again', async () => {
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const late = await other.answers({ phone: PHONE, yes: ['sms-events'] });
    const stop = await device.stop({ phone: PHONE });
    await device.sync([stop]);
    expect(await disclosedBeside(stop.line[2])).toEqual([]);
    const contacts = await backEnd.store.sql.selectFrom('contact_points').select(['kind', 'value']).execute();
    expect(contacts).toEqual([{ kind: 'phone', value: null }]);
    expect(await backEnd.dump()).not.toContain(PHONE);

    await other.sync([late]);
    expect(await statusesOf(late.line[1])).toEqual({ 'sms-events': 'withdrawn' });
  });
});

describe('an event that arrives after an erasure and was not provably later', () => {
  it('drops its contact data also where the person has come back since', async () => {
    const late = await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }));
    backEnd.clock.now += HOUR;
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const back = await other.answers({ email: EMAIL, yes: ['email-news'] });
    await other.sync([back]);

    expect((await device.sync([late])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect(await statusesOf(late.line[1])).toEqual({ 'email-news': 'erased', 'sms-events': 'given' });
    expect(await disclosedBeside(late.line[2])).toEqual([PHONE]);
    expect(await statusesOf(back.line[1])).toEqual({ 'email-news': 'requested' });
    expect(await disclosedBeside(back.line[2])).toEqual([EMAIL]);
  });
});
