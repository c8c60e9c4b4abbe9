// What a day's file is made of: the events of one business day, chain by chain and a page at a time, with their contact data
// as far as it is still held and what has become of each answer. Whoever asks writes the audit row first.

import { z } from 'zod';
import { type BusinessDay, businessDayAt } from '#domain/business-day.ts';
import { type DayEvent, type DayRow, type DayStatus, type HeldRow, toDayRows } from '#domain/day-row.ts';
import { readSignedText } from '#protocol/signature.ts';
import { mustGetCurrentConfig } from './config.ts';
import { readContacts } from './disclosure.ts';
import { readJson } from './event-reader.ts';
import type { EventRow, GrantRow } from './schema.ts';
import type { Store } from './store.ts';

/** Events read at once: what a file of any length holds in memory. */
const PAGE = 500;

export interface DayScope {
  readonly businessDay: BusinessDay;
  /** Null: all of them. */
  readonly store: string | null;
  readonly device: string | null;
}

/** A chain as it stands when the file begins; what comes later is not in it. */
export interface DayChain {
  readonly chain: string;
  readonly store: string;
  /** Null for a store's own chain. */
  readonly till: string | null;
  readonly head: { readonly seq: number; readonly hash: string | null };
}

/** The chains that can have something of it, a store's own after its tablets'. */
export async function listDayChains({ sql }: Store, { store, device }: DayScope): Promise<DayChain[]> {
  const rows = await sql
    .selectFrom('chains')
    .leftJoin('devices', 'devices.id', 'chains.id')
    .select(['chains.id', 'chains.store', 'chains.expected', 'chains.head', 'devices.store as place', 'devices.till'])
    .orderBy('devices.enrolled_at', (order) => order.asc().nullsLast())
    .orderBy('chains.id')
    .execute();
  return rows
    .map((row) => ({
      ...{ chain: row.id, store: row.store ?? row.place ?? '', till: row.till },
      head: { seq: row.expected - 1, hash: row.head },
    }))
    .filter((row) => (store === null || row.store === store) && (device === null || row.chain === device));
}

/** The rows of the events that count, or have counted, in pages. */
export async function* readDayRows(store: Store, chain: DayChain, businessDay: BusinessDay): AsyncGenerator<DayRow[]> {
  for await (const rows of readEvents(store, chain, businessDay, ['accepted', 'erased'])) {
    const live = await readLive(store, rows);
    const contacts = await readContacts(
      store,
      rows.map(({ hash }) => hash),
    );
    const asOf = new Date(store.now()).toISOString();
    yield rows.flatMap(({ id, hash, jws, status }) => {
      if (jws === null) return []; // past both clocks: a checkpoint has let it go (B12)
      const event = JSON.parse(readSignedText(jws) ?? '') as DayEvent;
      const isYes = (asked: string) =>
        event.type === 'answers-given' &&
        event.answers.some(({ question, answer }) => question === asked && answer === 'yes');
      // a yes of which nothing is known any more is none that may be used
      const withoutGrant = (question: string) =>
        !isYes(question) ? 'synced' : status === 'erased' ? 'erased' : 'over';
      const statusOf = (question: string) => live.get(keyOf(id, question)) ?? withoutGrant(question);
      return toDayRows(event, hash, contacts.get(hash) ?? new Map(), { statusOf, asOf });
    });
  }
}

/** Records that are held apart, or were and are settled. One that says no day counts to that of its receipt. */
export async function* readHeldRows(
  store: Store,
  chain: DayChain,
  businessDay: BusinessDay,
): AsyncGenerator<HeldRow[]> {
  const { config } = await mustGetCurrentConfig(store);
  const timeZone = config.stores.find(({ id }) => id === chain.store)?.timeZone ?? 'UTC';
  const states = ['quarantined', 'rejected'] as const;
  const asOf = new Date(store.now()).toISOString();
  for await (const rows of readEvents(store, chain, businessDay, states)) yield rows.map(toHeldRow);
  for await (const rows of readEvents(store, chain, null, states))
    yield rows.filter((row) => businessDayAt(row.received_at, timeZone) === businessDay).map(toHeldRow);

  function toHeldRow({ seq, id, hash, type, status, reason, jws }: EventRow): HeldRow {
    const claimed = claimSchema.safeParse(readJson(readSignedText(jws ?? ''))).data ?? { capturedAt: '', timeZone };
    return {
      ...{ businessDay, ...claimed, store: chain.store, till: chain.till ?? '' },
      ...{ device: chain.till === null ? '' : chain.chain, chain: chain.chain, seq, event: id, type: type ?? '', hash },
      ...{ state: status === 'rejected' ? 'rejected' : 'quarantined', reason: reason ?? '', asOf },
    };
  }
}

const claimSchema = z.object({
  capturedAt: z.iso.datetime({ offset: true }).catch(''),
  timeZone: z.string().max(64).catch(''),
});

async function* readEvents(
  { sql }: Store,
  { chain, head }: DayChain,
  businessDay: BusinessDay | null,
  states: readonly EventRow['status'][],
) {
  // before the first: no seq is 0
  let last: Pick<EventRow, 'seq' | 'hash'> | undefined = { seq: 0, hash: '' };
  while (last) {
    const { seq, hash } = last;
    const page: EventRow[] = await sql
      .selectFrom('events')
      .selectAll()
      .where('chain', '=', chain)
      .where('business_day', businessDay === null ? 'is' : '=', businessDay)
      .where('status', 'in', states)
      // the first half lets the index find the place, the second passes what was read
      .where('seq', '>=', seq)
      .where((e) => e.or([e('seq', '>', seq), e('hash', '>', hash)]))
      .where('seq', '<=', head.seq)
      .orderBy('seq')
      .orderBy('hash')
      .limit(PAGE)
      .execute();
    yield page;
    last = page.length < PAGE ? undefined : page.at(-1);
  }
}

const keyOf = (event: string, question: string) => `${event} ${question}`;

/** What has become of each yes, in the words that its tablet hears. */
async function readLive({ sql }: Store, rows: readonly EventRow[]): Promise<Map<string, DayStatus>> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const grants = await sql
    .selectFrom('grants')
    .select(['event', 'question', 'status'])
    .where('event', 'in', ids)
    .execute();
  const confirmations = await sql
    .selectFrom('resolutions')
    .select(['event', 'question'])
    .where('event', 'in', ids)
    .where('kind', '=', 'confirmed')
    .execute();
  const confirmed = new Set(confirmations.map(({ event, question }) => keyOf(event, question)));
  return new Map(
    grants.map(({ event, question, status }) => {
      const key = keyOf(event, question);
      return [key, status === 'given' && confirmed.has(key) ? 'confirmed' : statusByGrant[status]];
    }),
  );
}

const statusByGrant: Record<GrantRow['status'], DayStatus> = {
  given: 'synced',
  requested: 'requested',
  withdrawn: 'withdrawn',
  erased: 'erased',
  expired: 'expired',
  restricted: 'restricted',
  disavowed: 'erased',
  unconfirmable: 'unconfirmable',
  unproven: 'unconfirmable', // an import is of no business day, and in no file
  forbidden: 'forbidden',
};

/** Hashes of what stands at that place of a chain. */
export async function findAtSeq({ sql }: Store, chain: string, seq: number): Promise<string[]> {
  const rows = await sql
    .selectFrom('events')
    .select('hash')
    .where('chain', '=', chain)
    .where('seq', '=', seq)
    .execute();
  return rows.map(({ hash }) => hash);
}
