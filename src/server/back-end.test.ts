import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBackEnd } from './back-end.ts';
import { readEnvironment } from './config.ts';
import { openFromArchive } from './keys/archive-key.ts';
import { createMasterKey } from './keys/master-key.ts';
import { countUnreadable } from './storage/adopted-keys.ts';
import { identifyContactPoint, keepValue } from './storage/contact-point.ts';

const camille = { kind: 'email', value: 'camille@exemple.fr' } as const;

let directory: string;
const file = (name: string) => join(directory, name);
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'back-end-'));
});
afterEach(() => rm(directory, { recursive: true }));

const start = (environment: Record<string, string> = {}) =>
  openBackEnd(readEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'silent', ...environment }));

/** Starts, finds Camille or takes her in, and stops. Returns her contact point’s id. */
async function meetCamille(environment: Record<string, string> = {}): Promise<string> {
  const { store, close } = await start(environment);
  const { id } = await store.transaction((tx) => identifyContactPoint(tx, camille));
  await close();
  return id;
}

describe('the key store', () => {
  it('is made at the first start, and finds the same person after the next', async () => {
    const id = await meetCamille();
    expect(await meetCamille()).toBe(id);
    expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
    for (const name of ['consent.sqlite', 'keys.sqlite', 'master.key', 'acts.log', 'archive.sqlite', 'archive.key'])
      expect((await stat(file(name))).mode & 0o077).toBe(0);
  });

  it('is not made anew for a database that has lost its own: it does not start, and says what to do', async () => {
    const id = await meetCamille();
    await rename(file('keys.sqlite'), file('aside'));
    await expect(start()).rejects.toThrow(/keys\.sqlite is missing.*Put the key store back/);
    expect(await readdir(directory)).not.toContain('keys.sqlite');
    await rename(file('aside'), file('keys.sqlite'));
    expect(await meetCamille()).toBe(id);
  });

  it('must be the one the database was filled under', async () => {
    await meetCamille();
    await mkdir(file('other'));
    const other = { KEY_STORE: file('other/keys.sqlite') };
    await meetCamille({ DATA_DIR: file('other'), MASTER_KEY_FILE: file('master.key') });
    await expect(start(other)).rejects.toThrow(/not the key store that this database was filled under/);
  });

  it('that is older than the data is noticed', async () => {
    await meetCamille();
    const { store: before, close: closeBefore } = await start();
    const copy = before.keys.backUp(file('copies'));
    await before.transaction(async (tx) => {
      const { id } = await identifyContactPoint(tx, { kind: 'phone', value: '+33612345678' });
      await keepValue(tx, id, '+33612345678');
    });
    expect(await countUnreadable(before)).toBe(0);
    await closeBefore();
    for (const suffix of ['', '-wal', '-shm']) await rm(file(`keys.sqlite${suffix}`), { force: true });
    await rename(copy, file('keys.sqlite'));
    const { store, close } = await start();
    expect(await countUnreadable(store)).toBe(1);
    await close();
  });

  it('may lie elsewhere than the data', async () => {
    const environment = { KEY_STORE: file('keys-apart.sqlite'), ACT_LOG: file('acts-apart.log') };
    expect(await meetCamille(environment)).toBe(await meetCamille(environment));
    expect(await readdir(directory)).not.toContain('keys.sqlite');
    expect(await readdir(directory)).not.toContain('acts.log');
  });
});

