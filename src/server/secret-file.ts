// A random key that lives in DATA_DIR, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

const BYTES = 32;

/** The key in that file, made on first use. Throws when the file holds anything else. */
export async function readOrCreateKey(path: string): Promise<Uint8Array> {
  await writeFile(path, randomBytes(BYTES), { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const key = await readFile(path);
  if (key.length !== BYTES) throw new Error(`${path} does not hold a key of ${BYTES} bytes`);
  return key;
}
