import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runNightIfDue } from '../jobs/night.ts';
import { silentLog } from '../log.ts';
import { listAudit } from '../storage/audit.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import type { CommandContext } from './command.ts';
import { findCommand } from './commands.ts';

const EMAIL = 'camille@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let device: TestDevice;
let printed: string[];
let directory: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  directory = await mkdtemp(join(tmpdir(), 'retention-'));
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(console, 'table').mockImplementation((rows) => printed.push(JSON.stringify(rows)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true });
});

function run(name: string, ...args: string[]): Promise<boolean> {
  const { store, archive, actLog, archiveKey } = backEnd;
  const parts = { store, archive, actLog, mailbox: null, log: silentLog, readArchiveKey: async () => archiveKey };
  const context = { ...parts, publicUrl: PUBLIC_URL, operator: 'dana' };
  const command = findCommand([...name.split(' '), ...args]);
  return command?.(context as unknown as CommandContext) ?? Promise.resolve(false);
}

/** In October 2029: an address whose clock has run out, and a number that was stopped three years before. */
beforeEach(async () => {
  await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
  backEnd.clock.now += 60_000;
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
  await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]);
  await device.sync([await device.stop({ phone: PHONE })]);
  backEnd.clock.now = Date.parse('2029-10-12T12:00:00Z');
});

it('keeps what the sample shop’s notice says: data three years, its proof five, a stop for good', async () => {
  const told = backEnd.config.notice.sections.find(({ id }) => id === 'how-long')?.text;
  expect(told?.fr).toMatch(/^Trois ans .* est gardée à part cinq ans, un arrêt sans limite\.$/);
  expect(told?.en).toMatch(/^Three years .* is kept apart for five years, a stop without end\.$/);
  backEnd.clock.now = Date.parse('2039-10-12T12:00:00Z');
  await run('retention run');
  const stops = await backEnd.store.sql.selectFrom('stops').select('kind').execute();
  expect(stops).toContainEqual({ kind: 'withdrawal' });
});

describe('retention run --dry-run', () => {
  it('says what would go and why, by the rule, with totals and without a word of anybody, and changes nothing', async () => {
    const before = await backEnd.dump();
    expect(await run('retention run', '--dry-run')).toBe(true);
    const said = printed.join('');
    expect(said).toMatch(
      /: to the archive until 2034-10-12\. email-news of [0-9a-f]{8} ended on 2029-10-12, 3 years after the last contact, 2026-10-12 \(fr-electronic-prospect\); proof kept 5 years, until 2034-10-12\./,
    );
    expect(said).toMatch(
      /sms-events of [0-9a-f]{8} ended on 2026-10-12, withdrawn or objected to \(fr-electronic-prospect\)/,
    );
    expect(said).toContain(
      '2 would go to the archive, 0 for good, 0 in part; 0 would leave the archive. Nothing was changed.',
    );
    for (const text of ['camille', '612345678']) expect(said).not.toContain(text);
    expect(await backEnd.dump()).toBe(before);
    expect(backEnd.archive.list()).toEqual([]);
  });
});

describe('retention run', () => {
  it('does it, and has nothing left to do', async () => {
    expect(await run('retention run')).toBe(true);
    expect(printed.join('')).toContain('2 went to the archive, 0 for good, 0 in part.');
    printed = [];
    await run('retention run', '--dry-run');
    expect(printed.join('')).toBe(
      '0 would go to the archive, 0 for good, 0 in part; 0 would leave the archive. Nothing was changed.\n',
    );
  });

  it('is a whole night: what is past its period goes too, and the night itself finds nothing left', async () => {
    const long = { id: 'long', at: 0, actor: 'operator:dana', action: 'proof', subject: 'x', batch: null } as const;
    await backEnd.store.sql.insertInto('audit').values(long).execute();
    await run('retention run');
    expect(printed.join('')).toMatch(/Past their periods: .*1 audit/);
    expect(await backEnd.store.sql.selectFrom('audit').select('id').where('id', '=', 'long').execute()).toEqual([]);
    const { store, archive, actLog } = backEnd;
    expect(await runNightIfDue({ store, archive, actLog, mailbox: null, log: silentLog })).toBe(false);
  });

  it('says beforehand what leaves the archive', async () => {
    await run('retention run');
    backEnd.clock.now = Date.parse('2031-10-12T12:00:00Z');
    printed = [];
    await run('retention run', '--dry-run');
    expect(printed.join('')).toMatch(
      /: leaves the archive, which kept it until 2031-10-12\.\n.*1 would leave the archive/,
    );
  });
});

