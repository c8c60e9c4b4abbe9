// The log beside the database keeps no more than the database does: what a checkpoint has let go (B12) goes there too, and waits after
// "it wasn't me" that were over long ago.
import { sha256 } from '#protocol/digest.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { ActLog, ActLogEntry } from '../act-log/act-log.ts';
import { readLoggedDisavowals } from './disavowal.ts';
import { readJson } from './event-reader.ts';
import { periods } from './period.ts';
import type { Reader, Store } from './store.ts';

/** Returns how many entries went. */
export async function sweepActLog(store: Store, actLog: ActLog): Promise<number> {
  const entries = await actLog.read();
  const gone = new Set<string>();
  for (const entry of entries) if ('jws' in entry && (await isLetGo(store, entry.jws))) gone.add(entry.jws);
  for (const hash of listOver(entries, store.now() - periods.loggedDisavowals)) gone.add(hash);
  if (gone.size === 0) return 0;
  const isGone = (entry: ActLogEntry) => {
    if ('jws' in entry) return gone.has(entry.jws);
    return 'disavowal' in entry && gone.has(entry.disavowal);
  };
  await actLog.drop(isGone);
  return entries.filter(isGone).length;
}

async function isLetGo({ sql }: Reader, jws: string): Promise<boolean> {
  const { chain = '', seq = 0 } = (readJson(readSignedText(jws)) ?? {}) as { chain?: string; seq?: number };
  const row = await sql
    .selectFrom('events')
    .select('jws')
    .where('chain', '=', chain)
    .where('seq', '=', seq)
    .where('hash', '=', await sha256(jws))
    .executeTakeFirst();
  return row !== undefined && row.jws === null;
}

/** Hashes of the addresses whose last wait began before that instant, and is over. */
function listOver(entries: readonly ActLogEntry[], before: number): string[] {
  const began = new Map<string, number>();
  for (const entry of entries) if ('disavowal' in entry && entry.at !== null) began.set(entry.disavowal, entry.at);
  return [...readLoggedDisavowals(entries)].flatMap(([hash, at]) =>
    at === null && (began.get(hash) ?? 0) < before ? hash : [],
  );
}
