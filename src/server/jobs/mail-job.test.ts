// Every kind of mail, through a real mail server, in its good and bad moods.
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#domain/instant.ts';
import type { Mailer } from '../mailer/mailer.ts';
import { createSmtpMailer } from '../mailer/smtp-mailer.ts';
import { type SmtpBehaviour, type SmtpInbox, startSmtpInbox } from '../mailer/testing/smtp-inbox.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { type JobKind, retryDeadJob } from '../storage/job.ts';
import { requestLink } from '../storage/preference-link.ts';
import { oweAnswer } from '../storage/rights-answer.ts';
import { closeRequest, openRequest } from '../storage/rights-request.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';

/** Milliseconds: little with a mail server that is to be silent, much with one that is to answer on a busy machine. */
const patience = { little: 1000, much: 20_000 };

let inbox: SmtpInbox;
let mailers: Record<keyof typeof patience, Mailer>;
let current: keyof typeof patience;
let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  inbox = await startSmtpInbox();
  const { url } = inbox;
  const createMailer = (timeout: number) =>
    createSmtpMailer({ url, from: 'Librairie <bonjour@choix.example>', timeout });
  mailers = { little: createMailer(patience.little), much: createMailer(patience.much) };
  current = 'much';
  backEnd = await createTestBackEnd({ mailer: { send: (mail) => mailers[current].send(mail), async close() {} } });
  device = await enrolTestDevice(backEnd);
});

afterEach(async () => {
  for (const mailer of Object.values(mailers)) await mailer.close();
  await inbox.stop();
});

const request = async () => device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);

async function confirm(): Promise<void> {
  await request();
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn({ text: inbox.mails.at(-1)?.text ?? '' }), { action: 'confirm' });
  backEnd.clock.now += HOUR;
}

/** What leads to a mail of each kind. A kind without its line here does not compile. */
const oweByKind: Readonly<Record<JobKind, () => Promise<unknown>>> = {
  'confirmation.send': request,
  async 'link.send'() {
    await confirm();
    await backEnd.store.transaction((tx) => requestLink(tx, EMAIL));
  },
  async 'withdrawal.send'() {
    await confirm();
    await device.sync([await device.stop({ email: EMAIL })]);
  },
  async 'request.answer'() {
    await confirm();
    await backEnd.store.transaction(async (tx) => {
      const id = (await findContactPoint(tx, { kind: 'email', value: EMAIL }))?.id ?? null;
      const by = 'operator:ada';
      const asked = { kind: 'complaint', contactPoint: id, cameBy: 'phone', identity: 'seen', by } as const;
      const row = await openRequest(tx, asked);
      await oweAnswer(tx, await closeRequest(tx, row, { outcome: 'done', identity: 'seen', by }));
    });
  },
};
const kinds = Object.keys(oweByKind) as JobKind[];

const jobOf = (kind: JobKind) =>
  backEnd.store.sql.selectFrom('jobs').selectAll().where('kind', '=', kind).executeTakeFirstOrThrow();

interface Mood {
  readonly mood: SmtpBehaviour;
  /** Of the job afterwards. */
  readonly state: 'queued' | 'dead';
  readonly error: RegExp;
  /** The mail server had it all the same. */
  readonly arrived: number;
}

const moods: readonly Mood[] = [
  { mood: 'silent', state: 'queued', error: /^ETIMEDOUT/, arrived: 0 },
  { mood: { at: 'recipient', code: 450 }, state: 'queued', error: /450$/, arrived: 0 },
  { mood: { at: 'data', code: 451 }, state: 'queued', error: /451$/, arrived: 1 },
  { mood: { at: 'sender', code: 550 }, state: 'queued', error: /550$/, arrived: 0 },
  { mood: { at: 'recipient', code: 550 }, state: 'dead', error: /550$/, arrived: 0 },
  { mood: { at: 'data', code: 554 }, state: 'dead', error: /554$/, arrived: 1 },
  { mood: 'hang-up-after-data', state: 'queued', error: /^(ECONNECTION|ESOCKET)/, arrived: 1 },
  { mood: 'silent-after-data', state: 'queued', error: /^ETIMEDOUT/, arrived: 1 },
];

