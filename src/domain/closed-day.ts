// What a close of day says: the consent Z-report of one tablet, over every event since the close before. Numbers only, nobody's
// data: it stands in an event of the device, on the slip and in a file, in the same words.
import { z } from 'zod';
import { digestSchema, offsetInstant } from './event-part.ts';
import { channels } from './shop-config.ts';

const count = z.int().min(0);

/** Events that are not settled. */
const open = {
  /** On the tablet; the back end has not acknowledged them. */
  waiting: count,
  /** The back end holds them apart, or could not take them: somebody must look. */
  heldApart: count,
  /** Neither here nor known to be there (B11). */
  missing: count,
};

export const closeReportSchema = z.strictObject({
  /** 1, 2, 3 … for one device: where one is missing, a close is. */
  number: z.int().min(1),
  /** When the close before was made, by the device's clock; null for the first. */
  since: offsetInstant.nullable(),
  /** Of the device's chain. An empty range ends before it begins. */
  firstSeq: z.int().min(1),
  lastSeq: count,
  /** Hash of the event at `lastSeq`, which stands for all before it; null for none. */
  head: digestSchema.nullable(),
  /** Each event of the range is in one of these. */
  records: z.strictObject({ sent: count, ...open }),
  /** Of those sent: no longer on the tablet, so that what they say is not counted below. */
  cleared: count,
  /** Events of earlier closes that are still not settled, or are not any more. */
  earlier: z.strictObject(open),
  /**
   * One answer is one person's, whatever it says. Accepted: with a yes; refused: with nothing but no. The rest were told, and have not
   * objected to all of it (`countTold`).
   */
  answers: z.strictObject({ taken: count, accepted: count, refused: count }),
  /** Asked to end something at the till. */
  withdrawals: count,
  /** Closes, and readings of a day's file. */
  others: count,
  /** Answered on the shopper's own phone by this tablet's code; the answers are the back end's. */
  onPhone: count,
  /**
   * Of each question asked, by its channel. A yes is pending, confirmed, ended since, or counts as it is. Whom the law lets the
   * shop tell instead of ask has said neither: told, or objected.
   */
  channels: z.array(
    z.strictObject({
      channel: z.enum(channels),
      ...{ yes: count, no: count, pending: count, confirmed: count, ended: count, told: count, objected: count },
    }),
  ),
  /** Answers by the hour of the store's clocks, with a yes and without one; hours without any are left out. */
  hours: z.array(
    z.strictObject({ hour: z.int().min(0).max(23), ...{ accepted: count, refused: count, heldApart: count } }),
  ),
  /** The business days of these answers, the first and the last. */
  days: z.array(z.iso.date()).max(2),
  /** B11: none, with proof, or nobody can say. */
  lost: z.union([z.literal(0), z.literal('unknown')]),
  /** Hashes, links and own signatures of every event that the tablet still holds, checked for this close. */
  ledger: z.strictObject({ intact: z.boolean(), verified: count }),
  /** Milliseconds the back end's clock was ahead at the last exchange; null before the first. */
  skew: z.int().nullable(),
});

export type CloseReport = z.infer<typeof closeReportSchema>;
export type ChannelCount = CloseReport['channels'][number];
export type HourCount = CloseReport['hours'][number];
