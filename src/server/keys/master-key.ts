// The master keys wrap every other key (JWE, RFC 7516, A256KW). They come from outside the data directory, newest first: the
// first one wraps, the others open what is older, until it has been wrapped anew.
import { CompactEncrypt, calculateJwkThumbprint, compactDecrypt, decodeProtectedHeader } from 'jose';
import { fromBase64Url, toBase64Url } from '#protocol/digest.ts';

const BYTES = 32;
const KEY_MANAGEMENT = 'A256KW';
const CONTENT_ENCRYPTION = 'A256GCM';

export interface Wrapped {
  readonly wrapped: string;
  /** `kid` of the master key. */
  readonly master: string;
}

export interface MasterKeys {
  /** `kid` of the one that wraps. */
  readonly newest: string;
  has(kid: string): boolean;
  wrap(secret: Uint8Array): Promise<Wrapped>;
  /** @throws Error when it was not wrapped under one of these keys */
  unwrap(wrapped: string): Promise<Uint8Array>;
}

export function createMasterKey(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(BYTES)));
}

/**
 * @param text keys of 32 bytes in base64url, newest first, one a line or separated by commas
 * @throws Error when it is anything else
 */
export async function readMasterKeys(text: string): Promise<MasterKeys> {
  const keys = new Map<string, Uint8Array>();
  for (const k of text.split(/[\s,]+/).filter((part) => part !== '')) {
    if (!/^[A-Za-z0-9_-]{43}$/.test(k))
      throw new Error(`a master key is ${BYTES} random bytes in base64url: 43 characters, one key a line`);
    keys.set(await calculateJwkThumbprint({ kty: 'oct', k }), fromBase64Url(k));
  }
  const [newest] = keys.keys();
  if (newest === undefined) throw new Error('there is no master key');

  return {
    newest,
    has: (kid) => keys.has(kid),
    async wrap(secret) {
      const wrapped = await new CompactEncrypt(secret)
        .setProtectedHeader({ alg: KEY_MANAGEMENT, enc: CONTENT_ENCRYPTION, kid: newest })
        .encrypt(keys.get(newest) as Uint8Array);
      return { wrapped, master: newest };
    },
    async unwrap(wrapped) {
      const key = keys.get(decodeProtectedHeader(wrapped).kid ?? '');
      if (!key) throw new Error('the master key of a key is missing');
      const { plaintext } = await compactDecrypt(wrapped, key, {
        keyManagementAlgorithms: [KEY_MANAGEMENT],
        contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
      });
      return plaintext;
    },
  };
}
