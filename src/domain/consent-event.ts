// One append-only fact about consent, whoever did it and wherever. Its bytes are a compact JWS over the JSON text of a
// `ConsentEvent`, fixed at capture (A3) and never rewritten; the SHA-256 of the JWS is its hash and links the next event of
// the chain.
// Contact data is never inside: only the digests of its disclosures (A4, RFC 9901 §4.2).
// Long, because every kind of event that can be signed stands in one list.
import { z } from 'zod';
import { closeReportSchema } from './closed-day.ts';
import {
  answer,
  askedUnder,
  chain,
  collector,
  digestSchema,
  eventIdSchema,
  frequency,
  line,
  link,
  name,
  place,
  scope,
  scopeOrTopics,
  sd,
  visit,
} from './event-part.ts';
import { imported } from './imported.ts';
import { languages } from './shop-config.ts';

const answersGiven = z.strictObject({
  type: z.literal('answers-given'),
  ...link,
  ...place,
  ...sd,
  collector,
  /** Since schema 2. */
  visit: visit.optional(),
  ...askedUnder,
  locale: z.enum(languages),
  noticeDigest: digestSchema,
  questionSetDigest: digestSchema,
  answers: z.array(answer).min(1).max(12),
  /** SHA-256 of the secret in the answer's QR code (E1); null where there is none. */
  answerLinkDigest: digestSchema.nullable(),
  /** The event this one replaces, when the shopper changed an answer at once. */
  supersedes: eventIdSchema.nullable(),
});

const stopAtTill = z.strictObject({
  type: z.enum(['withdrawal', 'objection']),
  ...link,
  ...place,
  ...sd,
  collector,
  locale: z.enum(languages),
  scope,
});

/** A manager has read contact data out of the tablet: the day's file. Written before the file is. */
const dayExported = z.strictObject({
  type: z.literal('day-exported'),
  ...link,
  ...place,
  ...sd,
  collector: z.literal('staff'),
  locale: z.enum(languages),
  exportedDay: z.iso.date(),
  /** Rows that went into the file. */
  rows: z.int().min(0),
});

/** The close of day. What it reports on ends before it; the event itself belongs to the next. */
const dayClosed = z.strictObject({
  type: z.literal('day-closed'),
  ...link,
  ...place,
  ...sd,
  collector: z.literal('staff'),
  locale: z.enum(languages),
  report: closeReportSchema,
});

/** What a device may send. */
export const deviceEventSchema = z.discriminatedUnion('type', [answersGiven, stopAtTill, dayExported, dayClosed]);

/** Where in time a cause lay, copied so that its effect needs no other event to be judged (D8, C2). */
const custody = z.strictObject({
  chain,
  seq: z.int(),
  earliest: z.number().nullable(),
  latest: z.number(),
});

/** Which answers of which event a back-end fact speaks of. */
const answerKeys = z.array(z.strictObject({ event: eventIdSchema, question: name })).min(1);

const store = { store: name };

/** The use clock has run out: the day of the last contact from the person, in the store's zone, and the rule that names the years. */
const endOfUse = z.strictObject({ lastContactOn: z.iso.date(), rule: name }).optional();

/** The contact point whose own page it was done on, where that is another one. */
const pageOf = name.optional();

/** How a person came to a page that asked them. */
const askedBy = z.discriminatedUnion('kind', [
  /** By a tablet's code: its signed link is kept as it was scanned, and proves where and since when (E5). */
  z.strictObject({ kind: z.literal('hand-over'), device: name, till: name, link: z.string().max(2048) }),
  /** By the code on the counter, which proves nothing of where the person stood. */
  z.strictObject({ kind: z.literal('counter-card') }),
  /** On their own page, whose link proved this mailbox. */
  z.strictObject({ kind: z.literal('preference-page'), contactPoint: name }),
  /** Nobody asked again: staff carried the answers over to a corrected address (GDPR 16), so they await its confirmation. */
  z.strictObject({ kind: z.literal('rectification'), contactPoint: name }),
]);

/** A form on the person's own page shows what stands: nothing in it is set that they had not said. */
const answerOnPhone = answer.extend({ initialState: z.enum(['unset', 'as-it-stood']) });

