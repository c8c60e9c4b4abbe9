// Keyed hashes (HMAC-SHA-256): without the key nobody can tell by trying addresses whose hash it is.
import { createHmac } from 'node:crypto';
import type { KeyFile } from './key-file.ts';
import type { HashPurpose, KeyStore } from './key-store.ts';
import type { MasterKeys } from './master-key.ts';

const purposes: readonly HashPurpose[] = ['lookup', 'tombstone'];
const BYTES = 32;

/** Reads the keys, which never change, and makes those that are missing. */
export async function createHashing({ db }: KeyFile, masterKeys: MasterKeys): Promise<KeyStore['hash']> {
  const read = db.prepare('select wrapped from hash_keys where purpose = ?');
  const insert = db.prepare(
    'insert into hash_keys (purpose, wrapped, master) values (?, ?, ?) on conflict (purpose) do nothing',
  );
  const keys = new Map<HashPurpose, Uint8Array>();
  for (const purpose of purposes) {
    if (!read.get(purpose)) {
      const { wrapped, master } = await masterKeys.wrap(crypto.getRandomValues(new Uint8Array(BYTES)));
      insert.run(purpose, wrapped, master); // another process may have been faster
    }
    const { wrapped } = read.get(purpose) as { wrapped: string };
    keys.set(purpose, await masterKeys.unwrap(wrapped));
  }
  return (purpose, kind, identity) =>
    createHmac('sha256', keys.get(purpose) as Uint8Array)
      .update(`${kind}\0${identity}`)
      .digest('base64url');
}
