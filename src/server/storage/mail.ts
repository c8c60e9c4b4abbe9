// What every mail to a shopper minds: the limits (D4), the booking that they count, and the address itself.
import { nextMailAt } from '#domain/confirmation.ts';
import { toMailbox } from '#domain/contact-point.ts';
import { DAY, HOUR, type Instant } from '#domain/instant.ts';
import { recordAudit } from './audit.ts';
import { mustGetCurrentConfig } from './config.ts';
import { mustGetContactPoint, readValue } from './contact-point.ts';
import type { JobKind, MailTime } from './job.ts';
import type { GrantRow } from './schema.ts';
import type { Tx } from './store.ts';

/** Whom a mail concerns, for the limits; `device` null: no tablet asked for it. */
export type MailOrigin = Pick<GrantRow, 'contact_point' | 'device' | 'store'>;

/** What a mail job finds when its turn comes, and the limit that lets go last. */
export type NotBefore = { readonly outcome: 'not-before' } & MailTime;

/**
 * Undefined when a mail may leave now.
 * @param disavowalEnds until when the address is left alone after "it wasn't me"
 */
export async function findWait(
  tx: Tx,
  { contact_point, device, store }: MailOrigin,
  disavowalEnds: Instant = tx.clock,
): Promise<NotBefore | undefined> {
  const { confirmation } = (await mustGetCurrentConfig(tx)).config;
  const { mailsPerAddressPerDay, mailsPerDevicePerHour, mailsPerStorePerHour } = confirmation;
  const times: MailTime[] = [
    { limit: 'address', at: await nextAt(tx, { contact_point }, mailsPerAddressPerDay, DAY) },
    { limit: 'device', at: await nextAt(tx, { device }, mailsPerDevicePerHour, HOUR) },
    { limit: 'store', at: await nextAt(tx, { store }, mailsPerStorePerHour, HOUR) },
    { limit: 'disavowal', at: disavowalEnds },
  ];
  const last = times.reduce((a, b) => (b.at > a.at ? b : a));
  return last.at > tx.clock ? { outcome: 'not-before', ...last } : undefined;
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
  const value = await readValue(tx, await mustGetContactPoint(tx, contactPoint));
  if (value === undefined) return undefined;
  await recordAudit(tx, { actor: `system:${job}`, action: 'mail', subject: contactPoint });
  return toMailbox(value);
}

async function nextAt(
  tx: Tx,
  by: Pick<MailOrigin, 'contact_point'> | Pick<MailOrigin, 'device'> | Pick<MailOrigin, 'store'>,
  max: number,
  window: number,
): Promise<Instant> {
  const [column, value] = Object.entries(by)[0] as [keyof MailOrigin, string | null];
  if (value === null) return tx.clock;
  const rows = await tx.sql
    .selectFrom('mails')
    .select('sent_at')
    .where('sent_at', '>', tx.clock - window)
    .where(column, '=', value)
    .execute();
  const sent = rows.map((row) => row.sent_at);
  return nextMailAt(tx.clock, sent, max, window);
}
