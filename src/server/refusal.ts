// Why an operator's command does nothing, in one sentence for whoever typed it: a file that is not there, a key that does not fit.
import { constants, existsSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export class Refusal extends Error {}

const words: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EISDIR: 'is a directory',
  ENOTDIR: 'leads through something that is no directory',
  EACCES: 'is not yours to use',
  EPERM: 'is not yours to use',
  EROFS: 'cannot be written to',
  EEXIST: 'is there already, and is not overwritten',
  ENOSPC: 'has no room left',
};

/** The sentence for what the system says of a file that was named; undefined for anything else. */
export function toRefusal(error: unknown, path?: string): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof Error && 'code' in error)) return undefined;
  const why = words[String(error.code)];
  const file = 'path' in error ? error.path : path;
  return why === undefined || file === undefined ? undefined : new Refusal(`${file} ${why}.`, { cause: error });
}

/** @throws Refusal */
export async function readGivenFile(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    throw toRefusal(error, path) ?? error; // reading a directory fails without its name
  });
}

/** Before anything is done for a file that could then not be written. @throws Refusal */
export async function mustBeFree(path: string): Promise<void> {
  if (existsSync(path)) throw new Refusal(`${path} ${words.EEXIST}.`);
  await access(dirname(path), constants.W_OK).catch((error: unknown) => {
    throw toRefusal(error) ?? error;
  });
}