describe('the archive', () => {
  beforeEach(() => run('retention run'));
  const audit = async () => (await listAudit(backEnd.store, 9)).map(({ action }) => action);

  it('is listed without names, and that is noted', async () => {
    printed = [];
    await run('archive list');
    expect(printed.join('')).toContain('"goes on":"2034-10-12"');
    for (const text of ['camille', '612345678']) expect(printed.join('')).not.toContain(text);
    expect(await audit()).toContain('archive-list');
  });

  it('proves what somebody had said, by their address, with a dossier that checks out', async () => {
    const file = join(directory, 'proof.zip');
    printed = [];
    expect(await run('archive proof', EMAIL, file)).toBe(true);
    expect(printed.join('')).toMatch(/: 4 signed events\. Of \d+ checks, 0 failed\./);
    const files = unzipSync(await readFile(file));
    const page = Buffer.from(files['proof.html'] ?? []).toString();
    expect(page).toContain(EMAIL);
    expect(page).toContain('Aucune nouvelle de la personne depuis le 12\u00a0octobre 2026');
    expect(await audit()).toContain('archive-proof');
  });

  it('stays shut without its key', async () => {
    const { archiveKey } = await createTestBackEnd();
    backEnd = { ...backEnd, archiveKey };
    expect(await run('archive proof', EMAIL, join(directory, 'proof.zip'))).toBe(false);
    expect(printed.at(-1)).toBe('The archive’s key that is here is not the one that opens this.\n');
    expect(await readdir(directory)).toEqual([]);
  });

  it('takes a new key, and seals what is there to it with the older one', async () => {
    const file = join(directory, 'new.key');
    expect(await run('archive rekey', file)).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await run('archive reseal')).toBe(true);
    expect(printed.join('')).toContain('2 sealed anew, 0 still to a key that is not here.');
    expect(await run('archive proof', EMAIL, join(directory, 'proof.zip'))).toBe(false);
    backEnd = { ...backEnd, archiveKey: await readFile(file, 'utf8') };
    expect(await run('archive proof', EMAIL, join(directory, 'proof.zip'))).toBe(true);
    expect(await audit()).toEqual(expect.arrayContaining(['archive-key-changed', 'archive-resealed']));
  });

  it('says when it holds nothing', async () => {
    expect(await run('archive proof', 'nobody@exemple.fr')).toBe(false);
    expect(await run('archive erase', 'nobody@exemple.fr')).toBe(true);
    expect(printed.at(-1)).toContain('holds nothing of it');
  });

  it('is erased by address', async () => {
    expect(await run('archive erase', EMAIL)).toBe(true);
    expect(backEnd.archive.list()).toHaveLength(1);
    expect(await run('archive proof', EMAIL)).toBe(false);
    expect(await audit()).toContain('archive-erasure');
  });

  it('is erased by an erasure of the live data, too, at the next run', async () => {
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'phone', value: PHONE }));
    await run('retention run');
    expect(backEnd.archive.list()).toHaveLength(1);
    expect(printed.at(-1)).toBe('1 left the archive for good.\n');
  });

  it('is copied, and its copies live a week', async () => {
    await run('archive backup', directory);
    backEnd.clock.now += 8 * 86_400_000;
    await run('archive backup', directory);
    expect(await readdir(directory)).toHaveLength(1);
    expect(await run('archive backup', join(directory, 'nowhere'))).toBe(false);
  });
});
