import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { businessDayAt } from '#domain/business-day.ts';
import type { DayRow, HeldRow } from '#domain/day-row.ts';
import { readDayManifest, signDayManifest } from '#protocol/day-manifest.ts';
import { createApp } from '../app.ts';
import { openBackEnd } from '../back-end.ts';
import { readEnvironment } from '../config.ts';
import { listAudit } from '../storage/audit.ts';
import { publishConfig } from '../storage/config.ts';
import { setDeviceStatus } from '../storage/device.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { rejectEvent, releaseEvent } from '../storage/quarantine.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { answerOnPhone, handOverPath } from '../testing/hand-over.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import type { CommandContext } from './command.ts';
import { findCommand } from './commands.ts';

const EMAIL = 'camille.martin@exemple.fr';
const DAY = '2026-10-12';
const NO = { 'answer-email-news': 'no', 'answer-sms-events': 'no', 'answer-phone-invitations': 'no' };

let backEnd: TestBackEnd;
let device: TestDevice;
let directory: string;
let printed: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  directory = await mkdtemp(join(tmpdir(), 'export-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => rm(directory, { recursive: true }));

const context = () => ({ store: backEnd.store, operator: 'nadia' }) as CommandContext;
const at = (name: string) => join(directory, name);
const run = (...args: string[]) => findCommand(['export', 'day', ...args])?.(context());
const verify = (...args: string[]) => findCommand(['export', 'verify', ...args.map(at)])?.(context());
const text = (name: string) => readFile(at(name), 'utf8');
async function lines<Row>(name: string): Promise<Row[]> {
  return (await text(name))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
/** The rows of the day, by a file that does not stay. */
async function rowsOf(...options: string[]): Promise<DayRow[]> {
  await run(DAY, ...options, '--form', 'jsonl', '--out', at('rows.jsonl'));
  const rows = await lines<DayRow>('rows.jsonl');
  for (const name of await readdir(directory)) if (name.startsWith('rows')) await rm(at(name));
  return rows;
}
const yes = (email = EMAIL) => device.answers({ email, yes: ['email-news'] });

describe('export day', () => {
  it('writes the file and its manifest for their owner alone, and says before in the audit log who reads', async () => {
    await device.sync([await yes()]);
    expect(await run(DAY, '--out', at('day.csv'))).toBe(true);
    expect((await readdir(directory)).sort()).toEqual(['day.csv', 'day.csv.manifest.txt']);
    for (const name of await readdir(directory)) expect((await stat(at(name))).mode & 0o777).toBe(0o600);
    expect(await text('day.csv')).toContain(EMAIL);
    expect(await text('day.csv.manifest.txt')).not.toContain(EMAIL);
    const [entry] = await listAudit(backEnd.store, 1);
    expect(entry).toMatchObject({ actor: 'operator:nadia', action: 'day-exported', subject: DAY });
    expect(printed).toContain('day.csv: 3 rows.');
    expect(printed).not.toContain(EMAIL);
  });

  it('reads no contact data that is not in the audit log, even when the file cannot be written', async () => {
    await device.sync([await yes()]);
    expect(await run(DAY, '--out', at('a'.repeat(300)))).toBe(false);
    expect(await listAudit(backEnd.store, 1)).toMatchObject([{ action: 'day-exported' }]);
  });

  it('speaks to Excel in the shop’s country, unless it is asked for another form', async () => {
    await device.sync([await yes()]);
    await run(DAY, '--out', at('a.csv'));
    await run(DAY, '--form', 'csv', '--out', at('b.csv'));
    await run(DAY, '--form=jsonl', '--out', at('c.jsonl'));
    expect(await text('a.csv')).toMatch(/^\uFEFFJour;Heure;.*\r\n2026-10-12;2026-10-12 18:00:00;Europe\/Paris;nantes;/);
    expect(await text('b.csv')).toMatch(/^businessDay,.*\r\n2026-10-12,2026-10-12T18:00:00\.000\+02:00,/);
    expect(await lines('c.jsonl')).toHaveLength(3);
  });

  it('has every tablet of the store, and what people answered on their own phones', async () => {
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    await device.sync([await yes()]);
    await other.sync([await other.answers({})]);
    const onPhone = { ...NO, 'answer-email-news': 'yes', email: 'on.phone@exemple.fr' };
    await answerOnPhone(backEnd.app, await handOverPath(backEnd, device), onPhone);
    await answerOnPhone(backEnd.app, '/q/nantes', NO);

    const rows = (await rowsOf('--store', 'nantes')).filter(({ question }) => question === 'email-news');
    expect(rows.map((row) => [row.collector, row.till, row.device, row.chain, row.email])).toEqual([
      ['shopper', 'caisse-1', device.id, device.id, EMAIL],
      ['shopper', 'caisse-2', other.id, other.id, ''],
      ['own-phone', 'caisse-1', device.id, 'store:nantes', 'on.phone@exemple.fr'],
      ['own-phone', '', '', 'store:nantes', ''],
    ]);
    expect(new Set((await rowsOf('--device', other.id)).map(({ chain }) => chain))).toEqual(new Set([other.id]));
  });

  it('says as of now what has become of each answer, beside what was captured', async () => {
    const phone = '+33612345678';
    await device.sync([
      await yes('confirmed@exemple.fr'),
      await yes('open@exemple.fr'),
      await yes('erased@exemple.fr'),
      await device.answers({ phone, yes: ['sms-events'] }),
    ]);
    await backEnd.runJobs();
    const mail = backEnd.mails.find(({ to }) => to === 'confirmed@exemple.fr');
    await press(backEnd.app, confirmPathIn(mail), { action: 'confirm' });
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: 'erased@exemple.fr' }));
    await device.sync([await device.stop({ phone })]);
    backEnd.clock.now += 60_000;
    const rows = (await rowsOf()).filter(({ answer }) => answer !== 'no');
    expect(rows.map((row) => [row.email, row.phone, row.status])).toEqual([
      ['confirmed@exemple.fr', '', 'confirmed'],
      ['open@exemple.fr', '', 'requested'],
      ['', '', 'erased'],
      ['', phone, 'withdrawn'],
      ['', '', 'synced'], // the stop, whose number is nobody's to read (D7)
    ]);
    expect(rows[0]?.asOf).toBe(new Date(backEnd.clock.now).toISOString());
    expect(rows[0]?.capturedAt).toBe('2026-10-12T18:00:00.000+02:00');
  });

  it('holds the day that was fixed at capture, on whatever day it comes', async () => {
    const late = await device.answers({ spoil: (event) => Object.assign(event, { businessDay: '2026-10-10' }) });
    await device.sync([late, await yes()]);
    expect(new Set((await rowsOf()).map(({ seq }) => seq))).toEqual(new Set([2]));
    expect(await run('2026-10-10', '--out', at('late.csv'))).toBe(true);
    expect(printed).toContain('late.csv: 3 rows.');
  });

  it('lists what is held apart in a second file, with the reason, also what cannot be read', async () => {
    const unreadable = await device.answers({ spoilJws: () => 'no event at all' });
    const broken = await device.answers({ spoil: (event) => Object.assign(event, { previous: 'A'.repeat(43) }) });
    await device.sync([unreadable, broken]);
    expect(await run(DAY, '--form', 'jsonl', '--out', at('day.jsonl'))).toBe(true);
    expect(await lines('day.jsonl')).toEqual([]);
    const held = await lines<HeldRow>('day-held-apart.jsonl');
    expect(held).toMatchObject([
      // in the order of the chain; the second kind by its day of receipt
      { seq: 2, type: 'answers-given', businessDay: DAY, state: 'quarantined', reason: 'broken-chain' },
      { seq: 1, type: '', businessDay: DAY, capturedAt: '', state: 'quarantined', reason: 'signature' },
    ]);
    expect(printed).toContain('day-held-apart.jsonl: held apart, 2 records.');

    await backEnd.store.transaction((tx) => releaseEvent(tx, broken.line[2], 'nadia'));
    await backEnd.store.transaction((tx) => rejectEvent(tx, unreadable.line[2], 'nadia'));
    await run(DAY, '--form', 'jsonl', '--out', at('after.jsonl'));
    expect(await lines('after.jsonl')).toHaveLength(3);
    expect(await lines('after-held-apart.jsonl')).toMatchObject([{ seq: 1, state: 'rejected' }]);
  });

  it('is not stopped by what a forger claims', async () => {
    const claims = { capturedAt: '=1+1', timeZone: 'Mars/Olympus', type: '=cmd()', previous: 'A'.repeat(43) };
    await device.sync([await device.answers({ spoil: (event) => Object.assign(event, claims) }), await yes()]);
    expect(await run(DAY, '--out', at('day.csv'))).toBe(true);
    expect(await text('day-held-apart.csv')).toContain(`;'=cmd();`);
  });

  it('goes through pages without a gap or a double', async () => {
    for (let batch = 0; batch < 3; batch++) await device.sync(await answers(350));
    const seqs = (await rowsOf()).filter(({ question }) => question === 'email-news').map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 1050 }, (_, i) => i + 1));
  });

  it('can go to another program: standard output is the file alone', async () => {
    const environment = { DATA_DIR: at('data'), LOG_LEVEL: 'silent' };
    const installed = await openBackEnd(readEnvironment(environment));
    const { store, archive, log } = installed;
    await store.transaction((tx) => publishConfig(tx, backEnd.config, 'operator:nadia'));
    const app = createApp({
      ...{ store, archive, log, now: Date.now, publicUrl: PUBLIC_URL, kioskDirectory: 'public', mailbox: null },
      ...{ smsWebhookSecret: null, mailWebhookSecret: null, onWork() {} },
    });
    await answerOnPhone(app, '/q/nantes', NO);
    await installed.close();
    const admin = fileURLToPath(new URL('../admin.ts', import.meta.url));
    const day = businessDayAt(Date.now(), 'Europe/Paris');
    const args = [admin, 'export', 'day', day, '--form', 'csv', '--out', '-'];
    const ran = spawnSync(process.execPath, args, {
      cwd: directory,
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    });
    expect(ran.stdout.split('\r\n')).toHaveLength(1 + 1 + 1);
    expect(ran.stdout).toMatch(/^businessDay,/);
    expect(ran.stderr).toContain(`consents-${day}.csv: 1 row.`);
    await writeFile(at('piped'), ran.stdout);
    const check = [admin, 'export', 'verify', `consents-${day}.csv.manifest.txt`, 'piped'];
    const checked = spawnSync(process.execPath, check, { cwd: directory, env: { ...process.env, ...environment } });
    expect(checked.status).toBe(0);
  });

  it.each([
    [['yesterday'], 'Which day'],
    [['2026-02-30'], 'Which day'],
    [[DAY, '2026-10-13'], 'Which day'],
    [[DAY, '--form', 'pdf'], 'excel, csv, jsonl'],
    [[DAY, '--store', 'lyon'], 'No such store'],
    [[DAY, '--device', 'none'], 'no such tablet'],
    [[DAY, '--colour', 'red'], '--colour'],
  ])('does nothing about %j, and says why', async (args, why) => {
    expect(await run(...args)).toBe(false);
    expect(printed).toContain(why);
    expect(await listAudit(backEnd.store, 1)).toEqual([]);
  });

  it('never writes over a file', async () => {
    await writeFile(at('day.csv.manifest.txt'), 'mine');
    expect(await run(DAY, '--out', at('day.csv'))).toBe(false);
    expect(await readdir(directory)).toEqual(['day.csv.manifest.txt']);
  });
});

