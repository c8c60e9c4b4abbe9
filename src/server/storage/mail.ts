// What every mail to a shopper minds: the limits (D4), the booking that they count, and the address itself.
import { nextMailAt } from '#domain/confirmation.ts';
import { toMailbox } from '#domain/contact-point.ts';
import { DAY, HOUR, type Instant } from '#domain/instant.ts';
import { recordAudit } from './audit.ts';
import { mustGetCurrentConfig } from './config.ts';
import { readValue } from './contact-point.ts';
import type { JobKind } from './job.ts';
import type { GrantRow } from './schema.ts';
import type { Tx } from './store.ts';

/** Whom a mail concerns, for the limits; `device` null: no tablet asked for it. */
export type MailOrigin = Pick<GrantRow, 'contact_point' | 'device' | 'store'>;

/** When a mail may leave: now, or when the last of its limits lets go. */
export async function findMailTime(tx: Tx, { contact_point, device, store }: MailOrigin): Promise<Instant> {
  const { confirmation } = (await mustGetCurrentConfig(tx)).config;
  return Math.max(
    nextMailAt(tx.clock, await sentSince(tx, DAY, { contact_point }), confirmation.mailsPerAddressPerDay, DAY),
    nextMailAt(tx.clock, await sentSince(tx, HOUR, { device }), confirmation.mailsPerDevicePerHour, HOUR),
    nextMailAt(tx.clock, await sentSince(tx, HOUR, { store }), confirmation.mailsPerStorePerHour, HOUR),
  );
}

/** Counts from before the mail leaves: whatever becomes of this process, the limits know of it. */
export async function bookMail(tx: Tx, job: string, { contact_point, device, store }: MailOrigin): Promise<void> {
  await tx.sql.insertInto('mails').values({ job, contact_point, device, store, sent_at: tx.clock }).execute();
}

/** The mail server did not take it: it does not count against the limits. */
export async function unbookMail(tx: Tx, job: string): Promise<void> {
  const last = tx.sql
    .selectFrom('mails')
    .select((e) => e.fn.max('sent_at').as('at'))
    .where('job', '=', job);
  await tx.sql.deleteFrom('mails').where('job', '=', job).where('sent_at', '=', last).execute();
}

/** Where the mail goes; undefined when the address is erased or was never known. That it was read is recorded. */
export async function readMailbox(tx: Tx, contactPoint: string, job: JobKind): Promise<string | undefined> {
  const row = await tx.sql
    .selectFrom('contact_points')
    .selectAll()
    .where('id', '=', contactPoint)
    .executeTakeFirstOrThrow();
  const value = await readValue(tx, row);
  if (value === undefined) return undefined;
  await recordAudit(tx, { actor: `system:${job}`, action: 'mail', subject: contactPoint });
  return toMailbox(value);
}

async function sentSince(
  tx: Tx,
  window: number,
  by: Pick<MailOrigin, 'contact_point'> | Pick<MailOrigin, 'device'> | Pick<MailOrigin, 'store'>,
): Promise<Instant[]> {
  const [column, value] = Object.entries(by)[0] as [keyof MailOrigin, string | null];
  if (value === null) return [];
  const rows = await tx.sql
    .selectFrom('mails')
    .select('sent_at')
    .where('sent_at', '>', tx.clock - window)
    .where(column, '=', value)
    .execute();
  return rows.map((row) => row.sent_at);
}
