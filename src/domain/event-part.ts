// What consent events are made of: the link in the chain, the place of capture, an answer, the scope of a stop.
import { z } from 'zod';
import { audiences, legalBases, regimes } from './rules/rule.ts';
import { channels } from './shop-config.ts';

/** The newest schema this code can read. A tablet that is ahead of the back end has its events parked (B4). */
export const EVENT_SCHEMA = 2;

/** SHA-256 as base64url without padding: 43 characters. */
export const digestSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const eventIdSchema = z.uuid();

export const name = z.string().min(1).max(64);
export const offsetInstant = z.iso.datetime({ offset: true });

/** `store:`, a name and `:{n}` fit. */
export const chain = z.string().min(1).max(80);

export const link = {
  /** 2: answers say under which law they were asked for, and of whom. */
  schema: z.literal([1, EVENT_SCHEMA]),
  /** Made when the form is first shown; the idempotency key. */
  id: eventIdSchema,
  /** The device id, or `store:{id}` for what the back end itself records. */
  chain,
  /** 1, 2, 3 … without gaps in one chain. */
  seq: z.int().min(1),
  /** Hash of the event before it in the chain; null for the first. */
  previous: digestSchema.nullable(),
  /** The clock that captured it, with its UTC offset: a claim, never proof (C1). */
  capturedAt: offsetInstant,
};

export const place = {
  store: name,
  timeZone: z.string().max(64),
  businessDay: z.iso.date(),
  till: name,
  device: name,
  appVersion: z.string().max(32),
  /** Hash of the last acknowledgement the device held: the proof of "not before" (C1). */
  lastAcknowledgement: digestSchema.nullable(),
  configDigest: digestSchema,
};

/** Who worked the screen. `staff` alone never makes consent count (D3). */
export const collector = z.enum(['shopper', 'shopper-assisted', 'own-phone', 'staff']);

export const frequency = z.strictObject({ max: z.int(), per: z.enum(['week', 'month', 'year']) });

export const answer = z.strictObject({
  question: name,
  purpose: name,
  channel: z.enum(channels),
  legalBasis: z.enum(legalBases),
  answer: z.enum(['yes', 'no']),
  /** How it was asked for, and the rule of law that its asker saw for that day (A3). Both since schema 2. */
  regime: z.enum(regimes).optional(),
  rule: name.optional(),
  /** Nothing is ever preset (CJEU C-673/17, Planet49). */
  initialState: z.literal('unset'),
  topics: z.array(name).max(32),
  frequency,
});

/** Since schema 2. */
export const askedUnder = {
  /** Version of the rules that the answers' `rule` is of. */
  ruleSet: name.optional(),
};

/** What the cashier had marked before handing over. */
export const visit = z.strictObject({ afterSale: z.boolean(), audience: z.enum(audiences) });

/** What a stop reaches: one purpose and channel, or all of the person's consents (null). */
export const line = z.strictObject({ purpose: name, channel: z.enum(channels) });
export const scope = line.nullable();
/** By the back end also some topics of one purpose and channel (D11). */
export const scopeOrTopics = line.extend({ topics: z.array(name).min(1).max(32).optional() }).nullable();

export const sd = { _sd: z.array(digestSchema).max(8), _sd_alg: z.literal('sha-256') };
