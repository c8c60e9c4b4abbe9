// Secrets that are made once and never change: what hashes and links are made with must be found and opened for as long as
// the key store lives.
import type { KeyFile } from './key-file.ts';
import type { MasterKeys } from './master-key.ts';

const BYTES = 32;

/** Reads the secret for that purpose, and makes it when there is none. */
export async function getSecretKey(
  { db }: KeyFile,
  masterKeys: MasterKeys,
  table: 'hash_keys' | 'link_keys',
  purpose: string,
): Promise<Uint8Array> {
  const read = db.prepare(`select wrapped from ${table} where purpose = ?`);
  if (!read.get(purpose)) {
    const { wrapped, master } = await masterKeys.wrap(crypto.getRandomValues(new Uint8Array(BYTES)));
    db.prepare(`insert into ${table} (purpose, wrapped, master) values (?, ?, ?) on conflict (purpose) do nothing`).run(
      ...[purpose, wrapped, master], // another process may have been faster
    );
  }
  const { wrapped } = read.get(purpose) as { wrapped: string };
  return masterKeys.unwrap(wrapped);
}
