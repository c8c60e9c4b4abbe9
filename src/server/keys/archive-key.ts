// The archive's key pair. The server has the public half only: it can put proof away and cannot read it again. The private half is
// the archive's master key, for the operator to keep elsewhere (JWE, RFC 7516, ECDH-ES+A256KW, A256GCM).
import {
  CompactEncrypt,
  compactDecrypt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { type PublicKey, toPublicKey } from '#protocol/public-key.ts';

const KEY_MANAGEMENT = 'ECDH-ES+A256KW';
const CONTENT_ENCRYPTION = 'A256GCM';

export interface ArchiveKeyPair {
  readonly publicKey: PublicKey;
  /** A private JWK (RFC 7517), for a file. */
  readonly privateKey: string;
}

export async function createArchiveKey(): Promise<ArchiveKeyPair> {
  const pair = await generateKeyPair(KEY_MANAGEMENT, { crv: 'P-256', extractable: true });
  const publicKey = await toPublicKey(pair.publicKey);
  return { publicKey, privateKey: JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid: publicKey.kid }) };
}

export function publicHalfOf(privateKey: string): PublicKey {
  const { kty, crv, x, y, kid } = JSON.parse(privateKey) as PublicKey;
  return { kty, crv, x, y, kid };
}

export function sealForArchive(text: string, publicKey: PublicKey): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: KEY_MANAGEMENT, enc: CONTENT_ENCRYPTION, kid: publicKey.kid })
    .encrypt(publicKey);
}

/** Of the key that opens it. */
export const keyIdOf = (sealed: string): string | undefined => decodeProtectedHeader(sealed).kid;

/** @throws Error when it is not the key that it was sealed to */
export async function openFromArchive(sealed: string, privateKey: string): Promise<string> {
  const key = await importJWK(JSON.parse(privateKey) as JWK, KEY_MANAGEMENT);
  const { plaintext } = await compactDecrypt(sealed, key, {
    keyManagementAlgorithms: [KEY_MANAGEMENT],
    contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
  });
  return new TextDecoder().decode(plaintext);
}
