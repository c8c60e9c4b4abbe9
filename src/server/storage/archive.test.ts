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
  ...{
    id,
    contactPoint: `of ${id}`,
    kind: 'email',
    hash: `hash of ${id}`,
    archivedAt: 1,
    keepUntil: '2034-10-12',
    dutyUntil: null,
  },
  ...more,
});
const proof = (text: string) => ({ text, configs: new Map([['digest', 'what was shown']]) });

async function readFiles(): Promise<Buffer> {
  const names = await readdir(directory);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(directory, name)))));
}

describe('a new key', () => {
  it('is what goes there is sealed to, by whoever has the archive open', async () => {
    const running = await openArchive(join(directory, 'archive.sqlite'), () =>
      Promise.reject(new Error('there is one')),
    );
    await running.put(entry('before'), proof('older'));
    const pair = await createArchiveKey();
    archive.setKey(pair.publicKey);
    await running.put(entry('after'), proof('newer'));
    running.close();
    expect(await openFromArchive(archive.getSealed('after') ?? '', pair.privateKey)).toBe('newer');
    expect(await openFromArchive(archive.getSealed('before') ?? '', key)).toBe('older');
  });

  it('takes the place of the older one where that is at hand, and leaves nothing that it opens', async () => {
    await archive.put(entry('a'), proof('what a had said'));
    const before = archive.getSealed('a') ?? '';
    const pair = await createArchiveKey();
    archive.setKey(pair.publicKey);
    const another = (await createArchiveKey()).privateKey;
    const reseal = (with_: string) => archive.reseal((sealed) => openFromArchive(sealed, with_).catch(() => undefined));
    expect(await reseal(another)).toEqual({ resealed: 0, left: 1 });
    expect(archive.getSealed('a')).toBe(before);
    expect(await reseal(key)).toEqual({ resealed: 1, left: 0 });
    expect(await openFromArchive(archive.getSealed('a') ?? '', pair.privateKey)).toBe('what a had said');
    expect((await readFiles()).includes(before.slice(-60))).toBe(false);
    expect(await reseal(key)).toEqual({ resealed: 0, left: 0 });
  });
});

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
  const one = { contactPoint: 'one' };

  it('put again before it is settled is one, with what was put last', async () => {
    await archive.put(entry('a', one), proof('first'));
    expect(archive.listUnsettled()).toEqual(['one']);
    await archive.put(entry('b', one), proof('second'));
    expect(archive.list()).toEqual([entry('b', one)]);
    archive.settle('one');
    expect(archive.listUnsettled()).toEqual([]);
  });

  it('that is settled stays beside a later one: each proof runs its own time', async () => {
    await archive.put(entry('a', one), proof('first'));
    archive.settle('one');
    await archive.put(entry('b', { ...one, keepUntil: '2037-01-01' }), proof('second'));
    expect(archive.list().map(({ id, keepUntil }) => `${id} ${keepUntil}`)).toEqual(['a 2034-10-12', 'b 2037-01-01']);
    expect(await openFromArchive(archive.getSealed('a') ?? '', key)).toBe('first');
    archive.dropUnsettled('one');
    expect(archive.find('one').map(({ id }) => id)).toEqual(['a']);
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
