// STOP by SMS: a message ends every consent to be texted on its sender's number, known here or not. Each message takes effect
// once; of its text and its sender nothing is kept (D7).
import type { Instant } from '#domain/instant.ts';
import { isStopMessage } from '#domain/stop-message.ts';
import type { InboundSmsOutcome } from '#protocol/inbound-sms.ts';
import { identifyContactPoint } from './contact-point.ts';
import { periods } from './period.ts';
import type { Tx } from './store.ts';
import { withdrawChannel } from './withdrawal.ts';

interface InboundSms {
  /** A keyed hash of the whole message. */
  readonly hash: string;
  /** E.164; undefined when the sender is no telephone number. */
  readonly from: string | undefined;
  readonly text: string;
}

/** The same message again is answered the same, and does nothing. */
export async function receiveSms(tx: Tx, { hash, from, text }: InboundSms): Promise<InboundSmsOutcome> {
  await forgetBefore(tx, tx.clock - periods.inboundMessages);
  const known = await tx.sql
    .selectFrom('inbound_messages')
    .select('outcome')
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (known) return known.outcome;
  const outcome = isStopMessage(text) ? (from === undefined ? 'not-a-number' : 'stopped') : 'not-a-stop';
  if (outcome === 'stopped' && from !== undefined) await stopTexting(tx, from);
  await tx.sql.insertInto('inbound_messages').values({ hash, outcome, received_at: tx.clock }).execute();
  return outcome;
}

async function stopTexting(tx: Tx, number: string): Promise<void> {
  const { id } = await identifyContactPoint(tx, { kind: 'phone', value: number });
  await withdrawChannel(tx, { contactPoint: id, channel: 'sms', via: 'sms' });
}

async function forgetBefore({ sql }: Tx, instant: Instant): Promise<void> {
  await sql.deleteFrom('inbound_messages').where('received_at', '<', instant).execute();
}
