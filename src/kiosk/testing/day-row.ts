import type { DayRow } from '#domain/day-row.ts';

export function dayRow(some: Partial<DayRow> = {}): DayRow {
  return {
    timeZone: 'Europe/Paris',
    chain: 'device-1',
    event: '0196a5c0-0000-7000-8000-000000000001',
    seq: 1,
    type: 'answers-given',
    capturedAt: '2026-11-21T10:30:00.000+01:00',
    businessDay: '2026-11-21',
    store: 'nantes',
    till: 'caisse-1',
    device: 'device-1',
    collector: 'shopper',
    locale: 'fr',
    question: 'email-news',
    purpose: 'marketing',
    channel: 'email',
    answer: 'yes',
    topics: 'new-books events',
    regime: 'opt-in',
    email: 'camille@example.fr',
    phone: '',
    postal: '',
    noticeDigest: 'n'.repeat(43),
    hash: 'h'.repeat(43),
    status: 'synced',
    asOf: '2026-11-21T17:00:00.000Z',
    ...some,
  };
}
