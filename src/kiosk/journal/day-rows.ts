// The rows of one business day's file, from what the journal still holds. Loaded only when somebody asks for them.
import type { DeviceEvent } from '#domain/consent-event.ts';
import { type Contacts, type DayRow, type DayStatus, type HeldRow, toDayRows } from '#domain/day-row.ts';
import { openWhatOpens } from '#protocol/disclosure.ts';
import type { PrivateKey } from '#protocol/public-key.ts';
import { openSeal } from '#protocol/seal.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { Day } from './day.ts';
import type { JournalRow } from './db.ts';
import type { SyncState } from './settle.ts';

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
