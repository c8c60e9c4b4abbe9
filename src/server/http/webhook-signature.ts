// Whether a webhook is from who shares our secret: HMAC-SHA-256 over the timestamp, a full stop and the body.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, MINUTE } from '#domain/instant.ts';

/** Seconds since 1970. */
export const TIMESTAMP_HEADER = 'X-Timestamp';
/** `sha256=` and the HMAC in hexadecimal. */
export const SIGNATURE_HEADER = 'X-Signature';

/** A request that was overheard is worth nothing afterwards; clocks may differ by as much. */
const TOLERANCE = 5 * MINUTE;

export function signWebhook(secret: string, timestamp: string, body: Uint8Array | string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

export function isSignedWebhook(headers: Headers, body: Uint8Array, secret: string, now: Instant): boolean {
  const timestamp = headers.get(TIMESTAMP_HEADER) ?? '';
  const given = Buffer.from(headers.get(SIGNATURE_HEADER) ?? '');
  const wanted = Buffer.from(signWebhook(secret, timestamp, body));
  const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted);
  return isOurs && /^\d{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1000) <= TOLERANCE;
}
