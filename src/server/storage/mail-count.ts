// Mail as the operator sees it: how much left, came back and annoyed, day by day, and how many addresses take none.
import { businessDayAt } from '#domain/business-day.ts';
import { DAY } from '#domain/instant.ts';
import { mustGetCurrentConfig } from './config.ts';
import type { Reader } from './store.ts';

export interface MailDay {
  readonly day: string;
  sent: number;
  bounced: number;
  delayed: number;
  complaints: number;
}

/** The newest day first, of the first store's calendar; days without mail are left out. */
export async function countMailDays(reader: Reader & { readonly now: () => number }, days: number): Promise<MailDay[]> {
  const { config } = await mustGetCurrentConfig(reader);
  const zone = config.stores[0]?.timeZone ?? 'UTC';
  const since = reader.now() - days * DAY;
  const byDay = new Map<string, MailDay>();
  const count = (at: number, what: Exclude<keyof MailDay, 'day'>) => {
    const day = businessDayAt(at, zone);
    const counts = byDay.get(day) ?? { day, sent: 0, bounced: 0, delayed: 0, complaints: 0 };
    counts[what] += 1;
    byDay.set(day, counts);
  };
  const mails = await reader.sql.selectFrom('mails').select('sent_at').where('sent_at', '>', since).execute();
  for (const { sent_at } of mails) count(sent_at, 'sent');
  const reports = await reader.sql.selectFrom('mail_reports').selectAll().where('received_at', '>', since).execute();
  for (const { event, status, received_at } of reports)
    count(received_at, event === 'complaint' ? 'complaints' : status.startsWith('5') ? 'bounced' : 'delayed');
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? 1 : -1));
}

export async function countUndeliverable({ sql }: Reader): Promise<number> {
  const row = await sql
    .selectFrom('contact_points')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('undeliverable_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
