import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SmtpInbox, startSmtpInbox } from './mailer/testing/smtp-inbox.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from './testing/device.ts';
import { type ServerProcess, startServerProcess } from './testing/process.ts';

const PATIENCE = 60_000;
const EMAIL = 'camille.martin@exemple.fr';

let directory: string;
let inbox: SmtpInbox;
let server: ServerProcess;
let device: TestDevice;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'consent-kiosk-'));
  inbox = await startSmtpInbox();
  server = await startServerProcess(directory, { SMTP_URL: inbox.url });
  device = await enrolTestDevice(server);
}, PATIENCE);

afterEach(async () => {
  await server.stop();
  await inbox.stop();
  await rm(directory, { recursive: true, force: true });
}, PATIENCE);

const count = () => server.query<{ n: number }>(`select count(*) as n from events where type = 'answers-given'`)[0]?.n;

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** 500 answers; every hundredth is a yes by e-mail. */
async function makeBatch(): Promise<MadeEvent[]> {
  const events: MadeEvent[] = [];
  for (let i = 0; i < 500; i += 1)
    events.push(await device.answers(i % 100 === 0 ? { email: `person-${i}@exemple.fr`, yes: ['email-news'] } : {}));
  return events;
}

/** The same device at the server that was started after the crash. */
function send(events: readonly MadeEvent[]) {
  device.app = server.app;
  return device.sync(events);
}

describe('a server that dies', () => {
  it.each([30, 120, 300])(
    'with kill -9, %i ms into a batch of 500, has every event once after the resend, and one mail each',
    async (milliseconds) => {
      const events = await makeBatch();
      const interrupted = device.sync(events).catch(() => 'cut off');
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await server.kill();
      await interrupted;
      server = await startServerProcess(directory, { SMTP_URL: inbox.url });
      expect([0, 500]).toContain(count()); // all of a batch, or nothing
      const { outcomes } = await send(events);
      expect(new Set(outcomes.map((o) => o.outcome)).size).toBe(1);
      expect(count()).toBe(500);
      await until(() => server.query(`select 1 from jobs where state <> 'done'`).length === 0);
      expect(new Set(inbox.recipients.flat()).size).toBe(5);
      const ids = inbox.mails.map((mail) => mail.messageId);
      // a mail that the crash interrupted may come twice, under the same Message-ID (E4)
      expect(new Set(ids).size).toBe(5);
    },
    PATIENCE,
  );

  it(
    'takes a resend as duplicates when the connection was cut after the commit',
    async () => {
      const events = await makeBatch();
      const aborting = new AbortController();
      const cut = fetch(`${server.origin}/api/v1/sync`, {
        method: 'POST',
        body: JSON.stringify(await device.request(events)),
        signal: aborting.signal,
      }).catch(() => 'cut off');
      await until(() => count() === 500);
      aborting.abort();
      await cut;
      const { outcomes } = await send(events);
      expect(outcomes.every((o) => o.outcome === 'duplicate')).toBe(true);
      expect(count()).toBe(500);
    },
    PATIENCE,
  );

  it(
    'on SIGTERM, answers the batch that is under way and leaves with 0',
    async () => {
      const batch = await device.request(await makeBatch());
      const body = JSON.stringify(batch);
      const asking = request(`${server.origin}/api/v1/sync`, { method: 'POST' });
      const answered = once(asking, 'response') as Promise<[IncomingMessage]>;
      await new Promise((resolve) => asking.write(body.slice(0, 1000), resolve));
      await device.sync([]); // the server has seen it
      const exit = server.stop();
      asking.end(body.slice(1000));
      const [answer] = await answered;
      const { outcomes } = await device.read(batch, new Response(await text(answer), { status: answer.statusCode }));
      expect(outcomes).toHaveLength(500);
      expect(await exit).toBe(0);
    },
    PATIENCE,
  );

  it(
    'leaves at once on a second SIGTERM, though a request never ends',
    async () => {
      const { port } = new URL(server.origin);
      const client = connect(Number(port), 'localhost').on('error', () => {});
      client.write('POST /api/v1/devices HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na');
      await device.sync([]); // the server has seen it
      const first = server.stop();
      await new Promise((resolve) => setTimeout(resolve, 1500)); // no echo of the first
      expect(await server.stop()).toBe(1);
      expect(await first).toBe(1);
    },
    PATIENCE,
  );
});

it(
  'does not start twice on one port: it says so in one sentence, and the first one goes on',
  async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const { port } = new URL(server.origin);
    const { status, stdout, stderr } = spawnSync(process.execPath, [main], {
      env: { ...process.env, DATA_DIR: directory, PORT: port, HOST: 'localhost' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Port \d+ is in use: .* PORT .*$/m);
    expect((await device.sync([])).outcomes).toEqual([]);
  },
  PATIENCE,
);

describe('personal data', () => {
  it(
    'stands in no log line, no job and no problem, whatever goes wrong',
    async () => {
      inbox.behave({ at: 'recipient', code: 550 });
      await device.sync([
        await device.answers({ email: EMAIL, phone: '+33612345678', yes: ['email-news', 'sms-events'] }),
      ]);
      await device.sync([await device.answers({ email: `${EMAIL} `.repeat(3), yes: ['email-news'] })]);
      const problems = [];
      for (const body of [`{"${EMAIL}`, JSON.stringify({ manifest: EMAIL })]) {
        const response = await device.post(body);
        expect(response.status).toBe(400);
        problems.push(await response.text());
      }
      problems.push(await (await server.app.request(`/confirm/${EMAIL}`)).text());
      problems.push(await (await server.app.request(`/api/v1/config/${EMAIL}`)).text());
      await until(() => server.query(`select 1 from jobs where state = 'dead'`).length === 1);
      const jobs = JSON.stringify(server.query('select * from jobs'));
      for (const text of [server.output(), jobs, ...problems])
        expect(text).not.toMatch(/camille|exemple\.fr|612345678/i);
      expect(server.output()).toContain('batch received'); // there is a log to search
    },
    PATIENCE,
  );

  it('lies in files that only their owner can read', async () => {
    for (const name of ['consent.sqlite', 'consent.sqlite-wal', 'keys.sqlite', 'master.key', 'acts.log'])
      expect((await stat(join(directory, name))).mode & 0o077).toBe(0);
    expect((await stat(directory)).mode & 0o077).toBe(0);
  });
});

it('does not start with a broken shop config, and lists every problem in one message', async () => {
  const path = join(directory, 'shop.json');
  const sample = JSON.parse(await readFile(new URL('./sample/librairie-du-canal.json', import.meta.url), 'utf8'));
  sample.stores[0].timeZone = 'Europe/Nantes';
  delete sample.stem.en;
  sample.questions[1].confirmation = 'email';
  await writeFile(path, JSON.stringify(sample));
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [main], {
    env: { ...process.env, SHOP_CONFIG: path, DATA_DIR: join(directory, 'other') },
    encoding: 'utf8',
  });
  expect(status).not.toBe(0);
  expect(stderr).toContain('stores.0.timeZone');
  expect(stderr).toContain('stem');
  expect(stderr).toContain('questions.1.confirmation');
});
