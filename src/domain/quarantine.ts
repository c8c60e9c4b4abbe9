// Why the back end holds an event apart instead of counting it. Quarantine is custody: the event consumes its place in
// the chain, so that one bad event never blocks the next (B2).

export const quarantineReasons = [
  /** What arrived is not what the manifest announced (B2, B3). Not acknowledged: the tablet keeps the event. */
  'bytes-missing',
  /** A digest in the event has no disclosure that opens it (B5). Not acknowledged. */
  'disclosure-unreadable',
  /** An unexpected failure while this one event was taken in (B3). Not acknowledged. */
  'internal-error',
  /** Not signed by the device's key. */
  'signature',
  /** It came from a tablet that was reported lost (B9). */
  'device-lost',
  /** Config not published here, or a newer event schema: read again after publishing or upgrade (B4). */
  'unpublished',
  /** Not JSON, or not a consent event. */
  'malformed',
  /** The event names another id, seq or chain than the manifest. */
  'manifest-mismatch',
  /** The id was used before, by other content (B4). */
  'id-reused',
  /** The seq was used before, by another event: a restored profile (B4). */
  'fork',
  /** It does not follow the event before it. */
  'broken-chain',
  /** Notice or questions shown are not those of the config it names. */
  'not-as-published',
  /** Contact data that is no address or number, is missing for a yes, or was not needed. */
  'contact-data',
] as const;

export type QuarantineReason = (typeof quarantineReasons)[number];

/**
 * B3, B5: where the back end does not hold what it would need, or failed while it took it in, the tablet keeps the event
 * with its contact data and offers it again; a resend is evaluated again (B4).
 */
export function isAcknowledged(reason: QuarantineReason): boolean {
  return reason !== 'bytes-missing' && reason !== 'disclosure-unreadable' && reason !== 'internal-error';
}

/** B6: a no takes effect at once although its event is held; a yes waits for the operator. */
export function takesEffectInQuarantine(eventType: string): boolean {
  return eventType === 'withdrawal' || eventType === 'objection';
}
