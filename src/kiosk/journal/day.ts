// The rows of one business day's file: one per question, from what this tablet still holds.
import type { DeviceEvent } from '#domain/consent-event.ts';
import { type ContactKind, contactKindByChannel } from '#domain/contact-point.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { openWhatOpens } from '#protocol/disclosure.ts';
import type { PrivateKey } from '#protocol/public-key.ts';
import { openSeal } from '#protocol/seal.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { DayRow } from '../kiosk.ts';
import type { JournalDatabase, JournalRow } from './db.ts';
import type { SyncState } from './settle.ts';

/** One business day as it stands in the journal. */
export interface Day {
  readonly rows: readonly JournalRow[];
  readonly sync: SyncState;
  /** Questions whose yes counts only once it is confirmed. */
  readonly doubleOptIn: ReadonlySet<string>;
}

type Contacts = ReadonlyMap<ContactKind, string>;

export function readDay(db: JournalDatabase, businessDay: string): PromiseLike<Day> {
  return db.transaction('r', [db.journal, db.device], async () => {
    const [sync, { text }] = await db.mustGetValues('sync', 'config');
    const rows = await db.journal.where('businessDay').equals(businessDay).sortBy('seq');
    const { questions } = JSON.parse(text) as ShopConfig;
    const doubleOptIn = new Set(questions.filter((q) => q.confirmation === 'email').map((q) => q.id));
    return { rows, sync, doubleOptIn };
  });
}

export function toDayRows(day: Day): DayRow[] {
  return day.rows.flatMap((row) => toRows(row, day, new Map()));
}

/** The same rows with contact data. */
export async function openDayRows(day: Day, closingKey: PrivateKey): Promise<DayRow[]> {
  const opened = await Promise.all(day.rows.map(async (row) => toRows(row, day, await openContacts(row, closingKey))));
  return opened.flat();
}

async function openContacts(row: JournalRow, closingKey: PrivateKey): Promise<Contacts> {
  const disclosures = (row.seal && (await openSeal(row.seal, [closingKey]))) || [];
  const claims = await openWhatOpens(eventOf(row)._sd, disclosures);
  return new Map(claims.map(({ kind, value }) => [kind, value]));
}

function eventOf(row: JournalRow): DeviceEvent {
  return JSON.parse(readSignedText(row.jws) ?? '') as DeviceEvent;
}

function toRows(row: JournalRow, { sync, doubleOptIn }: Day, contacts: Contacts): DayRow[] {
  const event = eventOf(row);
  if (event.type === 'day-exported') return [];
  const synced = statusOf(row.seq, sync);
  const common = {
    event: event.id,
    seq: row.seq,
    capturedAt: event.capturedAt,
    businessDay: event.businessDay,
    store: event.store,
    till: event.till,
    device: event.device,
    collector: event.collector,
    locale: event.locale,
    hash: row.hash,
  };
  if (event.type !== 'answers-given') {
    const { purpose = '', channel = '' } = event.scope ?? {};
    const stop = { question: '', purpose, channel, answer: '', topics: '', email: '', phone: '', noticeDigest: '' };
    return [{ ...common, ...stop, type: event.type, status: synced }];
  }
  return event.answers.map((answer) => {
    // only beside the yes that used it
    const isRequest = answer.answer === 'yes' && doubleOptIn.has(answer.question);
    const used = answer.answer === 'yes' ? contactKindByChannel[answer.channel] : undefined;
    return {
      ...common,
      type: event.type,
      question: answer.question,
      purpose: answer.purpose,
      channel: answer.channel,
      answer: answer.answer,
      topics: answer.topics.join(' '),
      email: used === 'email' ? (contacts.get('email') ?? '') : '',
      phone: used === 'phone' ? (contacts.get('phone') ?? '') : '',
      noticeDigest: event.noticeDigest,
      status: row.changes[answer.question] ?? (isRequest && synced === 'synced' ? 'requested' : synced),
    };
  });
}

function statusOf(seq: number, sync: SyncState): 'waiting' | 'synced' | 'to-check' {
  if (sync.apart.some((event) => event.seq === seq)) return 'to-check';
  return seq > sync.mark ? 'waiting' : 'synced';
}
