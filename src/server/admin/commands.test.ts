import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createArchiveKey } from '../keys/archive-key.ts';
import { createMasterKey } from '../keys/master-key.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import type { CommandContext } from './command.ts';
import { commands, findCommand, toUsageText } from './commands.ts';

const EMAIL = 'camille@exemple.fr';
const KNOWN = ['--identity=seen', '--came-by=post'];
const NO_CONTACT = /^That is n.*; a postal address, its three or four lines in quotes\.$/;

let backEnd: TestBackEnd;
let directory: string;
let printed: string;

beforeAll(async () => {
  backEnd = await createTestBackEnd();
  const device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
  directory = await mkdtemp(join(tmpdir(), 'commands-'));
  await writeFile(join(directory, 'taken'), 'somebody’s');
  await mkdir(join(directory, 'directory'));
});
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rm(directory, { recursive: true }));

const run = (given: readonly string[]) =>
  findCommand(given)?.({
    ...{ store: backEnd.store, archive: backEnd.archive, log: { failure() {} } },
    ...{ publicUrl: PUBLIC_URL, operator: 'nadia', mailbox: null, input: async () => 'no mail' },
    readArchiveKey: async () => (await createArchiveKey()).privateKey,
  } as unknown as CommandContext);

/** `@name`: a file in the directory. */
const refused: readonly [given: string, why: RegExp][] = [
  ['config check', /^Name the file/],
  ['config check @none', /none is not there\.$/],
  ['config publish @directory', /directory is a directory\.$/],
  ['config diff 7 8', /^There is no version 7/],
  ['config notice de', /^The shop speaks/],
  ['device add nowhere caisse-1', /^No such store and till/],
  ['device retire', /^There is no such tablet/],
  ['device lost nobody', /^There is no such tablet/],
  ['closes list --shop x', /^Usage/],
  ['closes verify', /^Which file/],
  ['closes verify @none', /none is not there\.$/],
  ['closes verify @directory', /directory is a directory\.$/],
  ['closes verify @taken', /^That is no close of day/],
  ['journal import', /^Which file/],
  ['journal import @none', /none is not there\.$/],
  ['journal import @directory', /directory is a directory\.$/],
  ['journal import @taken', /Line 1 is not the beginning/],
  ['export day', /^Which day/],
  ['export day 2026-10-12 --out @taken', /taken is there already, and is not overwritten\.$/],
  ['export day 2026-10-12 --out @none/day.csv', /none is not there\.$/],
  ['export day 2026-10-12 --out @taken/day.csv', /taken is no directory\.$/],
  ['export day 2026-10-12 --nonsense', /^Unknown option/],
  ['export verify @taken', /^Which manifest, and which file/],
  ['export verify @taken @none', /none is not there\.$/],
  ['export verify @directory @taken', /directory is a directory\.$/],
  ['export verify @taken @directory', /directory is a directory\.$/],
  ['quarantine release', /^Nothing with that hash/],
  ['quarantine reject nothing', /^Nothing with that hash/],
  ['may-contact', /^For example/],
  ['may-contact nobody email', /^For example/],
  ['subject export', NO_CONTACT],
  [`subject export ${EMAIL} @taken ${KNOWN.join(' ')}`, /taken is there already, and is not overwritten\.$/],
  [`subject export ${EMAIL} @none/copy.json ${KNOWN.join(' ')}`, /none is not there\.$/],
  [`subject export ${EMAIL}`, /^Make sure who asks first/],
  [`subject export ${EMAIL} --nonsense`, /^Which contact/],
  [`subject rectify ${EMAIL} nobody --identity=seen`, /^What is it to be/],
  ['subject erase nobody --identity=seen', NO_CONTACT],
  [`subject restrict ${EMAIL} --identity=seen`, /^There is no open request/],
  [`subject unrestrict ${EMAIL} --identity=seen --request=nothing`, /^There is no open request/],
  [`subject object ${EMAIL} --purpose=x ${KNOWN.join(' ')}`, /^Neither --purpose nor --channel/],
  ['requests list --al', /^Unknown option/],
  ['requests open', /^The kind is missing/],
  ['requests show', /^There is no request/],
  ['requests extend nothing --reason=complexity', /^There is no request/],
  ['requests close', /^The reference is missing/],
  ['suppression import', /^Which file/],
  ['suppression import @none', /none is not there\.$/],
  ['suppression match @taken', /^Into which file/],
  ['suppression match @taken @taken', /taken is there already/],
  ['suppression match @taken @none/out', /none is not there\.$/],
  ['suppression list many', /^How many/],
  ['list check @directory', /directory is a directory\.$/],
  ['list import', /^Which file/],
  ['list import @none --skip-bed', /^Unknown option/],
  ['list report nothing', /^No such list/],
  ['list links', /^No such list/],
  ['list links nothing --form=xml', /^Which form/],
  ['unsubscribe-url', NO_CONTACT],
  [`unsubscribe-url ${EMAIL} no purpose`, /^Not asked for/],
  ['proof', NO_CONTACT],
  [`proof ${EMAIL} @taken`, /taken is there already, and is not overwritten\.$/],
  [`proof ${EMAIL} @none/proof.zip`, /none is not there\.$/],
  [`proof ${EMAIL} --lang=de`, /^Which language/],
  ['retention run --dry', /^Unknown option/],
  ['archive proof nothing', /^Nothing of it lies/],
  ['archive proof nothing @taken', /taken is there already, and is not overwritten\.$/],
  ['archive erase nobody', NO_CONTACT],
  ['archive rekey', /^Into which file/],
  ['archive rekey @taken', /taken is there already/],
  ['archive backup', /^Into which directory/],
  ['archive backup @taken', /taken is no directory\.$/],
  ['jobs retry', /^There is no dead letter/],
  ['mail bounced', /^That is no delivery report/],
  ['api-key add', /^A name has/],
  ['api-key revoke nobody', /^There is no such key/],
  ['keys rotate', /^Which one/],
  ['keys backup @none', /none is not there\.$/],
  ['keys backup @taken', /taken is no directory\.$/],
];

