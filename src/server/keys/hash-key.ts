// Keyed hashes (HMAC-SHA-256): without the key nobody can tell by trying addresses whose hash it is.
import { createHmac } from 'node:crypto';
import type { KeyFile } from './key-file.ts';
import type { HashPurpose, KeyStore } from './key-store.ts';
import type { MasterKeys } from './master-key.ts';
import { getSecretKey } from './secret-key.ts';

const purposes: readonly HashPurpose[] = ['lookup', 'tombstone'];

export async function createHashing(file: KeyFile, masterKeys: MasterKeys): Promise<KeyStore['hash']> {
  const keys = new Map<HashPurpose, Uint8Array>();
  for (const purpose of purposes) keys.set(purpose, await getSecretKey(file, masterKeys, 'hash_keys', purpose));
  return (purpose, kind, identity) =>
    createHmac('sha256', keys.get(purpose) as Uint8Array)
      .update(`${kind}\0${identity}`)
      .digest('base64url');
}
