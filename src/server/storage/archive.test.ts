import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createArchiveKey, openFromArchive } from '../keys/archive-key.ts';
import { type Archive, type ArchiveEntry, openArchive } from './archive.ts';

let directory: string;
let archive: Archive;
let key: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'archive-'));
  const pair = await createArchiveKey();
  key = pair.privateKey;
  archive = await openArchive(join(directory, 'archive.sqlite'), async () => pair.publicKey);
});
afterEach(async () => {
  archive.close();
  await rm(directory, { recursive: true });
});

const entry = (id: string, more: Partial<ArchiveEntry> = {}): ArchiveEntry => ({
  ...{ id, kind: 'email', hash: `hash of ${id}`, archivedAt: 1, keepUntil: '2034-10-12', dutyUntil: null },
  ...more,
});
const proof = (text: string) => ({ text, configs: new Map([['digest', 'what was shown']]) });

async function readFiles(): Promise<Buffer> {
  const names = await readdir(directory);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(directory, name)))));
}

describe('the archive’s file', () => {
  it('holds nothing that can be read without the key, and is its owner’s only', async () => {
    await archive.put(entry('a'), proof('camille@exemple.fr'));
    const bytes = await readFiles();
    for (const text of ['camille', Buffer.from('camille').toString('base64url').slice(0, 9)])
      expect(bytes.includes(text)).toBe(false);
    expect(await openFromArchive(archive.getSealed('a') ?? '', key)).toBe('camille@exemple.fr');
    const { privateKey } = await createArchiveKey();
    await expect(openFromArchive(archive.getSealed('a') ?? '', privateKey)).rejects.toThrow();
    for (const name of await readdir(directory)) expect((await stat(join(directory, name))).mode & 0o077).toBe(0);
  });

  it('has no byte left of what went', async () => {
    await archive.put(entry('a'), proof('text'));
    const sealed = archive.getSealed('a') ?? '';
    expect((await readFiles()).includes(sealed.slice(0, 200))).toBe(true);
    archive.remove(['a']);
    const bytes = await readFiles();
    expect(bytes.includes(sealed.slice(0, 200))).toBe(false);
    expect(bytes.includes('hash of a')).toBe(false);
    expect(bytes.includes('what was shown')).toBe(true); // nobody's, and these are the bytes to look into
  });

  it('keeps its key when it is opened again', async () => {
    const again = await openArchive(join(directory, 'archive.sqlite'), () => Promise.reject(new Error('no key')));
    await again.put(entry('a'), proof('text'));
    again.close();
    expect(await openFromArchive(archive.getSealed('a') ?? '', key)).toBe('text');
  });
});

describe('an entry', () => {
  it('put again is one, with what was put last, and unsettled until it is settled', async () => {
    await archive.put(entry('a'), proof('first'));
    archive.settle('a');
    expect(archive.listUnsettled()).toEqual([]);
    await archive.put(entry('a', { keepUntil: '2035-01-01' }), proof('second'));
    expect(archive.listUnsettled()).toEqual(['a']);
    expect(archive.list()).toEqual([entry('a', { keepUntil: '2035-01-01' })]);
    expect(await openFromArchive(archive.getSealed('a') ?? '', key)).toBe('second');
  });

  it('is found by its id, and all of one address or number by their hash, the oldest first', async () => {
    await archive.put(entry('b', { hash: 'one', archivedAt: 2 }), proof(''));
    await archive.put(entry('a', { hash: 'one' }), proof(''));
    await archive.put(entry('c'), proof(''));
    expect(archive.find('one').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(archive.find('c').map(({ id }) => id)).toEqual(['c']);
    expect(archive.find('nobody')).toEqual([]);
  });
});
