import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { openOwnPage, press, readForm } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const statuses = async () => {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().orderBy('question').execute();
  return Object.fromEntries(rows.map((row) => [row.question, row.status]));
};

const openMine = () => openOwnPage(backEnd);

describe('the page behind a confirmed mailbox', () => {
  let path: string;
  beforeEach(async () => {
    await device.sync([
      await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events', 'phone-invitations'] }),
    ]);
    await backEnd.runJobs();
    path = await openMine();
  });

  it('shows the masked address it proves, and of the phone channel and answer, never the number', async () => {
    const html = await (await backEnd.app.request(path)).text();
    expect(html).toContain('c•••••n@exemple.fr');
    expect(html).not.toContain(EMAIL);
    expect(html).not.toContain('•78');
    expect(html).not.toContain(PHONE);
    expect(html).toContain('SMS');
  });

  it('tells nothing of what the owner of an unproved number did elsewhere', async () => {
    const stranger = '+33698765432';
    await device.sync([await device.stop({ kind: 'objection', phone: stranger })]);
    backEnd.clock.now += 40 * DAY;
    await device.sync([]); // an earliest for what comes: provably later than the objection
    await device.sync([
      await device.answers({ email: 'other@exemple.fr', phone: stranger, yes: ['email-news', 'sms-events'] }),
    ]);
    await backEnd.runJobs();
    const html = await (await backEnd.app.request(await openMine())).text();
    expect(await statuses()).toMatchObject({ 'sms-events': 'unconfirmable' });
    expect(html).toContain('Pas en cours');
    expect(html).not.toMatch(/Opposition|non retenu/);
  });

  it('tells what was stopped for the address it proves', async () => {
    await press(backEnd.app, path, { action: 'withdraw-all' });
    const html = await (await backEnd.app.request(path)).text();
    expect(html).toContain('Arrêt de tout.');
    expect(html).toContain('Arrêté le');
  });

  it('changes nothing when it is only opened', async () => {
    const before = await backEnd.dump();
    await backEnd.app.request(path);
    await backEnd.app.request(path, { method: 'HEAD' });
    expect(await backEnd.dump()).toBe(before);
  });

  it('ends one channel and leaves the others', async () => {
    const form = await readForm(await backEnd.app.request(path));
    await press(backEnd.app, path, { ...form, 'answer:marketing.sms': 'no' });
    expect(await statuses()).toEqual({
      'email-news': 'given',
      'sms-events': 'withdrawn',
      'phone-invitations': 'given',
    });
  });

  it('ends all, also what stands on the number it does not show', async () => {
    await press(backEnd.app, path, { action: 'withdraw-all' });
    expect(new Set(Object.values(await statuses()))).toEqual(new Set(['withdrawn']));
  });

  it('records the end of all once, however often it is asked for', async () => {
    for (let i = 0; i < 3; i += 1) await press(backEnd.app, path, { action: 'withdraw-all' });
    const facts = await backEnd.store.sql.selectFrom('stops').select('event_hash').where('cause', 'is', null).execute();
    expect(facts).toHaveLength(1);
  });

  it('takes an objection with one tap, once, and asks for a confirmation of a later yes (D3)', async () => {
    for (let i = 0; i < 2; i += 1) {
      const html = await (await press(backEnd.app, path, { action: 'object' })).text();
      expect(html).toContain('Opposition notée');
      expect(html).toContain('Vous vous opposez à toute prospection depuis le 12\u00a0octobre 2026.');
      expect(html).toContain('Opposition à toute prospection.');
      expect(html).not.toContain('value="object"');
    }
    const stops = await backEnd.store.sql.selectFrom('stops').selectAll().where('cause', 'is', null).execute();
    expect(stops).toMatchObject([{ kind: 'objection', purpose: null, channel: null }]);
    expect(new Set(Object.values(await statuses()))).toEqual(new Set(['withdrawn']));
    await device.sync([]); // an earliest for what comes
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]);
    const grants = await backEnd.store.sql.selectFrom('grants').select('status').orderBy('latest', 'desc').execute();
    expect(grants[0]).toEqual({ status: 'unconfirmable' });
  });

  it('takes an objection also when all was only withdrawn before', async () => {
    await press(backEnd.app, path, { action: 'withdraw-all' });
    await press(backEnd.app, path, { action: 'object' });
    const kinds = await backEnd.store.sql.selectFrom('stops').select('kind').where('cause', 'is', null).execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(['withdrawal', 'objection']);
  });

  it('ends with all what was given before on the other number, even when that arrives later', async () => {
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const late = await other.answers({ email: EMAIL, phone: '+33698765432', yes: ['email-news', 'sms-events'] });
    await press(backEnd.app, path, { action: 'withdraw-all' });
    await other.sync([late]);
    await backEnd.runJobs();
    const late_ = await backEnd.store.sql
      .selectFrom('grants')
      .select('status')
      .where('device', '=', other.id)
      .execute();
    expect(late_.map((row) => row.status)).toEqual(['withdrawn', 'withdrawn']);
    expect(backEnd.mails.map((mail) => mail.subject)).toEqual([
      'Confirmez votre adresse – Librairie du Canal',
      'C’est arrêté – Librairie du Canal',
    ]);
  });

  it('lets a yes stand that was provably given after all was ended', async () => {
    await press(backEnd.app, path, { action: 'withdraw-all' });
    await device.sync([]);
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]);
    const last = await backEnd.store.sql
      .selectFrom('grants')
      .select('status')
      .orderBy('latest', 'desc')
      .limit(1)
      .execute();
    expect(last).toEqual([{ status: 'given' }]);
  });
});

