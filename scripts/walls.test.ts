// The walls hold: each forbidden import, planted in a copy of the house's own configuration, is an error in that very
// file, and files that keep to the rules pass.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Where code runs alike: each has its tsconfig. */
const rooms = ['domain', 'protocol', 'i18n', 'ui', 'kiosk', 'pages', 'mail', 'server'];
const worlds = [...rooms, 'kiosk/sw'];

/** What each room may do, and a leaf in each for others to reach for. */
const lawful: Record<string, string> = {
  ...Object.fromEntries(rooms.map((room) => [`src/${room}/leaf.ts`, 'export const leaf = 1;\n'])),
  'src/domain/word.ts': "export * from './leaf.ts';\nexport * from 'zod';\n",
  'src/protocol/wire.ts': "export * from '#domain/leaf.ts';\nexport * from 'zod/mini';\n",
  'src/i18n/words.ts': "import type { leaf } from '#domain/leaf.ts';\nexport type Leaf = typeof leaf;\n",
  'src/ui/piece.tsx': "export * from '#i18n/leaf.ts';\nexport { useId } from 'react';\n",
  'src/pages/page.ts': "export * from '#domain/leaf.ts';\nexport type * from '#i18n/words.ts';\n",
  'src/mail/letter.ts': "export * from '#domain/leaf.ts';\nexport type * from '#i18n/words.ts';\n",
  'src/kiosk/screen.ts': "export * as wire from '#protocol/leaf.ts';\nexport * as piece from '#ui/leaf.ts';\n",
  'src/kiosk/journal/db.ts': "export { Dexie } from 'dexie';\n",
  'src/kiosk/sw/bridge.ts': "export { Workbox } from 'workbox-window';\n",
  'src/kiosk/sw/worker.ts': "export { precache } from 'workbox-precaching';\n",
  'src/kiosk/outbox/api.ts': "export const send = () => fetch('/api');\n",
  'src/server/config.ts': 'export const port = process.env.PORT;\n',
  'src/server/app.ts': "export * as letter from '#mail/leaf.ts';\nexport * as page from '#pages/leaf.ts';\n",
  'src/server/storage/store.ts': "export * from 'kysely';\nexport { DatabaseSync } from 'node:sqlite';\n",
  'src/server/keys/key-file.ts': "export { DatabaseSync } from 'node:sqlite';\n",
  'src/server/mailer/smtp.ts': "export { createTransport } from 'nodemailer';\n",
};

/** What each wall keeps out, and where it is tried. */
const forbidden = [
  ['domain', "export * from '#protocol/leaf.ts';"],
  ['domain', "export * from '../server/config.ts';"],
  ['domain', "export * from 'node:crypto';"],
  ['domain', "export * from 'dexie';"],
  ['domain', 'export const where = document.title;'],
  ['domain', "export const answer = fetch('/');"],
  ['domain', 'export const groups = Map.groupBy([1], String);'],
  ['protocol', "export * from '#kiosk/leaf.ts';"],
  ['protocol', "export * from '#i18n/leaf.ts';"],
  ['protocol', "export * from 'kysely';"],
  ['i18n', "export * from '#protocol/leaf.ts';"],
  ['i18n', "export * from 'zod';"],
  ['ui', "export * from '#domain/leaf.ts';"],
  ['ui', "export * from '../domain/leaf.ts';"],
  ['ui', "export * from '#kiosk/leaf.ts';"],
  ['kiosk', "export * from '#server/leaf.ts';"],
  ['kiosk', "export * from '../server/config.ts';"],
  ['kiosk', "export * from '#pages/leaf.ts';"],
  ['kiosk', "export * from '#mail/leaf.ts';"],
  ['kiosk', "export * from 'node:fs';"],
  ['kiosk', 'export const groups = Map.groupBy([1], String);'],
  ['kiosk', "export { Dexie } from 'dexie';"],
  ['kiosk', "export const load = () => import('dexie');"],
  ['kiosk', "export * from 'workbox-window';"],
  ['kiosk', "export const answer = fetch('/');"],
  ['kiosk/journal', "export * from 'workbox-window';"],
  ['kiosk/sw', "export { Dexie } from 'dexie';"],
  ['pages', "export * from '#protocol/leaf.ts';"],
  ['pages', "export * from '#server/leaf.ts';"],
  ['pages', "export * from '#ui/leaf.ts';"],
  ['mail', "export * from '#server/leaf.ts';"],
  ['mail', "export * from '#pages/leaf.ts';"],
  ['mail', "export * from 'node:fs';"],
  ['server', "export * from '#kiosk/leaf.ts';"],
  ['server', "export * from '../ui/leaf.ts';"],
  ['server', "export * from 'kysely';"],
  ['server', "export * from 'kysely/helpers/sqlite';"],
  ['server', "export * from 'node:sqlite';"],
  ['server', "export * from 'nodemailer';"],
  ['server', 'export const port = process.env.PORT;'],
  ['server/keys', "export * from 'kysely';"],
  ['server/keys', "export * from 'nodemailer';"],
  ['server/mailer', "export * from 'kysely';"],
  ['server/mailer', "export * from 'node:sqlite';"],
  ['server/storage', "export * from 'nodemailer';"],
] as const;

let house: string;
let untouched: Check;
let named: readonly string[];

const fileOf = (index: number) => `src/${forbidden[index]?.[0]}/forbidden-${index}.ts`;

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'walls-'));
  const configs = [
    'package.json',
    '.gitignore',
    'biome.jsonc',
    'tsconfig.base.json',
    ...worlds.map((w) => `src/${w}/tsconfig.json`),
  ];
  for (const config of configs) await cp(join(root, config), join(house, config));
  await linkPackages();
  const references = worlds.map((world) => ({ path: `src/${world}` }));
  await write('tsconfig.json', JSON.stringify({ files: [], references }));
  for (const [path, text] of Object.entries(lawful)) await write(path, text);
  untouched = check();
  for (const [index, [, line]] of forbidden.entries()) await write(fileOf(index), `${line}\n`);
  named = check().output.match(/src\/[\w/]+\/forbidden-\d+\.ts/g) ?? [];
}, 60_000);

afterAll(() => rm(house, { recursive: true }));

describe('the walls', () => {
  it.each(forbidden.map(([world, line], index) => ({ world, line, file: fileOf(index) })))(
    'keep $world from: $line',
    ({ file }) => expect(named).toContain(file),
  );

  it('let files pass that keep to them', () => {
    expect(untouched, untouched.output).toMatchObject({ passed: true });
  });
});

/** One link a package: a link to node_modules itself would let the compiler's cache land in ours. */
async function linkPackages(): Promise<void> {
  const here = join(root, 'node_modules');
  const there = join(house, 'node_modules');
  await mkdir(there);
  const names = (await readdir(here)).filter((name) => !name.startsWith('.'));
  await Promise.all(names.map((name) => symlink(join(here, name), join(there, name))));
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(house, path)), { recursive: true });
  await writeFile(join(house, path), text);
}

interface Check {
  readonly passed: boolean;
  /** Names each file that is wrong. */
  readonly output: string;
}

function check(): Check {
  const runs = [
    run('tsc', '--build', '--pretty', 'false'),
    run('biome', 'lint', '--reporter=github', '--max-diagnostics=none'),
  ];
  return { passed: runs.every(({ status }) => status === 0), output: runs.map(({ stdout }) => stdout).join('\n') };
}

function run(command: string, ...args: string[]) {
  return spawnSync(join(root, 'node_modules/.bin', command), args, { cwd: house, encoding: 'utf8' });
}
