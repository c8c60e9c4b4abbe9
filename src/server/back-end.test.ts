import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBackEnd } from './back-end.ts';
import { readEnvironment } from './config.ts';
import { identifyContactPoint } from './storage/contact-point.ts';

const camille = { kind: 'email', value: 'camille@exemple.fr' } as const;

let directory: string;
let keyFile: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'back-end-'));
  keyFile = join(directory, 'lookup.key');
});
afterEach(() => rm(directory, { recursive: true }));

const start = () => openBackEnd(readEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'silent' }));

/** Starts, finds Camille or takes her in, and stops. Returns her contact point’s id. */
async function meetCamille(): Promise<string> {
  const { store } = await start();
  const { id } = await store.transaction((tx) => identifyContactPoint(tx, camille));
  await store.close();
  return id;
}

describe('the key of the look-up hashes', () => {
  it('is made at the first start, whole, and finds the same person after the next', async () => {
    const id = await meetCamille();
    expect(await readFile(keyFile)).toHaveLength(32);
    expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(await meetCamille()).toBe(id);
  });

  it('is not made anew for a database that knows somebody: it does not start, and says what to do', async () => {
    const id = await meetCamille();
    const key = await readFile(keyFile);
    await rm(keyFile);
    await expect(start()).rejects.toThrow(/lookup\.key is missing.*back from the backup/);
    expect(await readdir(directory)).not.toContain('lookup.key');
    await writeFile(keyFile, key);
    expect(await meetCamille()).toBe(id);
  });

  it('must be the one the database was filled with', async () => {
    await meetCamille();
    await writeFile(keyFile, randomBytes(32));
    await expect(start()).rejects.toThrow(/is not the key this database was filled with/);
  });

  it('may be lost, or come back, as long as nobody is known', async () => {
    await (await start()).store.close();
    await rm(keyFile);
    const id = await meetCamille();
    expect(await meetCamille()).toBe(id);
  });

  it('is never taken from a file that is cut off', async () => {
    await writeFile(keyFile, '');
    await expect(start()).rejects.toThrow(/does not hold a key/);
    await rm(keyFile);
    await writeFile(`${keyFile}.part`, 'cut off by a crash');
    const id = await meetCamille();
    expect(await meetCamille()).toBe(id);
  });
});
