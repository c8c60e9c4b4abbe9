// Signed words (JWS, RFC 7515, compact, ES256). What was signed travels and is stored as the very bytes that were signed;
// its hash is the SHA-256 of the whole compact JWS. `typ` keeps a word of one kind from being taken for another (RFC 8725 §3.11).
import { CompactSign, compactVerify, decodeProtectedHeader } from 'jose';
import { fromBase64Url } from './digest.ts';
import type { PrivateKey, PublicKey } from './public-key.ts';

export const signedTypes = {
  /** An SD-JWT without its disclosures (RFC 9901 §4): `jws~disclosure~…~` is one that any library reads. */
  event: 'consent-event+sd-jwt',
  /** What a tablet says it hands over (B1). */
  manifest: 'consent-manifest+jws',
  acknowledgement: 'consent-acknowledgement+jws',
  enrolment: 'consent-enrolment+jws',
  /** By the old key of a tablet: which new key takes its place (A1). */
  replacement: 'consent-replacement+jws',
  /** A tablet's code for the shopper's own phone (E5): a JWT (RFC 7519), short so that its QR code is coarse. */
  handOver: 'hand-over+jwt',
  /** By a tablet or the back end: what a day's file holds. */
  dayManifest: 'consent-day-manifest+jws',
  /** By the back end: up to here a chain may have given up what its events said (B12). */
  checkpoint: 'consent-checkpoint+jws',
} as const;

export type SignedType = (typeof signedTypes)[keyof typeof signedTypes];

const ALGORITHM = 'ES256';

/**
 * @param text what is signed, as JSON text: never parsed and written again
 * @param signer without `kid` where the reader knows whose word it is
 */
export function signText(
  text: string,
  typ: SignedType,
  { kid, key }: Pick<PrivateKey, 'key'> & { readonly kid?: string },
): Promise<string> {
  const header = { alg: ALGORITHM, typ, ...(kid !== undefined && { kid }) };
  return new CompactSign(new TextEncoder().encode(text)).setProtectedHeader(header).sign(key);
}

/** The text that one of the keys has signed; undefined when none has, or as another kind of word. */
export async function verifyText(
  jws: string,
  typ: SignedType,
  keys: readonly PublicKey[],
): Promise<string | undefined> {
  try {
    const header = decodeProtectedHeader(jws);
    const key = header.kid === undefined ? keys[0] : keys.find(({ kid }) => kid === header.kid);
    // `b64` (RFC 7797) would have something else signed than `readSignedText` reads, and we know no other extension
    if (!key || header.typ !== typ || header.crit !== undefined) return undefined;
    const { payload } = await compactVerify(jws, key, { algorithms: [ALGORITHM] });
    return decode(payload);
  } catch {
    return undefined;
  }
}

/** What is signed, whether or not the signature is right; undefined when it is no compact JWS with a text. */
export function readSignedText(jws: string): string | undefined {
  try {
    const parts = jws.split('.');
    return parts.length === 3 ? decode(fromBase64Url(parts[1] as string)) : undefined;
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
