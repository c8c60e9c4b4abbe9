import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import { INBOUND_SMS_PATH } from '#protocol/inbound-sms.ts';
import { SIGNATURE_HEADER, signWebhook, TIMESTAMP_HEADER } from '../http/webhook-signature.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { createUnsubscribeToken } from '../storage/unsubscribe.ts';
import { createTestBackEnd, SMS_WEBHOOK_SECRET, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, openOwnPage, preferencesPathIn, press, readForm } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33639980123';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

/** Yes to e-mail and SMS, at the tablet. */
async function answer(email = EMAIL, phone = PHONE): Promise<void> {
  await device.sync([await device.answers({ email, phone, yes: ['email-news', 'sms-events'] })]);
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
}

/** The same, confirmed from the mailbox; its mail is out of the way. Returns the path of the own page. */
async function confirm(email = EMAIL, phone = PHONE): Promise<string> {
  await answer(email, phone);
  const page = await openOwnPage(backEnd);
  backEnd.mails.length = 0;
  return page;
}

async function runLater(): Promise<void> {
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
}

function textStop(): Response | Promise<Response> {
  const body = JSON.stringify({ from: PHONE, text: 'STOP', id: 'message-1' });
  const timestamp = String(Math.floor(backEnd.clock.now / 1000));
  return backEnd.app.request(INBOUND_SMS_PATH, {
    method: 'POST',
    body,
    headers: { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signWebhook(SMS_WEBHOOK_SECRET, timestamp, body) },
  });
}

const contactPoint = async () => {
  const grants = backEnd.store.sql.selectFrom('grants').select('contact_point').where('channel', '=', 'email');
  return (await grants.executeTakeFirstOrThrow()).contact_point;
};
const subjects = () => backEnd.mails.map(({ to, subject }) => `${to} ${subject}`);
const ACKNOWLEDGED = `${EMAIL} C’est arrêté – Librairie du Canal`;
const questions = () => backEnd.mails[0]?.text.match(/^- .*/gm) ?? [];

describe('one mail for one act', () => {
  it('acknowledges a withdrawal at the till', async () => {
    await confirm();
    await device.sync([await device.stop({ email: EMAIL })]);
    await runLater();
    expect(subjects()).toEqual([ACKNOWLEDGED]);
    expect(questions()).toHaveLength(2); // all was ended, on the number too (D8)
    expect(backEnd.mails[0]?.text).toContain('Depuis le 12\u00a0octobre 2026');
    expect(backEnd.mails[0]?.text).not.toContain('639980123');
    const own = await backEnd.app.request(preferencesPathIn(backEnd.mails[0]));
    expect(own.status).toBe(200);
  });

  it('acknowledges an objection, and what was ended by the number alone', async () => {
    await confirm();
    await device.sync([await device.stop({ phone: PHONE, kind: 'objection' })]);
    await runLater();
    expect(subjects()).toEqual([ACKNOWLEDGED]);
    expect(questions()).toHaveLength(2);
  });

  it('acknowledges STOP by SMS, at the address that was confirmed beside the number', async () => {
    await confirm();
    expect((await textStop()).status).toBe(200);
    await runLater();
    expect(subjects()).toEqual([ACKNOWLEDGED]);
    expect(questions()).toHaveLength(1);
    expect(questions()[0]).toContain('SMS');
  });

  it.each(['withdraw-all', 'object'])('acknowledges %s on the own page', async (action) => {
    const page = await confirm();
    await press(backEnd.app, page, { action });
    await runLater();
    expect(subjects()).toEqual([ACKNOWLEDGED]);
  });

  it('acknowledges STOP to a number that was given on the page of a proved address', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    backEnd.clock.now += MINUTE;
    await backEnd.runJobs();
    const page = await openOwnPage(backEnd);
    const form = await readForm(await backEnd.app.request(page));
    await press(backEnd.app, page, {
      ...form,
      'answer:marketing.sms': 'yes',
      'topic:marketing.sms': ['signings'],
      number: PHONE,
    });
    backEnd.mails.length = 0;
    await runLater();
    expect((await textStop()).status).toBe(200);
    await runLater();
    expect(subjects()).toEqual([ACKNOWLEDGED]);
    expect(questions()).toHaveLength(1);
  });

  it('says it once, however often it is said, sent again or repeated', async () => {
    await confirm();
    const stop = await device.stop({ email: EMAIL });
    await device.sync([stop]);
    await device.sync([stop, await device.stop({ email: EMAIL })]);
    await runLater();
    await device.sync([await device.stop({ email: EMAIL, phone: PHONE })]);
    await runLater();
    expect(subjects()).toEqual([ACKNOWLEDGED]);
  });

  it('puts two acts that wait together into one mail', async () => {
    await confirm();
    await textStop();
    await device.sync([await device.stop({ email: EMAIL })]);
    await runLater();
    expect(subjects()).toEqual([ACKNOWLEDGED]);
    expect(questions()).toHaveLength(2);
  });

  it('tells nothing a second time when a later act has a mail of its own', async () => {
    await confirm();
    await textStop();
    await runLater();
    await device.sync([await device.stop({ email: EMAIL })]);
    await runLater();
    expect(backEnd.mails.map(({ text }) => text.match(/^- .*/gm)?.length)).toEqual([1, 1]);
  });

  it('takes into the next mail what was ended while this one was failing', async () => {
    await confirm();
    await textStop();
    backEnd.mailFates.push({ outcome: 'retry', reason: '421' });
    await runLater();
    await device.sync([await device.stop({ email: EMAIL })]);
    await runLater();
    await runLater();
    expect(subjects()).toEqual([ACKNOWLEDGED]);
    expect(questions()).toHaveLength(2);
  });
});

