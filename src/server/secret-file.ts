// A random key that lives in DATA_DIR, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';

const BYTES = 32;

export function createKey(): Uint8Array {
  return randomBytes(BYTES);
}

/** The key in that file; undefined when there is no such file. Throws when it holds anything else. */
export async function readKey(path: string): Promise<Uint8Array | undefined> {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (key && key.length !== BYTES)
    throw new Error(`${path} does not hold a key of ${BYTES} bytes. Put it back from the backup.`);
  return key;
}

/** All of the key is on the disk under that name, or nothing is. Throws EEXIST when something is there already. */
export async function writeKey(path: string, key: Uint8Array): Promise<void> {
  const temporary = `${path}.part`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(key);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(temporary, path); // unlike a rename, never over a key that another process has just made
  await rm(temporary);
}
