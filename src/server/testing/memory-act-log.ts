// An act log for tests that restart nothing.
import type { ActLog, ActLogEntry } from '../act-log/act-log.ts';

/** @param entries the log's content, for tests that look into it or carry it over to another back end */
export function createMemoryActLog(entries: ActLogEntry[] = []): ActLog {
  return {
    append: async (added) => void entries.push(...added),
    read: async () => [...entries],
    async forget(contactPoints) {
      for (const [i, entry] of entries.entries())
        if ('hash' in entry && contactPoints.includes(entry.contactPoint)) entries[i] = { ...entry, hash: null };
    },
    drop: async (isGone) => void entries.splice(0, entries.length, ...entries.filter((entry) => !isGone(entry))),
  };
}
