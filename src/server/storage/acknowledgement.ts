// The back end's word that it holds events (B7). Its hash, carried by later events, is their proof of "not before" (C1).
import type { Instant } from '#domain/instant.ts';
import { toCanonicalJson } from '#domain/notice.ts';
import { sha256 } from '#protocol/digest.ts';
import type { Acknowledgement } from '#protocol/sync.ts';
import type { Tx } from './store.ts';

/** Returns the acknowledgement's text. */
export async function acknowledge(tx: Tx, device: string, hashes: readonly string[]): Promise<string> {
  const word: Acknowledgement = { device, hashes: [...hashes], receivedAt: tx.now };
  const body = toCanonicalJson(word);
  await tx.sql
    .insertInto('acknowledgements')
    .values({ hash: await sha256(body), device, body, received_at: tx.now })
    .execute();
  return body;
}

/** C1: receivedAt of the acknowledgement with that hash, if it was given to that device; else null. */
export async function earliestProvenBy(tx: Tx, device: string, hash: string | null): Promise<Instant | null> {
  if (hash === null) return null;
  const row = await tx.sql
    .selectFrom('acknowledgements')
    .select('received_at')
    .where('hash', '=', hash)
    .where('device', '=', device)
    .executeTakeFirst();
  return row?.received_at ?? null;
}
