// One business day as it stands in the journal, and its rows: what the file of the day is made of.
import type { BusinessDay } from '#domain/business-day.ts';
import type { DeviceEvent } from '#domain/consent-event.ts';
import { type Contacts, type DayRow, type DayStatus, type HeldRow, toDayRows } from '#domain/day-row.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { openWhatOpens } from '#protocol/disclosure.ts';
import type { PrivateKey } from '#protocol/public-key.ts';
import { openSeal } from '#protocol/seal.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { Head, JournalDatabase, JournalRow } from './db.ts';
import type { SyncState } from './settle.ts';

export interface Day {
  /** In the order of the chain, without what the back end holds apart. */
  readonly rows: readonly JournalRow[];
  readonly heldApart: readonly { readonly row: JournalRow; readonly reason: string }[];
  readonly sync: SyncState;
  /** Of the whole chain, when this was read. */
  readonly head: Head;
  /** Questions whose yes counts only once it is confirmed. */
  readonly doubleOptIn: ReadonlySet<string>;
}

/** The newest first, as far as something of them is still here. */
export function listDays(db: JournalDatabase): PromiseLike<BusinessDay[]> {
  return db.journal
    .orderBy('businessDay')
    .reverse()
    .uniqueKeys()
    .then((days) => days as BusinessDay[]);
}

export function readDay(db: JournalDatabase, businessDay: BusinessDay): PromiseLike<Day> {
  return db.transaction('r', [db.journal, db.device], async () => {
    const [sync, head, { text }] = await db.mustGetValues('sync', 'head', 'config');
    const rows = await db.journal.where('businessDay').equals(businessDay).sortBy('seq');
    const reasons = new Map(sync.apart.map(({ seq, reason }) => [seq, reason]));
    const { questions } = JSON.parse(text) as ShopConfig;
    return {
      rows: rows.filter(({ seq }) => !reasons.has(seq)),
      heldApart: rows.flatMap((row) => {
        const reason = reasons.get(row.seq);
        return reason === undefined ? [] : [{ row, reason }];
      }),
      ...{ sync, head },
      doubleOptIn: new Set(questions.filter((q) => q.confirmation === 'email').map((q) => q.id)),
    };
  });
}

/** Without contact data. */
export function listRows(day: Day, rows = day.rows): DayRow[] {
  return rows.flatMap((row) => toRows(row, day, new Map()));
}

/** The rows of one event, with contact data. */
export async function openRows(row: JournalRow, day: Day, closingKey: PrivateKey): Promise<DayRow[]> {
  const disclosures = (row.seal && (await openSeal(row.seal, [closingKey]))) || [];
  const claims = await openWhatOpens(eventOf(row)._sd, disclosures);
  return toRows(row, day, new Map(claims.map(({ kind, value }) => [kind, value])));
}

export function listHeldRows({ heldApart, sync }: Day): HeldRow[] {
  return heldApart.map(({ row, reason }) => {
    const { businessDay, capturedAt, timeZone, store, till, device, chain, seq, id, type } = eventOf(row);
    return {
      ...{ businessDay, capturedAt, timeZone, store, till, device, chain, seq, event: id, type },
      ...{ hash: row.hash, state: 'quarantined', reason, asOf: lastContact(sync) },
    };
  });
}

function eventOf(row: JournalRow): DeviceEvent {
  return JSON.parse(readSignedText(row.jws) ?? '') as DeviceEvent;
}

function toRows(row: JournalRow, { sync, doubleOptIn }: Day, contacts: Contacts): DayRow[] {
  const event = eventOf(row);
  const given = event.type === 'answers-given' ? event.answers.filter(({ answer }) => answer === 'yes') : [];
  const requests = new Set(given.map(({ question }) => question).filter((question) => doubleOptIn.has(question)));
  const statusOf = (question: string): DayStatus => {
    if (row.changes[question]) return row.changes[question];
    if (row.seq > sync.mark) return 'waiting';
    return requests.has(question) ? 'requested' : 'synced';
  };
  return toDayRows(event, row.hash, contacts, { statusOf, asOf: lastContact(sync) });
}

/** By the back end's clock. */
function lastContact({ syncedAt, skew }: SyncState): string {
  return new Date(syncedAt + skew).toISOString();
}
