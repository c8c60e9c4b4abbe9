// Public keys as they cross the wire: P-256 JWKs (RFC 7517), each known by its thumbprint (RFC 7638), so that whoever
// holds the key can tell its name and nobody can give one name to two keys.
import { calculateJwkThumbprint, exportJWK } from 'jose';
import * as z from 'zod/mini';

const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

export const publicKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  /** RFC 7638 thumbprint, SHA-256, base64url. */
  kid: coordinate,
});

export type PublicKey = z.infer<typeof publicKeySchema>;

/** WebCrypto's keys, as jose takes them: private ones need not be extractable. */
type CryptoKey = Parameters<typeof exportJWK>[0];

/** A private key and the name of its public half. */
export interface PrivateKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

/** @param key the public half, extractable as public keys are */
export async function toPublicKey(key: CryptoKey): Promise<PublicKey> {
  const { x = '', y = '' } = await exportJWK(key);
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
}

/** Whether the key bears its own name and is a point at all in form; a signature under it shows the rest. */
export async function isNamedRight({ kid, ...jwk }: PublicKey): Promise<boolean> {
  return (await calculateJwkThumbprint(jwk)) === kid;
}