describe('no mail', () => {
  it('to an address that nobody has confirmed', async () => {
    await answer();
    backEnd.mails.length = 0;
    await device.sync([await device.stop({ email: EMAIL })]);
    await textStop();
    await runLater();
    expect(backEnd.mails).toEqual([]);
  });

  it('to an address that was confirmed with another number than the one that stops', async () => {
    await confirm();
    await answer(EMAIL, '+33698765432'); // typed by a stranger, who then stops it
    backEnd.mails.length = 0;
    await device.sync([await device.stop({ phone: '+33698765432', scope: { purpose: 'marketing', channel: 'sms' } })]);
    await runLater();
    expect(backEnd.mails).toEqual([]);
  });

  it('after an erasure, also when the withdrawal came first', async () => {
    await confirm();
    await device.sync([await device.stop({ email: EMAIL })]);
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }));
    await runLater();
    expect(backEnd.mails).toEqual([]);
  });

  it('for an erasure itself', async () => {
    await confirm();
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }, 'preference-page'));
    await runLater();
    expect(backEnd.mails).toEqual([]);
  });

  it.each(['', '/one-click'])('where it was ended from a message: /unsubscribe/…%s', async (route) => {
    await confirm();
    const claim = { kind: 'email', value: EMAIL } as const;
    const link = { contactPoint: await contactPoint(), claim, scope: null };
    const token = await createUnsubscribeToken(backEnd.store, link);
    await press(backEnd.app, `/unsubscribe/${token}${route}`, { 'List-Unsubscribe': 'One-Click' });
    await runLater();
    expect(backEnd.mails).toEqual([]);
    const grants = await backEnd.store.sql.selectFrom('grants').select('status').execute();
    expect(new Set(grants.map(({ status }) => status))).toEqual(new Set(['withdrawn']));
  });

  it('to who says that it was not them', async () => {
    await answer();
    const path = confirmPathIn(backEnd.mails.at(-1));
    await press(backEnd.app, path, { action: 'confirm' });
    await press(backEnd.app, path, { action: 'not-me' });
    backEnd.mails.length = 0;
    await runLater();
    expect(backEnd.mails).toEqual([]);
  });

  it('for a stop where nothing stood', async () => {
    await confirm();
    const sms = { purpose: 'marketing', channel: 'sms' } as const;
    await device.sync([await device.stop({ phone: PHONE, scope: sms })]);
    await runLater();
    await device.sync([await device.stop({ phone: PHONE, scope: sms })]);
    await textStop();
    await runLater();
    expect(backEnd.mails).toHaveLength(1);
  });

  it.each([undefined, EMAIL])('that a newer yes has overtaken, given beside the address %s', async (email) => {
    await confirm();
    await textStop();
    await device.sync([]);
    const yes = email ? ['email-news', 'sms-events'] : ['sms-events'];
    await device.sync([await device.answers({ ...(email && { email }), phone: PHONE, yes })]);
    await runLater();
    expect(subjects()).not.toContain(ACKNOWLEDGED);
  });
});

it('is repeated under the same Message-ID, with another link, when the process died after the mail server had it', async () => {
  await confirm();
  await device.sync([await device.stop({ email: EMAIL })]);
  backEnd.mailFates.push('crash');
  await runLater();
  await runLater();
  const [first, second] = backEnd.mails;
  expect(backEnd.mails).toHaveLength(2);
  expect(second?.messageId).toBe(first?.messageId);
  expect(questions()).toHaveLength(2);
  expect(preferencesPathIn(second)).not.toBe(preferencesPathIn(first));
});

it('waits for the limit of its address like every mail, and is not dropped', async () => {
  await confirm();
  for (let i = 0; i < 2; i += 1) {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await runLater();
  }
  backEnd.mails.length = 0;
  await textStop();
  await runLater();
  expect(backEnd.mails).toEqual([]);
  backEnd.clock.now += DAY + HOUR;
  await backEnd.runJobs();
  expect(subjects()).toEqual([ACKNOWLEDGED]);
});
