// Walks every chain and says whether the ledger is as it was signed, with some hundred events and one device's
// acknowledgements in memory at a time. What the database alone cannot show: a store's newest facts taken away together
// with the chain's head: the act log holds those that matter most, and the next start finds them missing (B13). And a tablet's
// newest events taken away in the same manner while it has more to send: it notices itself, and sends them again (B8).
import { sql as statement } from 'kysely';
import { backEndEventSchema } from '#domain/consent-event.ts';
import { type PublicKey, publicKeySchema } from '#protocol/public-key.ts';
import { readCheckpoint } from './checkpoint.ts';
import { readJson } from './event-reader.ts';
import { checkEvent, type DisclosureRow, type Standards } from './ledger-event.ts';
import { type ChainRow, createWalk, type Finding, type Range } from './ledger-walk.ts';
import { readWords } from './ledger-word.ts';
import type { EventRow } from './schema.ts';
import type { Reader } from './store.ts';

export interface ChainReport {
  readonly chain: string;
  readonly events: number;
  readonly heldApart: number;
  /** Events that came for a place that was taken (B4). */
  readonly beside: number;
  /** Places booked as lost, with nothing in them. */
  readonly lost: number;
  /** Events with contact data still beside them. */
  readonly withContactData: number;
  readonly acknowledgements: number;
  /** Up to this place events need not say anything any more: a signed checkpoint lets them go (B12). 0: there is none. */
  readonly checkpoint: number;
  /** Events that say nothing any more: only their place, hash and links are vouched for. */
  readonly cut: number;
  /** The first thing that is wrong with it. */
  readonly bad: Finding | null;
}

/** Not inside a transaction: it reads what was there when it began, and lets the server go on writing (SQLite, WAL). */
export function verifyLedger({ sql, keys }: Reader): Promise<ChainReport[]> {
  return sql.connection().execute(async (connection) => {
    await statement`begin deferred`.execute(connection);
    try {
      return await verifyChains({ sql: connection, keys });
    } finally {
      await statement`rollback`.execute(connection);
    }
  });
}

/** Stores' chains first: they say which key a device signs with, and which events an operator has released. */
async function verifyChains(reader: Reader): Promise<ChainReport[]> {
  const rows = await reader.sql.selectFrom('chains').selectAll().execute();
  const used = await reader.sql.selectFrom('events').select('chain').distinct().execute();
  const ids = [...new Set([...rows.map(({ id }) => id), ...used.map(({ chain }) => chain)])];
  ids.sort((a, b) => Number(isStores(b)) - Number(isStores(a)) || a.localeCompare(b, 'en', { numeric: true }));
  const known: Known = { keyByDevice: new Map(), released: new Set(), ends: new Map() };
  const reports: ChainReport[] = [];
  for (const id of ids) {
    const row = rows.find((chain) => chain.id === id);
    reports.push(
      isStores(id) ? await verifyStoreChain(reader, id, row, known) : await verifyDeviceChain(reader, id, row, known),
    );
  }
  return reports;
}

const isStores = (chain: string) => chain.startsWith('store:');

/** What verified facts say. */
interface Known {
  readonly keyByDevice: Map<string, PublicKey>;
  readonly released: Set<string>;
  readonly ends: Map<string, { readonly seq: number; readonly head: string | null }>;
}

