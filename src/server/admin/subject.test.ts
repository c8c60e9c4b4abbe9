import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { type ServerProcess, startServerProcess } from '../testing/process.ts';

const PATIENCE = 60_000;
const EMAIL = 'camille.martin@exemple.fr';

let directory: string;
let server: ServerProcess;
let device: TestDevice;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'operator-'));
  server = await startServerProcess(directory);
  device = await enrolTestDevice(server);
}, PATIENCE);
afterEach(async () => {
  await server.stop();
  await rm(directory, { recursive: true });
}, PATIENCE);

/** The operator's command, beside the server that runs. */
function admin(...args: string[]): string {
  const program = fileURLToPath(new URL('../admin.ts', import.meta.url));
  const env = { ...process.env, DATA_DIR: directory };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout;
}

function wrappedKeys(): string[] {
  const db = new DatabaseSync(join(directory, 'keys.sqlite'), { readOnly: true });
  const rows = db.prepare('select wrapped from contact_points').all() as { wrapped: string }[];
  db.close();
  return rows.map(({ wrapped }) => wrapped);
}

it(
  'an operator erases a person while the server runs: no byte of their key is left, a resend is answered "erased", and it is audited',
  async () => {
    const event = await device.answers({ email: EMAIL, yes: ['email-news'] });
    await device.sync([event]);
    const [key = ''] = wrappedKeys();
    expect(key.length).toBeGreaterThan(100);
    expect(admin('subject', 'erase', EMAIL, '--identity=seen', '--came-by=till')).toContain('Erased');
    for (const name of (await readdir(directory)).filter((file) => file.startsWith('keys.sqlite')))
      expect((await readFile(join(directory, name), 'latin1')).includes(key.slice(-60)), name).toBe(false);
    expect((await device.sync([event])).outcomes).toMatchObject([{ outcome: 'erased' }]);
    expect(admin('audit', 'list')).toMatch(/operator:.*erasure/);
  },
  PATIENCE,
);

it(
  'an operator rotates the keys while the server runs: tablets hear of the new ones, and what was sealed to the old one still opens',
  async () => {
    const event = await device.answers({ email: EMAIL, yes: ['email-news'] });
    const before = device.keys;
    admin('keys', 'rotate', 'sealing');
    admin('keys', 'rotate', 'signing');
    const { outcomes, keys } = await device.sync([event]);
    expect(outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect(keys.sealing.kid).not.toBe(before.sealing.kid);
    expect(keys.signing.map(({ kid }) => kid)).toContain(before.signing[0]?.kid);
    expect(keys.signing[0]?.kid).not.toBe(before.signing[0]?.kid);
    expect(admin('keys', 'list')).toContain(device.id);
    await device.sync([]);
    expect((await device.sync([])).outcomes).toEqual([]);
  },
  PATIENCE,
);

it(
  'a start says what is overdue and what is due soon',
  async () => {
    const today = new Date();
    const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
    for (const days of [60, 27, 1])
      admin('requests', 'open', 'access', EMAIL, '--came-by=post', `--received=${daysAgo(days)}`);
    await server.stop();
    server = await startServerProcess(directory);
    expect(server.output()).toContain('"overdue":1,"soon":1,"msg":"requests about personal data are due');
    expect(server.output()).not.toContain(EMAIL);
  },
  PATIENCE,
);
