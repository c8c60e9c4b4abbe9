// The rows of one business day's file: one per question, from what this tablet still holds.
import type { DeviceEvent } from '#domain/consent-event.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { readDisclosure } from '#protocol/disclosure.ts';
import type { DayRow } from '../kiosk.ts';
import type { JournalDatabase, JournalRow } from './db.ts';
import type { SyncState } from './settle.ts';

export function listDayRows(db: JournalDatabase, businessDay: string): PromiseLike<DayRow[]> {
  return db.transaction('r', [db.journal, db.device], async () => {
    const sync = await db.mustGetValue('sync');
    const rows = await db.journal.where('businessDay').equals(businessDay).sortBy('seq');
    const { text } = await db.mustGetValue('config');
    const { questions } = JSON.parse(text) as ShopConfig;
    const doubleOptIn = new Set(questions.filter((q) => q.confirmation === 'email').map((q) => q.id));
    return rows.flatMap((row) => toDayRows(row, sync, doubleOptIn));
  });
}

function toDayRows(row: JournalRow, sync: SyncState, doubleOptIn: ReadonlySet<string>): DayRow[] {
  const event = JSON.parse(row.payload) as DeviceEvent;
  const synced = statusOf(row.seq, sync);
  const common = {
    event: event.id,
    seq: row.seq,
    type: event.type,
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
    return [{ ...common, ...stop, status: synced }];
  }
  const contacts = new Map(row.disclosures.map(readDisclosure).flatMap((c) => (c ? [[c.kind, c.value]] : [])));
  return event.answers.map((answer) => {
    // only beside the yes that used it
    const isRequest = answer.answer === 'yes' && doubleOptIn.has(answer.question);
    const used = answer.answer === 'yes' ? contactKindByChannel[answer.channel] : undefined;
    return {
      ...common,
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
