import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#domain/instant.ts';
import { openSeal, sealDisclosures } from '#protocol/seal.ts';
import { signedTypes, signText, verifyText } from '#protocol/signature.ts';
import type { KeyStore } from './key-store.ts';
import { createMasterKey, readMasterKeys } from './master-key.ts';
import { openKeyStore } from './sqlite-key-store.ts';

const EMAIL = 'camille.martin@exemple.fr';
const oldMasterKey = createMasterKey();
const newMasterKey = createMasterKey();

let directory: string;
let path: string;
let now: number;
const opened: KeyStore[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keys-'));
  path = join(directory, 'keys.sqlite');
  now = Date.parse('2026-10-12T16:00:00Z');
});
afterEach(async () => {
  for (const keys of opened.splice(0)) keys.close();
  await rm(directory, { recursive: true });
});

async function open(masterKeys = oldMasterKey): Promise<KeyStore> {
  const keys = await openKeyStore({ path, masterKeys: await readMasterKeys(masterKeys), now: () => now });
  opened.push(keys);
  return keys;
}

function close(keys: KeyStore): void {
  opened.splice(opened.indexOf(keys), 1);
  keys.close();
}

/** The wrapped keys as they lie in the file. */
function wrappedKeys(): string[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db
    .prepare(
      `select wrapped from contact_points where wrapped is not null
       union all select wrapped from service_keys where wrapped is not null union all select wrapped from hash_keys
       union all select wrapped from link_keys`,
    )
    .all() as { wrapped: string }[];
  db.close();
  return rows.map(({ wrapped }) => wrapped);
}

/** Every byte of the key store's files. */
async function bytes(): Promise<string> {
  const files = (await readdir(directory)).filter((name) => name.startsWith('keys.sqlite'));
  return (await Promise.all(files.map((name) => readFile(join(directory, name), 'latin1')))).join('');
}

describe('a contact point’s key', () => {
  it('opens what was sealed under it, also after a restart, and nothing of another contact point', async () => {
    const keys = await open();
    keys.addContactPoint('camille', 'hash-1');
    keys.addContactPoint('dominique', 'hash-2');
    const sealed = await keys.seal('camille', EMAIL);
    expect(sealed).not.toContain(EMAIL);
    await keys.seal('dominique', 'x');
    close(keys);
    const again = await open();
    expect(again.findContactPoint('hash-1')).toBe('camille');
    expect(await again.open('camille', sealed)).toBe(EMAIL);
    expect(await again.open('dominique', sealed)).toBeUndefined();
  });

  it('is not unwrapped again by who has just made it: a list has thousands', async () => {
    const masterKeys = await readMasterKeys(oldMasterKey);
    let unwrapped = 0;
    const unwrap = (wrapped: string) => masterKeys.unwrap(wrapped).finally(() => void unwrapped++);
    const keys = await openKeyStore({ path, masterKeys: { ...masterKeys, unwrap }, now: () => now });
    opened.push(keys);
    unwrapped = 0; // those of the service are opened at the start
    keys.addContactPoint('camille', 'hash-1');
    const sealed = await keys.seal('camille', EMAIL);
    expect(await keys.open('camille', sealed)).toBe(EMAIL);
    expect(unwrapped).toBe(0);
  });

  it('is one key when two things are sealed at the same time', async () => {
    const keys = await open();
    keys.addContactPoint('camille', 'hash-1');
    const sealed = await Promise.all(['a', 'b', 'c'].map((text) => keys.seal('camille', text)));
    expect(await Promise.all(sealed.map((text) => keys.open('camille', text)))).toEqual(['a', 'b', 'c']);
  });

  it('is undone with the transaction that made it', async () => {
    const keys = await open();
    const work = keys.transaction(async () => {
      keys.addContactPoint('camille', 'hash-1');
      await keys.seal('camille', EMAIL);
      throw new Error('the work failed');
    });
    await expect(work).rejects.toThrow('the work failed');
    expect(keys.findContactPoint('hash-1')).toBeUndefined();
    await expect(keys.seal('camille', EMAIL)).rejects.toThrow('does not know');
  });

  it('lets another process read and write while a transaction only reads', async () => {
    const server = await open();
    const operator = await open();
    await server.transaction(async () => {
      server.findContactPoint('hash-1');
      operator.addContactPoint('camille', 'hash-1');
    });
    expect(server.findContactPoint('hash-1')).toBe('camille');
  });

  it('once destroyed, is in no byte of the key store’s files, nor is the look-up hash', async () => {
    const keys = await open();
    const ids = Array.from({ length: 300 }, (_, i) => `contact-${i}`);
    for (const id of ids) {
      keys.addContactPoint(id, `look-up-hash-of-${id}-`);
      await keys.seal(id, EMAIL);
    }
    const before = wrappedKeys();
    const gone = ids.filter((_, i) => i % 3 === 0);
    keys.destroy(gone, 'key-and-look-up');
    const kept = new Set(wrappedKeys());
    const destroyed = before.filter((wrapped) => !kept.has(wrapped));
    expect(destroyed).toHaveLength(100);
    const left = await bytes();
    expect(destroyed.filter((wrapped) => left.includes(wrapped.slice(-60)))).toEqual([]);
    expect(gone.filter((id) => left.includes(`look-up-hash-of-${id}-`))).toEqual([]);
    expect(left).toContain([...kept][0]); // this is where keys would be found
  });

  it('is not destroyed in a transaction that may still be undone', async () => {
    const keys = await open();
    const work = keys.transaction(async () => {
      keys.addContactPoint('camille', 'hash-1');
      keys.destroy(['camille'], 'key-and-look-up');
    });
    await expect(work).rejects.toThrow('cannot wait for a commit');
  });

  it('can go alone: the contact point is still known, and gets a new key', async () => {
    const keys = await open();
    keys.addContactPoint('camille', 'hash-1');
    const sealed = await keys.seal('camille', EMAIL);
    keys.destroy(['camille'], 'key');
    expect(keys.findContactPoint('hash-1')).toBe('camille');
    expect(await keys.open('camille', sealed)).toBeUndefined();
    expect(await keys.open('camille', await keys.seal('camille', 'again'))).toBe('again');
    expect(await keys.open('camille', sealed)).toBeUndefined();
  });
});