describe('the page behind the tablet’s QR code', () => {
  const secret = randomBytes(32).toString('base64url');
  const path = `/preferences/${secret}`;

  it('says "on its way" before the answer has arrived', async () => {
    const response = await backEnd.app.request(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('chemin');
  });

  it('says "incomplete" of a link that lost its end or is not as it was, whether or not the answer has arrived', async () => {
    const answerLinkDigest = await sha256(secret);
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'], answerLinkDigest })]);
    for (const cut of [path.slice(0, -1), path.slice(0, 20), `${path}x`, path.replace(/.$/, '.')]) {
      const response = await backEnd.app.request(cut);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('<h1>Ce lien est incomplet</h1>');
    }
  });

  it('shows that one answer masked, ends it and nothing else, and expires', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    const answerLinkDigest = await sha256(secret);
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'], answerLinkDigest })]);
    const html = await (await backEnd.app.request(path)).text();
    expect(html).toContain('+33••••••78');
    expect(html).not.toContain(PHONE);
    expect(html).not.toContain('exemple.fr"');
    await press(backEnd.app, path, { action: 'withdraw-all' });
    expect(await statuses()).toEqual({ 'email-news': 'requested', 'sms-events': 'withdrawn' });
    backEnd.clock.now += 31 * DAY;
    expect((await backEnd.app.request(path)).status).toBe(410);
  });

  it('takes no objection: who holds the phone proves no mailbox', async () => {
    const answerLinkDigest = await sha256(secret);
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'], answerLinkDigest })]);
    expect((await press(backEnd.app, path, { action: 'object' })).status).toBe(404);
    expect(await statuses()).toEqual({ 'sms-events': 'given' });
  });

  it('tells nothing of what the number’s owner had said before', async () => {
    await device.sync([await device.stop({ kind: 'objection', phone: PHONE })]);
    backEnd.clock.now += DAY;
    await device.sync([]); // an earliest for what comes: provably later than the objection
    const answerLinkDigest = await sha256(secret);
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'], answerLinkDigest })]);
    expect(await statuses()).toEqual({ 'sms-events': 'unconfirmable' });
    const html = await (await backEnd.app.request(path)).text();
    expect(html).toContain('Pas en cours');
    expect(html).not.toMatch(/Opposition|non retenu/);
  });

  it('cannot confirm: a mistyped address stays unconfirmed', async () => {
    const answerLinkDigest = await sha256(secret);
    await device.sync([
      await device.answers({ email: 'somebody.else@exemple.fr', yes: ['email-news'], answerLinkDigest }),
    ]);
    await press(backEnd.app, `/confirm/${secret}`, { action: 'confirm' });
    expect(await statuses()).toEqual({ 'email-news': 'requested' });
  });
});