describe('what cannot be done', () => {
  it.each(refused)('%s: is refused in a sentence', async (given, why) => {
    const before = await backEnd.dump();
    expect(await run(given.split(' ').map((word) => word.replace(/^@|(?<=--out )@/, `${directory}/`)))).toBe(false);
    expect(printed.trimEnd()).toMatch(why);
    expect(await readFile(join(directory, 'taken'), 'utf8')).toBe('somebody’s');
    // an order that is not understood leaves nothing behind, not even a request
    if (/is there already|is not there|no directory/.test(printed)) expect(await backEnd.dump()).toBe(before);
  });

  it('is tried for every command that takes anything', () => {
    const names = commands.map(({ usage }) => usage.split(/ [<[]/)[0] ?? '').filter((name) => !takesNothing.has(name));
    expect(names.filter((name) => !refused.some(([given]) => given.startsWith(name)))).toEqual([]);
  });

  it('is a file that its owner has closed', async () => {
    const path = join(directory, 'taken');
    await chmod(path, 0);
    await run(['closes', 'verify', path]);
    expect(printed).toMatch(process.getuid?.() === 0 ? /^That is no close/ : /is not yours to use\.$/m);
    await chmod(path, 0o600);
  });
});

const takesNothing: ReadonlySet<string> = new Set([
  ...['config history', 'device list', 'quarantine list', 'suppression export', 'suppression count', 'list template'],
  ...[
    'sms-footer',
    'ledger verify',
    'archive list',
    'archive reseal',
    'jobs list',
    'mail days',
    'api-key list',
    'keys list',
  ],
  'audit list', // an id that is not there has no lines
]);

it('takes a postal address, as it stands on an envelope, wherever it takes a contact', async () => {
  const postal = 'Camille Martin\n3 rue du Moulin\n44000 Nantes';
  for (const { usage } of commands.filter((command) => /contact>/.test(command.usage))) {
    const [words = ''] = usage.split(/ [<[]/);
    const rest = words === 'requests open' ? ['access', postal, '--came-by=post'] : [postal, 'post'];
    printed = '';
    await run([...words.split(' '), ...rest]);
    expect(printed, usage).not.toMatch(/That is n|For example/);
  }
});

describe('the process', () => {
  const admin = fileURLToPath(new URL('../admin.ts', import.meta.url));
  const spawn = (args: readonly string[], env: Readonly<Partial<Record<string, string>>> = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [admin, ...args], {
      env: { ...process.env, DATA_DIR: join(directory, 'data'), LOG_LEVEL: 'silent', ...env },
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };

  it('prints the commands to whoever asks for help, and ends well', () => {
    for (const args of [['--help'], ['help'], ['config', 'check', '-h'], []])
      expect(spawn(args)).toEqual({ status: 0, said: `${toUsageText()}\n\n` });
    expect(spawn(['halp'])).toEqual({ status: 1, said: `There is no such command: halp\n\n${toUsageText()}\n\n` });
  }, 60_000);

  it('says it, ends with 1 and shows no stack', () => {
    const file = join(directory, 'none');
    expect(spawn(['closes', 'verify', file])).toEqual({ status: 1, said: `${file} is not there.\n` });
    expect(spawn(['device', 'add', 'nantes', 'caisse-1'])).toEqual({
      ...{ status: 1, said: 'Nothing is published yet: start the server, or use `config publish`.\n' },
    });
    for (const env of [{ MASTER_KEY: createMasterKey() }, { DATA_DIR: join(directory, 'taken') }]) {
      const { status, said } = spawn(['keys', 'list'], env);
      expect(status).toBe(1);
      expect(said).toMatch(/^[^\n]{20,}\n$/);
    }
  }, 60_000);
});

it('stand in operations.md as they are printed', async () => {
  const operations = await readFile(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  expect(operations).toContain(toUsageText());
});
