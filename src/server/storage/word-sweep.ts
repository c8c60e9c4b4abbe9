// Words given to tablets (B7) that nothing rests on any more: they list no event that still says something, and none carries them as its
// proof of "not before" (C1). Most of them are answers to heartbeats.
import { readSignedText } from '#protocol/signature.ts';
import { readJson } from './event-reader.ts';
import { periods } from './period.ts';
import type { Reader, Store } from './store.ts';

const PORTION = 500;

/** Returns how many went. What is young stays, counted from the newest word: a tablet may carry it for as long as it is offline. */
export async function sweepWords(store: Store): Promise<number> {
  const newest = await store.sql
    .selectFrom('acknowledgements')
    .select((e) => ['device', e.fn.max('received_at').as('at')])
    .groupBy('device')
    .execute();
  let gone = 0;
  for (const { device, at } of newest) {
    const before = Number(at) - periods.acknowledgements;
    if (await hasOlder(store, device, before)) gone += await sweepWordsOf(store, device, before);
  }
  return gone;
}

async function hasOlder({ sql }: Reader, device: string, before: number): Promise<boolean> {
  const row = await sql
    .selectFrom('acknowledgements')
    .select('hash')
    .where('device', '=', device)
    .where('received_at', '<', before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function sweepWordsOf(store: Store, device: string, before: number): Promise<number> {
  const { carried, held } = await readEvents(store, device);
  let gone = 0;
  for (let last = ''; ; ) {
    const rows = await store.sql
      .selectFrom('acknowledgements')
      .select(['hash', 'jws'])
      .where('device', '=', device)
      .where('received_at', '<', before)
      .where('hash', '>', last)
      .orderBy('hash')
      .limit(PORTION)
      .execute();
    const free = rows.filter(({ hash, jws }) => !carried.has(hash) && !listed(jws).some((event) => held.has(event)));
    const hashes = free.map(({ hash }) => hash);
    if (hashes.length > 0)
      await store.transaction((tx) => tx.sql.deleteFrom('acknowledgements').where('hash', 'in', hashes).execute());
    gone += hashes.length;
    last = rows.at(-1)?.hash ?? '';
    if (rows.length < PORTION) return gone;
  }
}

/** Of the tablet's events that still say something: the words they carry, and their hashes. */
async function readEvents({ sql }: Reader, device: string) {
  const carried = new Set<string>();
  const held = new Set<string>();
  for (let last = 0; ; ) {
    const rows = await sql
      .selectFrom('events')
      .select(['seq', 'hash', 'jws'])
      .where('chain', '=', device)
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(PORTION)
      .execute();
    for (const { hash, jws } of rows) {
      if (jws === null) continue;
      held.add(hash);
      const { lastAcknowledgement } = (readJson(readSignedText(jws)) ?? {}) as { lastAcknowledgement?: unknown };
      if (typeof lastAcknowledgement === 'string') carried.add(lastAcknowledgement);
    }
    last = rows.at(-1)?.seq ?? last;
    if (rows.length < PORTION) return { carried, held };
  }
}

function listed(jws: string): readonly string[] {
  return ((readJson(readSignedText(jws)) ?? {}) as { hashes?: string[] }).hashes ?? [];
}
