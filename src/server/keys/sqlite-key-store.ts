// The key store as a SQLite file. The server and the operator's commands may have it open at the same time.
import { randomUUID } from 'node:crypto';
import type { Instant } from '#domain/instant.ts';
import { writeShortLivedCopy } from '../short-lived-copy.ts';
import { createContactKeys } from './contact-key.ts';
import { createHashing } from './hash-key.ts';
import { type KeyFile, openKeyFile, rewrap } from './key-file.ts';
import type { KeyStore, ServiceKey } from './key-store.ts';
import { createLinkSealing } from './link-key.ts';
import type { MasterKeys } from './master-key.ts';
import { addServiceKey, listServiceKeys, loadServiceKeys, retireServiceKeys } from './service-key.ts';

export interface KeyStoreDeps {
  /** Made when there is none; or `:memory:`. */
  readonly path: string;
  readonly masterKeys: MasterKeys;
  readonly now: () => Instant;
}

/**
 * Opens the file and makes the keys that every key store has. What lies under an older master key is wrapped anew.
 * @throws Error when a master key is missing
 */
export async function openKeyStore({ path, masterKeys, now }: KeyStoreDeps): Promise<KeyStore> {
  const file = openKeyFile(path);
  try {
    await rewrap(file, masterKeys);
    return await openWith(file, masterKeys, now);
  } catch (error) {
    file.db.close();
    throw error;
  }
}

async function openWith(file: KeyFile, masterKeys: MasterKeys, now: () => Instant): Promise<KeyStore> {
  const { db } = file;
  db.prepare('insert into key_store (id) select ? where not exists (select 1 from key_store)').run(randomUUID());
  const { id } = db.prepare('select id from key_store').get() as { id: string };
  const hash = await createHashing(file, masterKeys);
  const links = await createLinkSealing(file, masterKeys);
  for (const use of ['signing', 'sealing'] as const)
    if (!listServiceKeys(file).some((key) => key.use === use)) await addServiceKey(file, masterKeys, use, now());

  // changes when another process has written (https://sqlite.org/pragma.html#pragma_data_version)
  const readVersion = () => (db.prepare('pragma data_version').get() as { data_version: number }).data_version;
  let version = readVersion();
  let service = await loadServiceKeys(file, masterKeys);
  async function reload(): Promise<void> {
    version = readVersion();
    service = await loadServiceKeys(file, masterKeys);
  }

  return {
    id,
    hash,
    ...links,
    ...createContactKeys(file, masterKeys, now),
    get signing() {
      return service.signing;
    },
    signingFor: (sealingKey) => service.signingFor(sealingKey),
    get verifying() {
      return service.verifying;
    },
    get sealing() {
      return service.sealing;
    },
    get forDevices() {
      return service.forDevices;
    },
    listServiceKeys: () => listServiceKeys(file),
    async rotate(use: ServiceKey['use']) {
      await file.transaction(async () => {
        if (use === 'signing') await addServiceKey(file, masterKeys, 'signing', now());
        await addServiceKey(file, masterKeys, 'sealing', now()); // behind it: see signingFor
      });
      await reload();
    },
    retire(kids) {
      retireServiceKeys(file, kids);
      version = -1; // read anew before the next transaction
    },
    backUp: (directory) =>
      writeShortLivedCopy('keys', (path) => void db.prepare('vacuum into ?').run(path), directory, now()),
    transaction: (work) =>
      file.transaction(async () => {
        if (version !== readVersion()) await reload();
        return work();
      }),
    close: () => db.close(),
  };
}
