// The link in the QR code by which a shopper answers on their own phone (E5): a JWT (RFC 7519) signed by the tablet, online or
// not. It says where, when and under which config it was shown, and nothing of anybody. Lean schemas, as the tablet loads them.
import * as z from 'zod/mini';
import type { PrivateKey, PublicKey } from './public-key.ts';
import { readSignedText, signedTypes, signText, verifyText } from './signature.ts';

const shortText = z.string().check(z.minLength(1), z.maxLength(64));

const claimsSchema = z.object({
  /** The device. */
  iss: shortText,
  /** When the code was shown, by the device's clock: seconds since 1970-01-01T00:00Z, as RFC 7519 §4.1.6 has it. */
  iat: z.int().check(z.minimum(0), z.maximum(8.64e12)),
  /** The nonce, which completes once: 128 random bits as base64url. */
  jti: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)),
  store: shortText,
  till: shortText,
  /** Digest of the config on the tablet: questions and notice in all its languages. */
  config: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  locale: shortText,
});

export type HandOver = z.infer<typeof claimsSchema>;

/** Some 400 characters: behind a usual origin, a QR code of version 16 or 17 at error correction M. */
export function signHandOver(claims: HandOver, { key }: Pick<PrivateKey, 'key'>): Promise<string> {
  return signText(JSON.stringify(claims), signedTypes.handOver, { key });
}

/** What a link claims, before anybody has checked who signed it. Undefined when it is none. */
export function peekHandOver(link: string): HandOver | undefined {
  try {
    return claimsSchema.parse(JSON.parse(readSignedText(link) ?? ''));
  } catch {
    return undefined;
  }
}

/** Whether that device's key has signed the link. */
export async function isHandOverBy(link: string, key: PublicKey): Promise<boolean> {
  return (await verifyText(link, signedTypes.handOver, [key])) !== undefined;
}