describe('keyed hashes', () => {
  it('stay the same after a restart, and match in no two purposes, kinds or key stores', async () => {
    const keys = await open();
    const hash = keys.hash('lookup', 'email', EMAIL);
    expect(hash).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(keys.hash('tombstone', 'email', EMAIL)).not.toBe(hash);
    expect(keys.hash('lookup', 'phone', EMAIL)).not.toBe(hash);
    close(keys);
    expect((await open()).hash('lookup', 'email', EMAIL)).toBe(hash);
    path = join(directory, 'keys.sqlite-other');
    expect((await open()).hash('lookup', 'email', EMAIL)).not.toBe(hash);
  });
});

describe('links', () => {
  it('open after a restart and under a new master key, as they are and nowhere else', async () => {
    const keys = await open();
    const word = await keys.sealLink('camille');
    expect(word).toMatch(/^[\w-]+$/);
    close(keys);
    const again = await open(`${newMasterKey},${oldMasterKey}`);
    expect(await again.openLink(word)).toBe('camille');
    expect(await again.openLink(`A${word}`)).toBeUndefined();
    expect(await again.openLink('')).toBeUndefined();
    path = join(directory, 'keys.sqlite-other');
    expect(await (await open()).openLink(word)).toBeUndefined();
  });
});

describe('the master key', () => {
  it('wraps everything: nothing in the file opens without it', async () => {
    await open();
    await expect(open(newMasterKey)).rejects.toThrow(/master key .* is missing/);
    await expect(open('too-short')).rejects.toThrow(/43 characters/);
  });

  it('is rotated by putting a new one in front; then the old one is needed no more and opens nothing', async () => {
    const keys = await open();
    keys.addContactPoint('camille', 'hash-1');
    const sealed = await keys.seal('camille', EMAIL);
    const hash = keys.hash('lookup', 'email', EMAIL);
    const before = wrappedKeys();
    close(keys);
    const rotated = await open(`${newMasterKey}\n${oldMasterKey}\n`);
    const left = await bytes(); // while it runs: closing would take the write-ahead log away
    close(rotated);
    expect(before.filter((wrapped) => left.includes(wrapped.slice(-60)))).toEqual([]);
    await expect(open(oldMasterKey)).rejects.toThrow(/is missing/);
    const again = await open(newMasterKey);
    expect(await again.open('camille', sealed)).toBe(EMAIL);
    expect(again.hash('lookup', 'email', EMAIL)).toBe(hash);
  });

  it('that is missing spoils nothing: with it put back, all is there', async () => {
    const keys = await open();
    keys.addContactPoint('camille', 'hash-1');
    const sealed = await keys.seal('camille', EMAIL);
    close(keys);
    await expect(open(newMasterKey)).rejects.toThrow();
    expect(await (await open()).open('camille', sealed)).toBe(EMAIL);
  });
});