describe.each(kinds)('%s', (kind) => {
  it.each(moods)(
    'survives a mail server in the mood $mood, and delivers in the end',
    async ({ mood, state, error, arrived }) => {
      await oweByKind[kind]();
      const before = inbox.mails.length;
      const booked = async () => (await backEnd.store.sql.selectFrom('mails').selectAll().execute()).length;
      const bookedBefore = await booked();
      inbox.behave(mood);
      current = String(mood).startsWith('silent') ? 'little' : 'much';
      await backEnd.runJobs();
      expect(inbox.mails.length - before).toBe(arrived);
      const job = await jobOf(kind);
      expect(job).toMatchObject({ state, attempts: 1, last_error: expect.stringMatching(error) });
      expect(job.last_error).not.toMatch(/@|camille/);
      expect(await booked()).toBe(bookedBefore); // what was not taken counts against no limit

      inbox.behave('accept');
      current = 'much';
      if (state === 'dead') expect(await backEnd.store.transaction((tx) => retryDeadJob(tx, job.id))).toBe(true);
      backEnd.clock.now += 2 * MINUTE;
      await backEnd.runJobs();
      await backEnd.runJobs();
      const own = inbox.mails.slice(before);
      expect(own).toHaveLength(arrived + 1);
      expect(new Set(own.map(({ messageId }) => messageId)).size).toBe(1); // whoever has it twice can tell (E4)
      expect(await jobOf(kind)).toMatchObject({ state: 'done' });
    },
  );

  it('is a mail as RFC 5322, 3834, 2369 and 8058 want it', async () => {
    await oweByKind[kind]();
    await backEnd.runJobs();
    const mail = await simpleParser(inbox.raws.at(-1) as Buffer);
    const { id } = await jobOf(kind);
    expect(mail.messageId).toBe(`<${id}@${new URL(PUBLIC_URL).hostname}>`);
    expect(mail.date).toBeInstanceOf(Date);
    expect(mail.from?.value).toEqual([{ name: 'Librairie', address: 'bonjour@choix.example' }]);
    expect(mail.to).toMatchObject({ value: [{ address: EMAIL }] });
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    for (const line of (inbox.raws.at(-1) as Buffer).toString('latin1').split('\r\n'))
      expect(line.length).toBeLessThanOrEqual(998); // RFC 5322 §2.1.1
    const list = mail.headers.get('list') as { unsubscribe?: { url: string }; 'unsubscribe-post'?: object } | undefined;
    // nothing is left to end; and an answer is owed, whatever else one wants to hear
    if (kind === 'withdrawal.send' || kind === 'request.answer') return expect(list).toBeUndefined();
    expect(list?.unsubscribe?.url).toMatch(`${PUBLIC_URL}/unsubscribe/`);
    expect(list?.['unsubscribe-post']).toMatchObject({ name: 'List-Unsubscribe=One-Click' });
  });

  it('links to PUBLIC_URL and the shop’s address only, and loads nothing', async () => {
    await oweByKind[kind]();
    await backEnd.runJobs();
    const { html, text, attachments } = inbox.mails.at(-1) ?? {};
    const links = [...String(html).matchAll(/(?:href|src|background|action)="([^"]*)"/g)].map(([, url]) => url ?? '');
    expect(links.length).toBeGreaterThan(2);
    for (const url of links) expect(url).toMatch(new RegExp(`^(${PUBLIC_URL}/|mailto:)`));
    for (const [url] of (text ?? '').matchAll(/https?:\S+/g)) expect(url.startsWith(`${PUBLIC_URL}/`)).toBe(true);
    expect(html).not.toMatch(/<img|<link|@import|url\(|camille/i);
    expect(attachments).toEqual([]);
  });
});

describe('the mail program’s own button', () => {
  const pressButton = () => {
    const list = inbox.mails.at(-1)?.headers.get('list') as unknown as { unsubscribe: { url: string } };
    return backEnd.app.request(list.unsubscribe.url, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
  };
  const statuses = async () =>
    (await backEnd.store.sql.selectFrom('grants').select('status').execute()).map(({ status }) => status).sort();

  it('ends a request that nobody has confirmed yet: its link confirms nothing any more', async () => {
    await request();
    await backEnd.runJobs();
    expect((await pressButton()).status).toBe(200);
    await press(backEnd.app, confirmPathIn({ text: inbox.mails.at(-1)?.text ?? '' }), { action: 'confirm' });
    expect(await statuses()).toEqual(['withdrawn']);
    const contacts = await backEnd.store.sql.selectFrom('contact_points').select('value').execute();
    expect(contacts).toEqual([{ value: null }]); // the mail said that it would be erased
  });

  it('ends what was confirmed, and is answered by no further mail', async () => {
    await oweByKind['link.send']();
    await backEnd.runJobs();
    const before = inbox.mails.length;
    expect((await pressButton()).status).toBe(200);
    await backEnd.runJobs();
    expect(await statuses()).toEqual(['withdrawn']);
    expect(inbox.mails).toHaveLength(before);
  });

  it('leaves alone what stands on the number beside the address', async () => {
    const yes = ['email-news', 'sms-events'];
    await device.sync([await device.answers({ email: EMAIL, phone: '+33639980123', yes })]);
    await backEnd.runJobs();
    await pressButton();
    expect(await statuses()).toEqual(['given', 'withdrawn']);
  });
});
