// Why a process does not start, for the person who started it: in words where we have them, with the stack where it is a bug.

import { Refusal } from './refusal.ts';

export function explain(error: unknown): never {
  const isOurs = error instanceof Error && [Error, Refusal].some((kind) => error.constructor === kind);
  process.stderr.write(`${isOurs ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
