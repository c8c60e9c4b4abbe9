// What the SMS provider, or a small adapter before it, sends when somebody answers one of the shop's texts.
import { z } from 'zod';

export const INBOUND_SMS_PATH = '/api/v1/inbound/sms';

/** What else the provider says is not looked at. */
export const inboundSmsSchema = z.looseObject({
  /** The sender: E.164, with or without its plus sign, or a national number of the controller's country. */
  from: z.string().min(1).max(64),
  /** May be empty. */
  text: z.string().max(4096),
  /** The provider's id of the message: with sender and text it tells a repetition from a second message. */
  id: z.string().min(1).max(256),
  /** When the provider had it: a claim. The withdrawal counts from the moment it is here, which ends more (C1). */
  receivedAt: z.iso.datetime({ offset: true }).optional(),
});

/** `stopped`: it asks to, and it is done · `not-a-stop`: it says something else · `not-a-number`: it asks to, but for nobody. */
export const inboundSmsAnswerSchema = z.object({ outcome: z.enum(['stopped', 'not-a-stop', 'not-a-number']) });
export type InboundSmsOutcome = z.infer<typeof inboundSmsAnswerSchema>['outcome'];
