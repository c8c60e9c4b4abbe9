// How long what is no consent and no proof is kept: here and nowhere else. `docs/operations.md` has the same table in words.
import { DAY } from '#domain/instant.ts';

/** Milliseconds. */
export const periods = {
  /** Work that is done or was given up. A report about its mail must still find whose it was (RFC 5965 comes late). */
  jobs: 400 * DAY,
  mails: 400 * DAY,
  mailReports: 400 * DAY,
  /** After the end of a link: until then its page says that it has expired, not that it never was (E2a). */
  tokens: 90 * DAY,
  /** Claims lapse after five years (C. civ. 2224); Germany counts five from each use, which this log shows (UWG § 7a). */
  audit: 5 * 366 * DAY,
  /** After the answer, for the same reason: that it was given in time is to be shown (GDPR 5(2), 12(3)). */
  rightsRequests: 5 * 366 * DAY,
  /** Providers repeat a message for hours, some for days. */
  inboundMessages: 30 * DAY,
  phoneVisits: 30 * DAY,
  enrolmentCodes: 30 * DAY,
  /** After a tablet that is retired or lost was last heard. What one that works has heard goes at once. */
  deviceChanges: 90 * DAY,
  /** Nobody has decided on an event held apart: its contact data goes, as if the use clock had run. */
  heldApart: 3 * 365 * DAY,
  /** A word given to a tablet, before its newest: one that lists or is carried by an event that still says something stays as long. */
  acknowledgements: 400 * DAY,
  /** In the act log, from the beginning of a wait that is over. */
  loggedWaits: 90 * DAY,
  /** Mails that development keeps in files, in clear. */
  mailbox: 30 * DAY,
} as const;
