// Copies of files from which things are erased for good: they live a week, because what is gone from the file is still in them (F1).
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DAY, type Instant } from '#domain/instant.ts';

const LIFETIME = 7 * DAY;

/**
 * All of it under its name, or nothing. Returns the path.
 * @param vacuumInto makes a consistent copy at that path, where an empty file is
 */
export function writeShortLivedCopy(
  name: 'keys' | 'archive',
  vacuumInto: (path: string) => void,
  directory: string,
  now: Instant,
): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, nameAt(name, now));
  const part = `${path}.part`;
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600)); // SQLite takes an empty file as it is, with its permissions
  vacuumInto(part);
  const file = openSync(part, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(part, path);
  const oldest = nameAt(name, now - LIFETIME);
  const isCopy = new RegExp(`^${name}-[\\dT.-]+Z\\.sqlite$`);
  for (const file of readdirSync(directory)) if (isCopy.test(file) && file < oldest) rmSync(join(directory, file));
  return path;
}

/** Names sort as their instants do. */
const nameAt = (name: string, instant: Instant) =>
  `${name}-${new Date(instant).toISOString().replaceAll(':', '-')}.sqlite`;
