// Copies of the key store. They are short-lived: in a copy from before an erasure, the erased one's key is still there (F1).
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DAY, type Instant } from '#domain/instant.ts';
import type { KeyFile } from './key-file.ts';

const KEY_BACKUP_LIFETIME = 7 * DAY;

const NAME = /^keys-[\dT.-]+Z\.sqlite$/;
/** Names sort as their instants do. */
const nameAt = (instant: Instant) => `keys-${new Date(instant).toISOString().replaceAll(':', '-')}.sqlite`;

/** A consistent copy, whoever writes meanwhile. Its keys are wrapped as they are in the store. Returns its path. */
export function backUpKeys({ db }: KeyFile, directory: string, now: Instant): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, nameAt(now));
  const part = `${path}.part`;
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600)); // SQLite takes an empty file as it is, with its permissions
  db.prepare('vacuum into ?').run(part);
  const file = openSync(part, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(part, path);
  const oldest = nameAt(now - KEY_BACKUP_LIFETIME);
  for (const name of readdirSync(directory)) if (NAME.test(name) && name < oldest) rmSync(join(directory, name));
  return path;
}