async function answers(count: number) {
  const events: MadeEvent[] = [];
  for (let i = 0; i < count; i++) events.push(await device.answers({}));
  return events;
}

describe('export verify', () => {
  beforeEach(async () => {
    await device.sync([await yes(), await device.answers({ spoilJws: () => 'no event at all' })]);
    await run(DAY, '--out', at('day.csv'));
    printed = '';
  });

  it('knows the file and the list beside it', async () => {
    expect(await verify('day.csv.manifest.txt', 'day.csv')).toBe(true);
    expect(await verify('day.csv.manifest.txt', 'day-held-apart.csv')).toBe(true);
    expect(printed).toContain('Signed by the back end, for nadia');
    expect(printed).toContain(`The ledger has ${device.id} as it stood then, up to 2.`);
  });

  it('finds a file in which one letter was changed', async () => {
    await writeFile(at('day.csv'), (await text('day.csv')).replace(';yes;', ';yes ;'));
    expect(await verify('day.csv.manifest.txt', 'day.csv')).toBe(false);
    expect(printed).toContain('BAD   The file is not one that it lists');
  });

  it('finds a manifest whose words were changed, or that nobody here has signed', async () => {
    const manifest = await text('day.csv.manifest.txt');
    await writeFile(at('changed.txt'), manifest.replace('"rows": 3', '"rows": 2'));
    expect(await verify('changed.txt', 'day.csv')).toBe(false);
    expect(printed).toContain('its words are not those that were signed');
    const read = readDayManifest(manifest);
    if (!read) throw new Error('no manifest');
    await writeFile(at('forged.txt'), await signDayManifest(read.manifest, device.key));
    expect(await verify('forged.txt', 'day.csv')).toBe(false);
    expect(printed).toContain('BAD   It is not signed by this back end.');
  });

  it('checks a tablet’s own file by the tablet’s key, and warns of one that is lost', async () => {
    const read = readDayManifest(await text('day.csv.manifest.txt'));
    if (!read) throw new Error('no manifest');
    const madeBy = { kind: 'device', name: device.id } as const;
    await writeFile(at('own.txt'), await signDayManifest({ ...read.manifest, madeBy }, device.key));
    expect(await verify('own.txt', 'day.csv')).toBe(true);
    expect(printed).toContain('Signed by the tablet nantes caisse-1');
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'lost', 'nadia'));
    await verify('own.txt', 'day.csv');
    expect(printed).toContain('The tablet is reported lost');
  });

  it('finds a head that the ledger has otherwise, and says which has not arrived', async () => {
    const read = readDayManifest(await text('day.csv.manifest.txt'));
    const [chain] = read?.manifest.chains ?? [];
    if (!read || !chain) throw new Error('no manifest');
    const claim = async (seq: number) => {
      const chains = [{ ...chain, head: { seq, hash: 'h'.repeat(43) } }];
      await writeFile(at('head.txt'), await signDayManifest({ ...read.manifest, chains }, backEnd.keys.signing));
      return verify('head.txt', 'day.csv');
    };
    expect(await claim(2)).toBe(false);
    expect(printed).toContain(`The ledger has another event as ${device.id} 2.`);
    expect(await claim(3)).toBe(true);
    expect(printed).toContain('has not arrived here yet');
  });

  it('says what is missing', async () => {
    expect(await verify()).toBe(false);
    expect(await verify('day.csv.manifest.txt', 'gone.csv')).toBe(false);
    expect(printed).toContain('gone.csv is not there.');
  });
});
