import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bookshop, shopWith } from '#domain/gate/testing/shops.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import type { CommandContext } from './command.ts';
import { configCommands } from './config.ts';

let directory: string;
let backEnd: TestBackEnd; // the sample shop is its first publication
beforeEach(async () => {
  backEnd = await createTestBackEnd();
  directory = await mkdtemp(join(tmpdir(), 'config-'));
  await writeFile(file('shop'), JSON.stringify(bookshop));
  await writeFile(file('next'), JSON.stringify(shopWith({ minimumAge: 16 })));
  await writeFile(file('bad'), JSON.stringify(shopWith({ 'questions.0.preselected': 'yes' })));
});
afterEach(() => rm(directory, { recursive: true }));

const file = (name: string) => join(directory, `${name}.json`);

/** What the command prints, and whether it was done. */
async function config(verb: string, ...args: string[]): Promise<{ isDone: boolean; printed: string }> {
  const command = configCommands.find(({ usage }) => usage.startsWith(`config ${verb}`));
  const context = { store: backEnd.store, publicUrl: PUBLIC_URL, operator: 'ana' } as CommandContext;
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const table = vi.spyOn(console, 'table').mockImplementation((rows) => void printed.push(JSON.stringify(rows)));
  try {
    return { isDone: (await command?.run(context, args)) === true, printed: printed.join('') };
  } finally {
    write.mockRestore();
    table.mockRestore();
  }
}

describe('config check', () => {
  it('passes, or lists what is wrong in the shop’s language or the one asked for', async () => {
    expect(await config('check', file('shop'))).toEqual({
      isDone: true,
      printed: `${file('shop')} peut être publié.\n`,
    });
    const { isDone, printed } = await config('check', file('bad'));
    expect(isDone).toBe(false);
    expect(printed).toMatch(/ne peut pas être publié.*\n {2}questions\.0 \[preset-answer\] /);
    expect((await config('check', file('bad'), 'en')).printed).toContain('cannot be published: one problem.');
  });

  it('says so when there is no file, or no JSON in it', async () => {
    expect(await config('check')).toEqual({ isDone: false, printed: 'Name the file.\n' });
    expect((await config('check', file('none'))).printed).toBe(`${file('none')} is not there.\n`);
  });

  it.each([
    ['a word without its quotes', '{\n  "a": 1,\n  "b": x\n}\n', 3],
    ['a comma that is missing', '{\n  "a": 1\n  "b": 2\n}\n', 3],
    ['a comma too many', '{\n  "a": [1, 2],\n}\n', 3],
    ['a quote that is not closed', '{\n  "a": "x,\n  "b": 2\n}\n', 2],
    ['a comment', '{\n  // a\n  "a": 1\n}\n', 2],
    ['an end that is missing', '{\n  "a": {\n    "b": 2\n', 3],
    ['nothing in it', '', 1],
  ])('names the line of %s', async (_, text, line) => {
    await writeFile(file('broken'), text);
    const { isDone, printed } = await config('check', file('broken'));
    expect([isDone, printed.split(':')[0]]).toEqual([false, `${file('broken')} is no JSON from line ${line} on`]);
  });

  it('reads what an editor has begun with a BOM', async () => {
    await writeFile(file('bom'), `\ufeff${await readFile(file('shop'), 'utf8')}`);
    expect((await config('check', file('bom'))).isDone).toBe(true);
  });
});

describe('config publish', () => {
  it('says what changes, and under which digest it stands', async () => {
    const { isDone, printed } = await config('publish', file('next'));
    expect(isDone).toBe(true);
    expect(printed).toMatch(/^minimumAge\n {2}- 15\n {2}\+ 16\nPublished: [\w-]{43}\n$/);
    expect((await config('publish', file('next'))).printed).toMatch(/^It is the current version already/);
  });

  it('does nothing that the gate refuses', async () => {
    expect((await config('publish', file('bad'))).isDone).toBe(false);
    expect(JSON.parse((await config('history')).printed)).toHaveLength(1);
  });
});

describe('config diff', () => {
  it('takes a number, a digest, its beginning, or a file', async () => {
    await config('publish', file('next'));
    const versions = ['1', backEnd.configDigest, backEnd.configDigest.slice(0, 8), file('shop')];
    for (const version of versions)
      expect(await config('diff', version, '2')).toEqual({ isDone: true, printed: 'minimumAge\n  - 15\n  + 16\n' });
    expect((await config('diff', '1', file('shop'))).printed).toBe('They are the same.\n');
  });

  it('says which version is none', async () => {
    const { isDone, printed } = await config('diff', '1', '7');
    expect(isDone).toBe(false);
    expect(printed).toContain('There is no version 7');
  });
});

it('config history says when, by whom, and how much changed', async () => {
  await config('publish', file('next'));
  expect(JSON.parse((await config('history')).printed)).toMatchObject([
    { number: 1, by: 'system:test', digest: backEnd.configDigest, notice: 2, changes: '' },
    { number: 2, by: 'operator:ana', at: new Date(backEnd.clock.now).toISOString(), changes: 1 },
  ]);
});

it('config notice prints a page for paper forms, with the fingerprint of what stands on it', async () => {
  const { isDone, printed } = await config('notice', 'en');
  expect(isDone).toBe(true);
  expect(printed).toMatch(/^<!doctype html>\n<html lang="en">/);
  for (const { title } of bookshop.notice.sections) expect(printed).toContain(title.en);
  expect(printed).toMatch(/send STOP to 06/);
  expect(printed).toMatch(/SHA-256 [\w-]{43}/);
  expect(await config('notice', 'de')).toEqual({ isDone: false, printed: 'The shop speaks: fr, en.\n' });
});
