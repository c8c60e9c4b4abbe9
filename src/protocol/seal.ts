// Contact data on its way and on the tablet: the disclosures of one event, encrypted to the back end and to the tablet's
// closing key (JWE, RFC 7516 §7.2.1, ECDH-ES+A256KW, A256GCM). Whoever captures cannot read back.
import { GeneralEncrypt, type GeneralJWE, generalDecrypt } from 'jose';
import type { Disclosure } from './disclosure.ts';
import type { PrivateKey, PublicKey } from './public-key.ts';

/** JSON text of a general JWE. */
export type Seal = string;

const KEY_MANAGEMENT = 'ECDH-ES+A256KW';
const CONTENT_ENCRYPTION = 'A256GCM';
/** Bytes. The plaintext is padded to a multiple of it, so that the length of an address does not show. */
const BLOCK = 256;

export async function sealDisclosures(
  disclosures: readonly Disclosure[],
  recipients: readonly PublicKey[],
): Promise<Seal> {
  const text = JSON.stringify(disclosures);
  const padded = text.padEnd(Math.ceil(text.length / BLOCK) * BLOCK); // ASCII, and white space ends JSON
  const encryption = new GeneralEncrypt(new TextEncoder().encode(padded)).setProtectedHeader({
    enc: CONTENT_ENCRYPTION,
  });
  for (const recipient of recipients)
    encryption.addRecipient(recipient).setUnprotectedHeader({ alg: KEY_MANAGEMENT, kid: recipient.kid });
  return JSON.stringify(await encryption.encrypt());
}

/** Undefined when none of the keys opens it, or what is inside is no list of disclosures. */
export async function openSeal(seal: Seal, keys: readonly PrivateKey[]): Promise<Disclosure[] | undefined> {
  try {
    const { plaintext } = await generalDecrypt(
      JSON.parse(seal) as GeneralJWE,
      (_protected, { header }) => {
        const own = keys.find(({ kid }) => kid === header?.kid);
        if (!own) throw new Error('not for us');
        return own.key as never;
      },
      {
        keyManagementAlgorithms: [KEY_MANAGEMENT],
        contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
        maxDecompressedLength: 0,
      },
    );
    const disclosures: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext));
    return isListOfText(disclosures) ? disclosures : undefined;
  } catch {
    return undefined;
  }
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 8 && value.every((part) => typeof part === 'string');
}
