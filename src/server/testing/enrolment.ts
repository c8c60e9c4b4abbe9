// Keys as a tablet makes them, and what it says with them to become a device.
import { generateKeyPair } from 'jose';
import type { Enrolment, Replacement } from '#protocol/enrolment.ts';
import { type PrivateKey, type PublicKey, toPublicKey } from '#protocol/public-key.ts';
import { signedTypes, signText } from '#protocol/signature.ts';

export interface KeyPair {
  readonly key: PrivateKey;
  readonly publicKey: PublicKey;
}

export async function createKeyPair(algorithm: 'ES256' | 'ECDH-ES' = 'ES256'): Promise<KeyPair> {
  const pair = await generateKeyPair(algorithm);
  const publicKey = await toPublicKey(pair.publicKey);
  return { key: { kid: publicKey.kid, key: pair.privateKey }, publicKey };
}

/** The body of a request to enrol. */
export async function toEnrolmentBody(
  code: string,
  { key, publicKey }: KeyPair,
  { replaces = null, by = key }: { replaces?: string | null; by?: PrivateKey } = {},
): Promise<{ enrolment: string }> {
  const enrolment: Enrolment = { code, key: publicKey, appVersion: '0.1.0', replaces };
  return { enrolment: await signText(JSON.stringify(enrolment), signedTypes.enrolment, by) };
}

/** In the old device's words: the new key takes its place (A1). */
export function toReplacement(
  old: { readonly id: string; readonly key: PrivateKey },
  publicKey: PublicKey,
): Promise<string> {
  const replacement: Replacement = { device: old.id, key: publicKey.kid };
  return signText(JSON.stringify(replacement), signedTypes.replacement, old.key);
}
