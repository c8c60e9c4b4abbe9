// The log beside the database keeps no more than the database does: what a checkpoint has let go (B12) goes there too, and waits
// after "it wasn't me" that are over.
import { sha256 } from '#protocol/digest.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { ActLog, ActLogEntry } from '../act-log/act-log.ts';
import { readJson } from './event-reader.ts';
import { periods } from './period.ts';
import type { Reader, Store } from './store.ts';

/** Returns how many entries went. */
export async function sweepActLog(store: Store, actLog: ActLog): Promise<number> {
  const entries = await actLog.read();
  const gone = new Set<string>();
  for (const entry of entries) if ('jws' in entry && (await isLetGo(store, entry.jws))) gone.add(entry.jws);
  for (const hash of listOver(entries, store.now() - periods.loggedWaits)) gone.add(hash);
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

/** Hashes of waits that began before that instant, and are over. */
function listOver(entries: readonly ActLogEntry[], before: number): string[] {
  const began = new Map<string, number>();
  const over = new Set<string>();
  for (const entry of entries) {
    if (!('disavowal' in entry)) continue;
    const { disavowal, at } = entry;
    if (at === null) over.add(disavowal);
    else {
      over.delete(disavowal);
      began.set(disavowal, at);
    }
  }
  return [...over].filter((hash) => (began.get(hash) ?? 0) < before);
}
