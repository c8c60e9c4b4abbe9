import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HOUR, MINUTE } from '#domain/instant.ts';
import { createLog } from '../log.ts';
import { bouncedMail } from '../mailer/testing/report-mails.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import type { Command, CommandContext } from './command.ts';
import { jobCommands } from './job.ts';
import { mailCommands } from './mail.ts';

let backEnd: TestBackEnd;
let device: TestDevice;
let printed: string[];
let logged: { msg: string }[];

beforeEach(async () => {
  logged = [];
  const log = createLog('warn', { write: (line) => void logged.push(JSON.parse(line)) });
  backEnd = await createTestBackEnd({ log });
  device = await enrolTestDevice(backEnd);
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(console, 'table').mockImplementation((rows) => void printed.push(JSON.stringify(rows)));
});
afterEach(() => vi.restoreAllMocks());

const run = (commands: readonly Command[], usage: string, input = '') => {
  const context = { store: backEnd.store, input: async () => input };
  return commands.find((command) => command.usage === usage)?.run(context as unknown as CommandContext, []);
};
const request = async (email: string) => device.sync([await device.answers({ email, yes: ['email-news'] })]);

it('takes in a mail that came back, and says what it makes of it without naming anybody', async () => {
  await request('camille@exemple.fr');
  await backEnd.runJobs();
  const raw = bouncedMail(backEnd.mails[0]?.messageId ?? '', '5.1.1');
  expect(await run(mailCommands, 'mail bounced', raw)).toBe(true);
  expect(await run(mailCommands, 'mail days')).toBe(true);
  expect(printed).toEqual([
    'The address is undeliverable: what was owed to it stays here.\n',
    '[{"day":"2026-10-12","sent":1,"bounced":1,"delayed":0,"complaints":0}]',
    'Addresses that take no mail: 1.\n',
  ]);
});

it('says no to what is no report', async () => {
  expect(await run(mailCommands, 'mail bounced', 'Bonjour')).toBe(false);
});

it('shows which mails wait for which limit and until when, and logs once that they do', async () => {
  for (let i = 0; i < 125; i += 1) await request(`person-${i}@exemple.fr`);
  await backEnd.runJobs();
  await backEnd.runJobs(); // still the same wait
  await run(jobCommands, 'jobs list');
  const rows = JSON.parse(printed.join('')) as object[];
  expect(rows).toHaveLength(5);
  const until = new Date(backEnd.clock.now + HOUR).toISOString();
  expect(rows[0]).toMatchObject({ state: 'queued', 'runs at': until, 'waits for': '120 an hour for one tablet' });
  expect(logged).toMatchObject([{ msg: 'a limit makes mails wait', limit: 'device', jobs: 5, until }]);

  backEnd.clock.now += HOUR + MINUTE;
  await backEnd.runJobs();
  printed = [];
  await run(jobCommands, 'jobs list');
  expect(printed).toEqual(['No job waits.\n']);
});

it('names the limit of one address', async () => {
  for (let i = 0; i < 4; i += 1) {
    await request('camille@exemple.fr');
    await backEnd.runJobs();
  }
  await run(jobCommands, 'jobs list');
  expect(printed.join('')).toContain('"waits for":"3 a day to one address"');
});
