// The closing key opens contact data on the tablet, by the manager's passphrase alone: its private half is kept wrapped
// (JWE, PBES2-HS512+A256KW, RFC 7518 §4.8) and its public half seals. Loaded only when somebody types a passphrase.
import { CompactEncrypt, compactDecrypt, errors, exportJWK, importJWK, type JWK } from 'jose';
import { type PrivateKey, type PublicKey, toPublicKey } from '#protocol/public-key.ts';
import { normalizePassphrase } from './passphrase.ts';

export interface ClosingKey {
  readonly publicKey: PublicKey;
  /** Compact JWE of the private JWK. */
  readonly wrapped: string;
}

const WRAPPING = 'PBES2-HS512+A256KW';
const ENCRYPTION = 'A256GCM';
/** OWASP asks for 210,000 with SHA-512; one opening in half a second is no burden, a million guesses are. */
const ITERATIONS = 600_000;
const MOST_ITERATIONS = 10_000_000;

/** @param iterations fewer only where nothing is kept from anybody: in tests */
export async function makeClosingKey(passphrase: string, iterations = ITERATIONS): Promise<ClosingKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  return {
    publicKey: await toPublicKey(pair.publicKey),
    wrapped: await wrap(JSON.stringify(await exportJWK(pair.privateKey)), passphrase, iterations),
  };
}

/** Undefined when the passphrase is another one. */
export async function openClosingKey(closing: ClosingKey, passphrase: string): Promise<PrivateKey | undefined> {
  const text = await unwrap(closing, passphrase);
  if (text === undefined) return undefined;
  const key = await importJWK(JSON.parse(text) as JWK, 'ECDH-ES+A256KW', { extractable: false });
  if (key instanceof Uint8Array) throw new Error('not an asymmetric key');
  return { kid: closing.publicKey.kid, key };
}

/** The same key under another passphrase; undefined when the current one is wrong. */
export async function rewrapClosingKey(
  closing: ClosingKey,
  current: string,
  next: string,
  iterations = ITERATIONS,
): Promise<ClosingKey | undefined> {
  const text = await unwrap(closing, current);
  return text === undefined ? undefined : { ...closing, wrapped: await wrap(text, next, iterations) };
}

function wrap(text: string, passphrase: string, iterations: number): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: WRAPPING, enc: ENCRYPTION })
    .setKeyManagementParameters({ p2c: iterations })
    .encrypt(toSecret(passphrase));
}

async function unwrap({ wrapped }: ClosingKey, passphrase: string): Promise<string | undefined> {
  try {
    const { plaintext } = await compactDecrypt(wrapped, toSecret(passphrase), {
      keyManagementAlgorithms: [WRAPPING],
      contentEncryptionAlgorithms: [ENCRYPTION],
      maxPBES2Count: MOST_ITERATIONS,
    });
    return new TextDecoder().decode(plaintext);
  } catch (error) {
    if (error instanceof errors.JWEDecryptionFailed) return undefined;
    throw error;
  }
}

function toSecret(passphrase: string): Uint8Array {
  return new TextEncoder().encode(normalizePassphrase(passphrase));
}
