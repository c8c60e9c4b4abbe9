import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, press } from '../testing/link.ts';

const EMAIL = 'Camille.Martin@exemple.fr';

let backEnd: TestBackEnd;
let device: TestDevice;
let path: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ email: EMAIL, phone: '+33612345678', yes: ['email-news', 'sms-events'] })]);
  await backEnd.runJobs();
  path = confirmPathIn(backEnd.mails[0]);
});

const statuses = async () => {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().orderBy('question').execute();
  return Object.fromEntries(rows.map((row) => [row.question, row.status]));
};
const heldContacts = () => readHeldContacts(backEnd.store);
const page = async (response: Response | Promise<Response>) => (await response).text();

describe('the mail', () => {
  it('goes once to the address as typed, and lists the answer that awaits confirmation, not the other', () => {
    expect(backEnd.mails).toHaveLength(1);
    expect(backEnd.mails[0]).toMatchObject({ to: EMAIL });
    expect(backEnd.mails[0]?.text).toContain('vous écrire par e');
    expect(backEnd.mails[0]?.text).not.toContain('des SMS'); // a link may have the letters in it
    expect(backEnd.mails[0]?.text).not.toContain(EMAIL);
  });
});

describe('opening the link', () => {
  it.each(['GET', 'HEAD'])('changes nothing by %s, on any link of the mail', async (method) => {
    const before = await backEnd.dump();
    const links = backEnd.mails[0]?.html.match(/https:\/\/[^"<\s]+/g) ?? [];
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect((await backEnd.app.request(link, { method })).status).toBe(200);
    expect(await backEnd.dump()).toBe(before);
  });
});

describe('confirming', () => {
  it('makes the consent count, says so, and says "already" the second time', async () => {
    const first = await press(backEnd.app, path, { action: 'confirm' });
    expect(first.status).toBe(200);
    expect(await statuses()).toEqual({ 'email-news': 'given', 'sms-events': 'given' });
    const again = await page(press(backEnd.app, path, { action: 'confirm' }));
    expect(again).not.toBe(await first.text());
    expect(again).toContain('déjà');
    const confirmations = await backEnd.store.sql
      .selectFrom('events')
      .select('hash')
      .where('type', '=', 'confirmation')
      .execute();
    expect(confirmations).toHaveLength(1);
  });

  it('tells the tablet with its next exchange', async () => {
    await press(backEnd.app, path, { action: 'confirm' });
    expect((await device.sync([])).changes).toMatchObject([{ question: 'email-news', change: 'confirmed' }]);
    expect((await device.sync([])).changes).toEqual([]);
  });

  it('refuses a form far longer than ours, before it is read', async () => {
    const post = (to: string, body: BodyInit) =>
      backEnd.app.request(PUBLIC_URL + to, {
        method: 'POST',
        body,
        headers: { Origin: PUBLIC_URL, 'Content-Type': 'application/x-www-form-urlencoded' },
        duplex: 'half',
      } as RequestInit);
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024).fill(97));
      },
    });
    const long = `action=confirm&more=${'a'.repeat(70_000)}`;
    for (const response of [await post(path, long), await post('/preferences/x', long), await post(path, endless)]) {
      expect(response.status).toBe(413);
      expect(await response.text()).toContain('Réponse non reçue');
    }
    expect(pulled).toBeLessThan(10);
    expect(await statuses()).toMatchObject({ 'email-news': 'requested' });
  });

  it('refuses a form that another site sends', async () => {
    const response = await backEnd.app.request(PUBLIC_URL + path, {
      method: 'POST',
      body: 'action=confirm',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(response.status).toBe(403);
    expect(await statuses()).toMatchObject({ 'email-news': 'requested' });
  });

  it('confirms exactly what its mail lists: a later yes has a mail of its own, which lists both', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    await press(backEnd.app, path, { action: 'confirm' });
    const rows = await backEnd.store.sql
      .selectFrom('grants')
      .select('status')
      .where('channel', '=', 'email')
      .orderBy('latest')
      .execute();
    expect(rows.map((row) => row.status)).toEqual(['given', 'requested']);
    const second = confirmPathIn(backEnd.mails[1]);
    expect(await page(backEnd.app.request(second))).toContain('value="confirm"');
    await press(backEnd.app, second, { action: 'confirm' });
    expect((await statuses())['email-news']).toBe('given');
  });

  it('proves the mailbox only as long as the link is young', async () => {
    await press(backEnd.app, path, { action: 'confirm' });
    backEnd.clock.now += 8 * DAY;
    const old = await page(backEnd.app.request(path));
    expect(old).toContain('déjà');
    expect(old).not.toContain('value="preferences"');
    expect((await press(backEnd.app, path, { action: 'preferences' })).url).not.toContain('/preferences/');
    const tokens = await backEnd.store.sql.selectFrom('tokens').select('kind').execute();
    expect(tokens).not.toContainEqual({ kind: 'preferences' });
  });

  it('does nothing once a withdrawal has ended the request', async () => {
    await device.sync([await device.stop({ email: EMAIL })]);
    const answer = await press(backEnd.app, path, { action: 'confirm' });
    expect(await page(answer)).not.toContain('value="confirm"');
    expect(await statuses()).toEqual({ 'email-news': 'withdrawn', 'sms-events': 'withdrawn' });
  });

  it('does nothing after the request has lapsed, and its address is gone', async () => {
    backEnd.clock.now += 7 * DAY + MINUTE;
    await backEnd.runJobs();
    await press(backEnd.app, path, { action: 'confirm' });
    expect(await statuses()).toEqual({ 'email-news': 'expired', 'sms-events': 'given' });
    expect(await heldContacts()).toEqual(['+33612345678']);
  });
});

describe('"It wasn’t me"', () => {
  it('ends the request, erases the address and leaves the rest of the event alone', async () => {
    await press(backEnd.app, path, { action: 'not-me' });
    expect(await statuses()).toEqual({ 'email-news': 'disavowed', 'sms-events': 'given' });
    expect(await heldContacts()).toEqual(['+33612345678']);
    await press(backEnd.app, path, { action: 'confirm' });
    expect((await statuses())['email-news']).toBe('disavowed');
  });

  it('ends everything when it was confirmed already', async () => {
    await press(backEnd.app, path, { action: 'confirm' });
    await press(backEnd.app, path, { action: 'not-me' });
    expect(await statuses()).toEqual({ 'email-news': 'withdrawn', 'sms-events': 'withdrawn' });
  });
});
