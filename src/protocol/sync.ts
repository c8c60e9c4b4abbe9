// POST /api/v1/sync: one exchange between a tablet and the back end (protocol B). Lean schemas (zod/mini), because the
// tablet loads them too.
import * as z from 'zod/mini';
import { publicKeySchema } from './public-key.ts';

export const SYNC_PATH = '/api/v1/sync';

/** B1: the most events in one batch. */
export const BATCH_LIMIT = 500;
/** B1: the most bytes in one batch, counted after decompression. */
export const BATCH_BYTES_LIMIT = 8 * 1024 * 1024;
/** Characters; a manifest with 500 lines and as many gaps has some 110,000. It is decoded before anybody knows who speaks. */
const MANIFEST_LIMIT = 160 * 1024;
/** Characters; a word that lists 500 hashes has some 32,000. */
const WORD_LIMIT = 64 * 1024;

/** A tablet that records an event every second needs 68 years for these. */
const seq = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1));
const digest = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const shortText = z.string().check(z.maxLength(64));

/** [seq, event id, hash]: what the tablet says it holds there. */
const manifestLine = z.tuple([seq, shortText, digest]);

/** An event with its contact data beside it. */
const carriedEvent = z.object({
  seq,
  /** The compact JWS that was hashed (`signedTypes.event`). */
  jws: z.string().check(z.maxLength(64 * 1024)),
  /** The disclosures, sealed; null where the event has none. */
  seal: z.nullable(z.string().check(z.maxLength(16 * 1024))),
});

/** What a device signs for each exchange (B1). */
export const manifestSchema = z.object({
  device: shortText,
  lines: z.array(manifestLine).check(z.maxLength(BATCH_LIMIT)),
  /** Seqs not yet acknowledged that this device no longer has, as inclusive ranges: booked as lost (B2). */
  noLongerHeld: z.array(z.tuple([seq, seq])).check(z.maxLength(BATCH_LIMIT)),
  /** The newest event of the chain; seq 0 and null before the first (B11). */
  head: z.object({ seq: z.int().check(z.minimum(0), z.maximum(2 ** 31 - 1)), hash: z.nullable(digest) }),
  waiting: z.int().check(z.minimum(0)),
  /** The device's clock when it sends, epoch milliseconds: measures the skew (C3). */
  sentAt: z.number().check(z.minimum(-8.64e15), z.maximum(8.64e15)),
  appVersion: shortText,
  /** Number of the last change heard of (B8). */
  changesHeard: z.int().check(z.minimum(0)),
  /** `kid` of the back end's key that the device seals to now (B5). */
  sealingKey: digest,
});

export const syncRequestSchema = z.object({
  /** JWS of the device (`signedTypes.manifest`) over the JSON text of a manifest: it authenticates the batch. */
  manifest: z.string().check(z.maxLength(MANIFEST_LIMIT)),
  /** In the order of the manifest. A line without its event is booked `bytes-missing` (B3). */
  events: z.array(carriedEvent).check(z.maxLength(BATCH_LIMIT)),
  /** After a restore: words of the back end that it may have lost, and that prove when these events came (B8). */
  acknowledgements: z.array(z.string().check(z.maxLength(WORD_LIMIT))).check(z.maxLength(BATCH_LIMIT)),
});

const outcome = z.object({
  seq,
  hash: digest,
  outcome: z.enum(['accepted', 'duplicate', 'quarantined', 'erased']),
  reason: z.optional(z.string()),
});

/**
 * `settled`: an operator has decided on an event that was held apart. `answered-on-phone`: the hand-over whose nonce stands in
 * the place of the event is complete (E5). The others: what became of one answer.
 */
const changeKinds = [
  'requested',
  'confirmed',
  'expired',
  'withdrawn',
  'erased',
  'settled',
  'answered-on-phone',
] as const;

const change = z.object({
  number: seq,
  event: z.string(),
  /** Empty where the whole event is meant. */
  question: z.string(),
  change: z.enum(changeKinds),
});

/** The keys a tablet works with: what it checks the back end's words with, what it seals to. */
export const backEndKeysSchema = z.object({
  /** Every key whose signatures still count, the one in use first. */
  signing: z.array(publicKeySchema).check(z.minLength(1), z.maxLength(8)),
  sealing: publicKeySchema,
});

/** What the back end answers beside its acknowledgement; the acknowledgement carries the SHA-256 of its text. */
export const syncAnswerSchema = z.object({
  serverTime: z.number(),
  /** The next seq the back end waits for. */
  expected: seq,
  configDigest: digest,
  deviceStatus: z.enum(['active', 'retired', 'lost']),
  outcomes: z.array(outcome),
  /** B8: what has happened to this device's events since. */
  changes: z.array(change),
  /** Number of the newest change there is. Below what the tablet has heard: the back end came back from a backup. */
  lastChange: z.int().check(z.minimum(0)),
  keys: backEndKeysSchema,
});

/** An answer as it travels: to a batch here, to an enrolment in enrolment.ts. */
export const signedAnswerSchema = z.object({
  /** JWS of the back end (`signedTypes.acknowledgement`); its SHA-256 is what later events carry (B7, C1). */
  acknowledgement: z.string(),
  /** JSON text of what is answered. */
  answer: z.string(),
});

/** B7: one signed word per batch. `hashes` are let go by the tablet; a quarantined event can be among them, a missing one cannot. */
export const acknowledgementSchema = z.object({
  device: z.string(),
  /** SHA-256 of the JWS that it answers: an older answer cannot be passed off as this one. */
  request: digest,
  /** SHA-256 of the answer's text. */
  answer: digest,
  hashes: z.array(digest),
  /** Epoch milliseconds. */
  receivedAt: z.number(),
});

export type SyncRequest = z.infer<typeof syncRequestSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
export type SyncAnswer = z.infer<typeof syncAnswerSchema>;
export type SignedAnswer = z.infer<typeof signedAnswerSchema>;
export type BackEndKeys = z.infer<typeof backEndKeysSchema>;
export type ManifestLine = z.infer<typeof manifestLine>;
export type CarriedEvent = z.infer<typeof carriedEvent>;
export type Outcome = z.infer<typeof outcome>;
export type Change = z.infer<typeof change>;
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