/** Answers given on the person's own phone, or carried over to a corrected address. Its time is the back end's (C1). */
const answersOnPhone = z.strictObject({
  type: z.literal('answers-given'),
  ...link,
  ...store,
  timeZone: z.string().max(64),
  businessDay: z.iso.date(),
  configDigest: digestSchema,
  ...sd,
  collector: z.enum(['own-phone', 'staff']),
  ...askedUnder,
  locale: z.enum(languages),
  noticeDigest: digestSchema,
  questionSetDigest: digestSchema,
  answers: z.array(answerOnPhone).min(1).max(12),
  /** As on a tablet (E1); null where nothing was given, or the page is the person's own. */
  answerLinkDigest: digestSchema.nullable(),
  askedBy,
});

/** What the back end itself records, on the chain of the store concerned (B12). A contact point is named by its row. */
export const backEndEventSchema = z.discriminatedUnion('type', [
  answersOnPhone,
  z.strictObject({
    type: z.literal('confirmation'),
    ...link,
    ...store,
    contactPoint: name,
    answers: answerKeys,
  }),
  z.strictObject({
    type: z.literal('expiry'),
    ...link,
    ...store,
    contactPoint: name,
    answers: answerKeys,
    /** Left out: nobody had confirmed in time. */
    endOfUse,
  }),
  z.strictObject({ type: z.literal('disavowal'), ...link, ...store, contactPoint: name, answers: answerKeys }),
  z.strictObject({
    type: z.enum(['withdrawal', 'objection', 'erasure']),
    ...link,
    ...store,
    contactPoint: name,
    scope: scopeOrTopics,
    pageOf,
    /** How it reached us. `linked`: it follows a withdrawal of all by another contact point of the person (D8). */
    via: z.enum([
      ...(['preference-page', 'answer-page', 'confirmation-page', 'unsubscribe-page', 'one-click', 'sms'] as const),
      ...(['complaint', 'linked', 'operator'] as const),
      ...(['suppression-list'] as const),
    ]),
    /** Where in time the withdrawal lay that it follows (`linked`), or that was carried over to a corrected contact point. */
    cause: custody.nullable(),
  }),
  /** Less often (D12). */
  z.strictObject({
    type: z.literal('frequency-cap'),
    ...link,
    ...store,
    contactPoint: name,
    scope: line,
    pageOf,
    frequency,
    via: z.literal('preference-page'),
  }),
  /** GDPR 18 (D13). */
  z.strictObject({
    type: z.enum(['restriction', 'lifting']),
    ...link,
    ...store,
    contactPoint: name,
    via: z.enum(['preference-page', 'operator']),
  }),
  z.strictObject({
    type: z.literal('quarantine-decision'),
    ...link,
    ...store,
    decision: z.enum(['release', 'reject']),
    /** Hash of the quarantined event. */
    subject: digestSchema,
    by: name,
  }),
  z.strictObject({
    type: z.literal('device-enrolled'),
    ...link,
    ...store,
    device: name,
    till: name,
    /** The public half of the key that signs the device's events from here on (RFC 7517). */
    key: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: name, y: name, kid: name }),
    /** The device whose place it takes (A1). */
    replaces: name.nullable(),
  }),
  z.strictObject({
    type: z.literal('device-status'),
    ...link,
    ...store,
    device: name,
    status: z.enum(['retired', 'lost']),
    by: name,
  }),
  /** The first event of a chain that takes the place of one whose end a restore has cut off (B13). */
  z.strictObject({
    type: z.literal('chain-restarted'),
    ...link,
    ...store,
    replaces: z.strictObject({ chain, seq: z.int().min(0), head: digestSchema.nullable() }),
  }),
  imported,
]);

export type DeviceEvent = z.infer<typeof deviceEventSchema>;
export type AnswersGiven = z.infer<typeof answersGiven>;
export type AnswersOnPhone = z.infer<typeof answersOnPhone>;
/** Wherever they were given. */
export type Answered = AnswersGiven | AnswersOnPhone;
export type StopAtTill = z.infer<typeof stopAtTill>;
export type DayExported = z.infer<typeof dayExported>;
export type DayClosed = z.infer<typeof dayClosed>;
export type BackEndEvent = z.infer<typeof backEndEventSchema>;
export type ConsentEvent = DeviceEvent | BackEndEvent;
export type Answer = z.infer<typeof answerOnPhone>;
export type Scope = z.infer<typeof scope>;
export type Collector = z.infer<typeof collector>;

/**
 * The least that must be readable for a stop to take effect although its event is in quarantine (B6): whatever else
 * is unknown or wrong about the event, what the person asked to end is ended.
 */
export const stopInQuarantineSchema = z.object({
  type: z.enum(['withdrawal', 'objection']),
  scope: scope.catch(null),
  lastAcknowledgement: digestSchema.nullable().catch(null),
  _sd: z.array(digestSchema).max(8).catch([]),
});
