// Why an operator's command does nothing, in one sentence for whoever typed it: a file that is not there, a key that does not fit.
import { constants, existsSync } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
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
  ENAMETOOLONG: 'has too long a name',
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

/** Of a file that is read bit by bit, before the first. @throws Refusal */
export async function mustBeReadable(path: string): Promise<void> {
  const found = await stat(path).catch(refuse);
  if (found.isDirectory()) throw new Refusal(`${path} ${words.EISDIR}.`);
  await access(path, constants.R_OK).catch(refuse);
}

/** @throws Refusal */
export async function mustBeDirectory(path: string): Promise<void> {
  const found = await stat(path).catch(refuse);
  if (!found.isDirectory()) throw new Refusal(`${path} is no directory.`);
  await access(path, constants.W_OK).catch(refuse);
}

/** Before anything is done for a file that could then not be written. @throws Refusal */
export async function mustBeFree(path: string): Promise<void> {
  if (existsSync(path)) throw new Refusal(`${path} ${words.EEXIST}.`);
  await mustBeDirectory(dirname(path));
}

function refuse(error: unknown): never {
  throw toRefusal(error) ?? error;
}
