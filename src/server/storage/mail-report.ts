// What became of a mail after the mail server had taken it (RFC 3464, RFC 5965). Each report takes effect once, and only for
// a mail of ours: it is known by the Message-ID, which names the job and through it the contact point (decision 017).
import { confirmationExpiry } from '#domain/confirmation.ts';
import type { MailReport } from '#protocol/mail-status.ts';
import { mustGetCurrentConfig } from './config.ts';
import { settleEnds } from './ended-consent.ts';
import { dropQueuedJobs } from './job.ts';
import { dropAnswers } from './rights-request.ts';
import type { Reader, Tx } from './store.ts';
import { withdrawChannel } from './withdrawal.ts';

/** For the log and the operator; whoever reports hears the same in every case. */
export type MailReportOutcome = 'undeliverable' | 'delayed' | 'complaint' | 'repeated' | 'unknown';

export async function receiveMailReport(tx: Tx, report: MailReport): Promise<MailReportOutcome> {
  const mail = await findMail(tx, report.messageId);
  if (!mail) return 'unknown';
  const { job, contactPoint } = mail;
  const status = report.event === 'bounce' ? report.status : '';
  const { numInsertedOrUpdatedRows } = await tx.sql
    .insertInto('mail_reports')
    .values({ job, event: report.event, status, received_at: tx.clock })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return 'repeated';
  if (report.event === 'complaint') {
    await withdrawChannel(tx, { contactPoint, channel: 'email', via: 'complaint' });
    await dropMail(tx, contactPoint);
    return 'complaint';
  }
  if (status.startsWith('4')) return 'delayed'; // the mail server goes on trying
  await markUndeliverable(tx, contactPoint);
  return 'undeliverable';
}

/** `<id of the job@our host>`, as `jobs/mail-job.ts` writes it. Not looked up among the mails booked: the answer to one may have been lost. */
async function findMail({ sql }: Reader, messageId: string) {
  const [, job] = /^<?([^<>@\s]+)@[^<>@\s]+>?$/.exec(messageId.trim()) ?? [];
  if (job === undefined) return undefined;
  return sql
    .selectFrom('jobs')
    .innerJoin('contact_points', 'contact_points.id', 'jobs.key')
    .select(['jobs.id as job', 'contact_points.id as contactPoint'])
    .where('jobs.id', '=', job)
    .executeTakeFirst();
}

/** What is owed so far stays here. A later yes, or a link that is asked for, is tried again: mailboxes come back. */
async function markUndeliverable(tx: Tx, contactPoint: string): Promise<void> {
  await tx.sql
    .updateTable('contact_points')
    .set({ undeliverable_at: tx.clock })
    .where('id', '=', contactPoint)
    .where('undeliverable_at', 'is', null)
    .where('value', 'is not', null)
    .execute();
  await dropMail(tx, contactPoint);
  const { confirmation } = (await mustGetCurrentConfig(tx)).config;
  // one whose mail will not leave lapses like one whose mail came back
  await tx.sql
    .updateTable('grants')
    .set({ lapses_at: confirmationExpiry(tx.clock, confirmation) })
    .where('contact_point', '=', contactPoint)
    .where('status', '=', 'requested')
    .where('lapses_at', 'is', null)
    .execute();
}

async function dropMail(tx: Tx, contactPoint: string): Promise<void> {
  await dropQueuedJobs(tx, contactPoint);
  await settleEnds(tx, contactPoint);
  await dropAnswers(tx, contactPoint);
}

/** Somebody has read a mail there, and answered it. */
export async function liftUndeliverable({ sql }: Tx, contactPoint: string): Promise<void> {
  await sql.updateTable('contact_points').set({ undeliverable_at: null }).where('id', '=', contactPoint).execute();
}

export async function isUndeliverable({ sql }: Reader, contactPoint: string): Promise<boolean> {
  const row = await sql
    .selectFrom('contact_points')
    .select('undeliverable_at')
    .where('id', '=', contactPoint)
    .executeTakeFirst();
  return row !== undefined && row.undeliverable_at !== null;
}
