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

function toRows(row: JournalRow, { sync }: Day, contacts: Contacts): DayRow[] {
  // whether a yes waits for its confirmation is the back end's to say: it tells so in the answer by which it takes it
  const statusOf = (question: string): DayStatus =>
    row.changes[question] ?? (row.seq > sync.mark ? 'waiting' : 'synced');
  return toDayRows(eventOf(row), row.hash, contacts, { statusOf, asOf: lastContact(sync) });
}

/** By the back end's clock. */
function lastContact({ syncedAt, skew }: SyncState): string {
  return new Date(syncedAt + skew).toISOString();
}