describe('the master key', () => {
  it('is not made anew when it is lost: it does not start, and says what to do', async () => {
    await meetCamille();
    await rm(file('master.key'));
    await expect(start()).rejects.toThrow(/master\.key\. Put it back/);
    expect(await readdir(directory)).not.toContain('master.key');
  });

  it('is never taken from a file that is cut off', async () => {
    const id = await meetCamille();
    const key = await readFile(file('master.key'), 'utf8');
    await writeFile(file('master.key'), key.slice(0, 20));
    await expect(start()).rejects.toThrow(/43 characters/);
    await writeFile(file('master.key'), key);
    expect(await meetCamille()).toBe(id);
  });

  it('is rotated by a new one in front, in the file or in the environment', async () => {
    const id = await meetCamille();
    const first = (await readFile(file('master.key'), 'utf8')).trim();
    const second = createMasterKey();
    const third = createMasterKey();
    await writeFile(file('master.key'), `${second}\n${first}\n`);
    expect(await meetCamille()).toBe(id);
    await writeFile(file('master.key'), `${second}\n`);
    expect(await meetCamille()).toBe(id);
    expect(await meetCamille({ MASTER_KEY: `${third},${second}` })).toBe(id);
    expect(await meetCamille({ MASTER_KEY: third })).toBe(id);
    await expect(start()).rejects.toThrow(/The master key .* is missing/);
  });

  it('must be named in production', () => {
    const production = {
      ...{ NODE_ENV: 'production', SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@exemple.fr' },
      ...{ PUBLIC_URL: 'https://exemple.fr', SHOP_CONFIG: 'shop.json' },
    };
    expect(() => readEnvironment(production)).toThrow(/MASTER_KEY_FILE: or MASTER_KEY is needed in production/);
    expect(readEnvironment({ ...production, MASTER_KEY: createMasterKey() }).masterKey).toBeDefined();
  });
});

describe('DKIM', () => {
  const named = { DKIM_DOMAIN: 'shop.example', DKIM_SELECTOR: 'kiosk1' };
  const newKey = () =>
    String(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const mail = { to: 'a@exemple.fr', subject: 's', text: 't', html: '<p>t</p>', messageId: '<1@shop.example>' };

  async function signatureOf(environment: Record<string, string>): Promise<string | undefined> {
    const { mailer, mailbox, close } = await start(environment);
    await mailer.send(mail);
    const [stored] = (await mailbox?.list()) ?? [];
    const raw = String(await mailbox?.readRaw(stored?.id ?? ''));
    await close();
    return /^DKIM-Signature: .*/m.exec(raw)?.[0];
  }

  it('signs with a key from a file, or from the environment on one line', async () => {
    await writeFile(file('dkim.pem'), newKey());
    const keys: Record<string, string>[] = [
      { DKIM_PRIVATE_KEY_FILE: file('dkim.pem') },
      { DKIM_PRIVATE_KEY: newKey().replaceAll('\n', '\\n') },
    ];
    for (const key of keys)
      expect(await signatureOf({ ...named, ...key })).toContain('DKIM-Signature: v=1; a=rsa-sha256');
    expect(await signatureOf({})).toBeUndefined();
  });

  it('does not start with a key that is missing or cannot sign, and says which', async () => {
    const inFile = { ...named, DKIM_PRIVATE_KEY_FILE: file('none.pem') };
    await expect(start(inFile)).rejects.toThrow(/^The DKIM key is missing: .*none\.pem/);
    const wrong = { ...named, DKIM_PRIVATE_KEY: 'v=DKIM1; p=MIIB' };
    await expect(start(wrong)).rejects.toThrow(/^The DKIM key in DKIM_PRIVATE_KEY is not a private key in PEM/);
  });

  it.each(Object.keys(named))('does not start with the rest of it where %s is missing', (name) => {
    const half = { ...named, DKIM_PRIVATE_KEY_FILE: 'dkim.pem', [name]: '' };
    expect(() => readEnvironment(half)).toThrow(`${name}: is missing: DKIM takes domain, selector and key`);
  });
});

describe('the archive’s key', () => {
  it('is made with the archive, and may be taken away: only opening the archive needs it', async () => {
    await meetCamille();
    const key = await readFile(file('archive.key'), 'utf8');
    await rename(file('archive.key'), file('elsewhere'));
    const { archive, readArchiveKey, close } = await start();
    const entry = {
      id: 'a',
      kind: 'email',
      hash: 'h',
      archivedAt: 1,
      keepUntil: '2034-10-12',
      dutyUntil: null,
    } as const;
    await archive.put(entry, { text: 'what was said', configs: new Map() });
    await expect(readArchiveKey()).rejects.toThrow(/archive’s key is not here.*ARCHIVE_KEY_FILE/);
    await close();
    expect(await readdir(directory)).not.toContain('archive.key');

    const again = await start({ ARCHIVE_KEY_FILE: file('elsewhere') });
    expect(await again.readArchiveKey()).toBe(key);
    expect(await openFromArchive(again.archive.getSealed('a') ?? '', key)).toBe('what was said');
    await again.close();
  });

  it('stays the same for a new archive: one that was lost is begun anew', async () => {
    await meetCamille();
    const key = await readFile(file('archive.key'), 'utf8');
    for (const name of await readdir(directory)) if (name.startsWith('archive.sqlite')) await rm(file(name));
    await meetCamille();
    expect(await readFile(file('archive.key'), 'utf8')).toBe(key);
  });
});
