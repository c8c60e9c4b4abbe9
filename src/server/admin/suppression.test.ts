import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listAudit } from '../storage/audit.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { listSuppressions } from '../storage/suppression.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import type { CommandContext } from './command.ts';
import { findCommand } from './commands.ts';

let backEnd: TestBackEnd;
let directory: string;
let printed: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  directory = await mkdtemp(join(tmpdir(), 'suppression-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(console, 'table').mockImplementation((rows) => {
    printed += JSON.stringify(rows);
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true });
});

const run = (name: string, ...args: string[]) =>
  findCommand(['suppression', name, ...args])?.({ store: backEnd.store, operator: 'ada' } as unknown as CommandContext);
const pathOf = (name: string) => join(directory, name);

async function write(text: string | Buffer): Promise<string> {
  await writeFile(pathOf('in.csv'), text);
  return pathOf('in.csv');
}

const count = async () => (await listSuppressions(backEnd.store)).length;

it('takes one address or number a line, tells bad lines by their number alone, and takes in the others', async () => {
  const file = await write('camille@exemple.fr\n06 39 98 01 23\nnot-an-address\n\nCAMILLE@exemple.fr\n');
  expect(await run('import', file)).toBe(false);
  expect(await count()).toBe(2);
  expect(printed).toContain('2 added, 0 known and entered again');
  expect(printed).toContain('line 3: no e-mail address, telephone number or postal address');
  expect(printed).not.toContain('not-an-address');
  expect(await backEnd.dump()).not.toMatch(/camille|639980123/i); // hashed at once, the lines are nowhere
  expect(await listAudit(backEnd.store, 1)).toMatchObject([{ actor: 'operator:ada', action: 'suppression-imported' }]);
});

it('misses nobody in a file put together from two, whose lines end otherwise', async () => {
  const file = await write('email;name\r\na@exemple.fr;A\r\nb@exemple.fr;B\nc@exemple.fr;C\nd@exemple.fr;D\r');
  expect(await run('import', file, '--column=email')).toBe(true);
  expect(await count()).toBe(4);
});

it('takes a column of a CSV file with semicolons and a BOM, by its name', async () => {
  const file = await write('\ufeffname;email;since\n"Camille; M.";camille@exemple.fr;2024\nAlex;;2023\n');
  expect(await run('import', file)).toBe(false);
  expect(printed).toContain('several columns');
  expect(await count()).toBe(0);
  expect(await run('import', file, '--column=mail')).toBe(false);
  expect(await run('import', file, '--column=email')).toBe(true);
  expect(await count()).toBe(1);
});

it('leaves what is known as it is, where only new lines are asked for', async () => {
  const file = await write('camille@exemple.fr\n');
  await run('import', file);
  const before = await listSuppressions(backEnd.store);
  backEnd.clock.now += 1000;
  await run('import', file, '--only-new');
  expect(await listSuppressions(backEnd.store)).toEqual(before);
  await run('import', file);
  expect(await listSuppressions(backEnd.store)).not.toEqual(before);
});

it.each([
  ['is not there', undefined],
  ['is not in UTF-8', Buffer.from('h\xe9l\xe8ne@exemple.fr\n', 'latin1')],
  ['has a quote that is not closed', 'camille@exemple.fr\n"alex@exemple.fr\n'],
])('takes in nothing of a file that %s', async (_, text) => {
  expect(await run('import', text === undefined ? pathOf('none') : await write(text))).toBe(false);
  expect(await count()).toBe(0);
  expect(printed).not.toContain('alex');
});

it('exports hashes and how they are made, as whoever has the key can check', async () => {
  await run('import', await write('Camille@Exemple.fr\n'));
  await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'phone', value: '+33612345678' }));
  backEnd.clock.now += 1000;
  printed = '';
  await run('export');
  const lines = printed.trim().split('\n');
  expect(lines.filter((line) => line.startsWith('# ')).join()).toMatch(/HMAC-SHA-256.*A-label.*tombstone key/s);
  const rows = lines.filter((line) => !line.startsWith('#')).map((line) => line.split(';'));
  const hash = (kind: 'email' | 'phone', identity: string) => backEnd.keys.hash('tombstone', kind, identity);
  expect(rows.map(([first, , why]) => [first, why])).toEqual([
    ['hash', 'why'],
    [hash('email', 'camille@exemple.fr'), 'suppressed'],
    [hash('phone', '+33612345678'), 'erased'],
  ]);
  const unkeyed = createHmac('sha256', '').update('email\0camille@exemple.fr').digest('base64url');
  expect(printed).not.toContain(unkeyed);
  expect(await listAudit(backEnd.store, 1)).toMatchObject([{ action: 'suppression-exported', subject: '2 entries' }]);
});

it('says of each line of another list whether it is suppressed, in a file without addresses', async () => {
  await run('import', await write('camille@exemple.fr\n'));
  await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: 'alex@exemple.fr' }));
  const list = await write('mail,name\nCAMILLE@exemple.fr,C\nalex@exemple.fr,A\nnoa@exemple.fr,N\nnobody,X\n');
  const before = (await listAudit(backEnd.store, 100)).length;
  expect(await run('match', list, pathOf('out.csv'), '--column=mail')).toBe(true);
  expect(await readFile(pathOf('out.csv'), 'utf8')).toBe(
    'line;match\n2;suppressed\n3;erased\n4;not-listed\n5;not-understood\n',
  );
  expect(await listAudit(backEnd.store, 100)).toHaveLength(before + 1);
  expect(await run('match', list, pathOf('out.csv'), '--column=mail')).toBe(false); // is not overwritten
});

it('lists and counts without saying who', async () => {
  await run('import', await write('camille@exemple.fr\n0639980123\n'));
  printed = '';
  await run('count');
  await run('list');
  expect(printed).toContain('2 suppressed, 0 erased.');
  expect(printed).toContain('"since":"2026-10-12T');
  expect(printed).not.toContain('camille');
});