describe('the service’s keys', () => {
  it('are taken up by a running server when an operator rotates them', async () => {
    const server = await open();
    const { kid } = server.signing;
    const word = await signText('{}', signedTypes.event, server.signing);
    const operator = await open();
    await operator.rotate('signing');
    await server.transaction(async () => {});
    expect(server.signing.kid).not.toBe(kid);
    expect(server.signing.kid).toBe(operator.signing.kid);
    expect(server.forDevices.signing.map((key) => key.kid)).toEqual([server.signing.kid, kid]);
    expect(await verifyText(word, signedTypes.event, server.verifying)).toBe('{}');
    expect(server.listServiceKeys().filter((key) => key.use === 'signing')).toMatchObject([
      { state: 'in-use' },
      { state: 'old', kid },
    ]);
  });

  it('sign for a tablet with the newest one that it has heard of', async () => {
    const keys = await open();
    const first = keys.forDevices;
    await keys.rotate('sealing');
    const second = keys.forDevices;
    await keys.rotate('signing');
    const third = keys.forDevices;
    expect(third.sealing.kid).not.toBe(second.sealing.kid);
    for (const { sealing, signing } of [first, second, third])
      expect(keys.signingFor(sealing.kid).kid).toBe(signing[0]?.kid);
    expect(keys.signingFor('unknown').kid).toBe(keys.signing.kid);
  });

  it('open what was sealed to an old one, until that one is destroyed', async () => {
    const keys = await open();
    const old = keys.forDevices.sealing;
    const seal = await sealDisclosures(['disclosure'], [old]);
    await keys.rotate('sealing');
    expect(keys.forDevices.sealing.kid).not.toBe(old.kid);
    expect(await openSeal(seal, keys.sealing)).toEqual(['disclosure']);
    const before = wrappedKeys();
    keys.retire([old.kid]);
    await keys.transaction(async () => {});
    expect(await openSeal(seal, keys.sealing)).toBeUndefined();
    const left = await bytes();
    expect(before.filter((wrapped) => left.includes(wrapped.slice(-60)))).toHaveLength(before.length - 1);
    close(keys);
    expect(await openSeal(seal, (await open()).sealing)).toBeUndefined();
  });

  it('are told to tablets as long as they can sign, and still verify what they have signed', async () => {
    const keys = await open();
    const { kid } = keys.signing;
    const word = await signText('{}', signedTypes.event, keys.signing);
    await keys.rotate('signing');
    expect(keys.forDevices.signing.map((key) => key.kid)).toContain(kid);
    keys.retire([kid]);
    await keys.transaction(async () => {});
    expect(keys.forDevices.signing.map((key) => key.kid)).toEqual([keys.signing.kid]);
    expect(await verifyText(word, signedTypes.event, keys.verifying)).toBe('{}');
  });

  it('are not extractable once they are read from the file', async () => {
    await open();
    const { signing, sealing } = await open();
    expect([signing, ...sealing].map(({ key }) => (key as CryptoKey).extractable)).toEqual([false, false]);
  });
});

describe('the files', () => {
  it('are for their owner only', async () => {
    const keys = await open();
    keys.addContactPoint('camille', 'hash-1');
    const backup = keys.backUp(join(directory, 'backups'));
    for (const file of [path, `${path}-wal`, backup]) expect((await stat(file)).mode & 0o077).toBe(0);
  });
});

describe('a copy of the key store', () => {
  it('is whole', async () => {
    const keys = await open();
    keys.addContactPoint('camille', 'hash-1');
    const sealed = await keys.seal('camille', EMAIL);
    const { id } = keys;
    path = keys.backUp(join(directory, 'backups'));
    keys.destroy(['camille'], 'key-and-look-up');
    const copy = await open();
    expect(copy.id).toBe(id);
    expect(await copy.open('camille', sealed)).toBe(EMAIL);
  });

  it('does not outlive a week beside newer ones', async () => {
    const keys = await open();
    const backups = join(directory, 'backups');
    keys.backUp(backups);
    now += 6 * DAY;
    keys.backUp(backups);
    expect(await readdir(backups)).toHaveLength(2);
    await writeFile(join(backups, 'README'), 'not ours');
    now += 2 * DAY;
    const newest = keys.backUp(backups);
    expect(await readdir(backups)).toHaveLength(3);
    expect(await readdir(backups)).toContain('README');
    expect(newest).toMatch(/keys-2026-10-20T16-00-00\.000Z\.sqlite$/);
  });
});