async function verifyStoreChain(
  reader: Reader,
  id: string,
  row: ChainRow | undefined,
  known: Known,
): Promise<ChainReport> {
  // only a restore loses facts, and it closes the chain (B13)
  const walk = createWalk(id, row?.closed === 1 ? await readLost(reader, id) : [], await readCheckpoint(reader, id));
  const { keys } = reader;
  const standards: Standards = { keys: keys.verifying, words: null, released: known.released, cutUpTo: walk.cutUpTo };
  let start: string | undefined;
  for await (const { event, disclosures } of readEvents(reader, id)) {
    const { problem, payload } = await checkEvent(reader, event, disclosures, walk.before(event), standards);
    walk.pass(event, disclosures.length > 0, problem);
    if (event.seq === 1 && problem === null) start = event.type ?? undefined;
    const { data: fact } = backEndEventSchema.safeParse(payload);
    if (!fact) continue;
    if (fact.type === 'device-enrolled') known.keyByDevice.set(fact.device, fact.key);
    if (fact.type === 'quarantine-decision' && fact.decision === 'release') known.released.add(fact.subject);
    if (fact.type === 'chain-restarted') {
      const { chain, seq, head } = fact.replaces;
      const end = known.ends.get(chain);
      if (end?.seq !== seq || end.head !== head) walk.note({ seq: event.seq, hash: event.hash, problem: 'chain' });
    }
  }
  const isFirst = id === `store:${row?.store}`;
  if (start !== undefined && isFirst === (start === 'chain-restarted'))
    walk.note({ seq: 1, hash: null, problem: 'chain' });
  known.ends.set(id, walk.end(row));
  return { ...walk.report(), acknowledgements: 0 };
}

async function verifyDeviceChain(
  reader: Reader,
  id: string,
  row: ChainRow | undefined,
  known: Known,
): Promise<ChainReport> {
  const walk = createWalk(id, await readLost(reader, id), await readCheckpoint(reader, id));
  const device = await reader.sql.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
  const key = known.keyByDevice.get(id);
  if (!key || device?.public_key === undefined || !isSame(key, device.public_key))
    walk.note({ seq: null, hash: null, problem: 'device-key' });
  const words = await readWords(reader, id);
  if (words.bad !== null) walk.note({ seq: null, hash: words.bad, problem: 'acknowledgement' });

  const { released } = known;
  const standards: Standards = { keys: key ? [key] : [], words, released, cutUpTo: walk.cutUpTo };
  const gone = new Set(words.named.keys());
  for await (const { event, disclosures } of readEvents(reader, id)) {
    const { problem } = await checkEvent(reader, event, disclosures, walk.before(event), standards);
    walk.pass(event, disclosures.length > 0, problem);
    gone.delete(event.hash);
  }
  const { seq } = walk.end(row);
  // after a restore a word can be here again before its events are, and events may never come again (B8)
  const mayBeGone = walk.report().lost + Math.max(0, (device?.announced_seq ?? 0) - seq);
  if (gone.size > mayBeGone) walk.note({ seq: null, hash: [...gone][0] ?? null, problem: 'acknowledged-but-gone' });
  return { ...walk.report(), acknowledgements: words.count };
}

function isSame(key: PublicKey, stored: string): boolean {
  const { data } = publicKeySchema.safeParse(readJson(stored));
  return data?.kid === key.kid && data.x === key.x && data.y === key.y;
}

function readLost({ sql }: Reader, chain: string): Promise<Range[]> {
  return sql.selectFrom('lost').select(['first_seq', 'last_seq']).where('chain', '=', chain).execute();
}

const PAGE = 200;

/** A chain's events in order, each with the contact data beside it. */
async function* readEvents(
  { sql }: Reader,
  chain: string,
): AsyncGenerator<{ event: EventRow; disclosures: readonly DisclosureRow[] }> {
  for (let last = { seq: 0, hash: '' }; ; ) {
    const { seq, hash } = last;
    const events = await sql
      .selectFrom('events')
      .selectAll()
      .where('chain', '=', chain)
      .where((e) => e.or([e('seq', '>', seq), e.and([e('seq', '=', seq), e('hash', '>', hash)])]))
      .orderBy('seq')
      .orderBy('hash')
      .limit(PAGE)
      .execute();
    const end = events.at(-1);
    if (!end) return;
    const hashes = events.map((event) => event.hash);
    const rows = await sql.selectFrom('disclosures').selectAll().where('event', 'in', hashes).execute();
    const byEvent = Map.groupBy(rows, (row) => row.event);
    for (const event of events) yield { event, disclosures: byEvent.get(event.hash) ?? [] };
    last = end;
  }
}
