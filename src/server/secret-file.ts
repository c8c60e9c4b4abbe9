// A secret in a file that only its owner can read.
import { link, open, readFile, rm } from 'node:fs/promises';

/** Undefined when there is no such file. */
export async function readSecret(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** All of the secret is on the disk under that name, or nothing is. Throws EEXIST when something is there already. */
export async function writeSecret(path: string, secret: string): Promise<void> {
  const temporary = `${path}.part`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(`${secret}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(temporary, path); // unlike a rename, never over a secret that another process has just made
  await rm(temporary);
}
