// POST /api/v1/sync: one exchange between a tablet and the back end (protocol B). Lean schemas (zod/mini), because the
// tablet loads them too.
import * as z from 'zod/mini';

export const SYNC_PATH = '/api/v1/sync';

/** B1: the most events in one batch. */
export const BATCH_LIMIT = 500;
/** B1: the most bytes in one batch, counted after decompression. */
export const BATCH_BYTES_LIMIT = 8 * 1024 * 1024;

/** A tablet that records an event every second needs 68 years for these. */
const seq = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1));
const digest = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const shortText = z.string().check(z.maxLength(64));

/** [seq, event id, hash]: what the tablet says it holds there. */
const manifestLine = z.tuple([seq, shortText, digest]);

/** An event with its contact data beside it. */
const carriedEvent = z.object({
  seq,
  /** The bytes that were hashed, as text. */
  payload: z.string(),
  disclosures: z.array(z.string()).check(z.maxLength(8)),
});

export const syncRequestSchema = z.object({
  manifest: z.object({
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
  }),
  /** In the order of the manifest. A line without its event is booked `bytes-missing` (B3). */
  events: z.array(carriedEvent).check(z.maxLength(BATCH_LIMIT)),
});

const outcome = z.object({
  seq,
  hash: digest,
  outcome: z.enum(['accepted', 'duplicate', 'quarantined', 'erased']),
  reason: z.optional(z.string()),
});

/** `settled`: an operator has decided on an event that was held apart; the others: what became of one answer. */
export const changeKinds = ['confirmed', 'expired', 'withdrawn', 'erased', 'settled'] as const;

const change = z.object({
  number: seq,
  event: z.string(),
  /** Empty where the whole event is meant. */
  question: z.string(),
  change: z.enum(changeKinds),
});

export const syncResponseSchema = z.object({
  /** The text whose SHA-256 later events carry (B7, C1). Parsed, it is an `Acknowledgement`. */
  acknowledgement: z.string(),
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
});

/** B7: one signed word per batch. `hashes` are let go by the tablet; a quarantined event can be among them, a missing one cannot. */
export const acknowledgementSchema = z.object({
  device: z.string(),
  hashes: z.array(digest),
  /** Epoch milliseconds. */
  receivedAt: z.number(),
});

export type SyncRequest = z.infer<typeof syncRequestSchema>;
export type SyncResponse = z.infer<typeof syncResponseSchema>;
export type ManifestLine = z.infer<typeof manifestLine>;
export type CarriedEvent = z.infer<typeof carriedEvent>;
export type Outcome = z.infer<typeof outcome>;
export type Change = z.infer<typeof change>;
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
