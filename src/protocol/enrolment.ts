// POST /api/v1/devices: a tablet trades the operator's one-time code for an identity of its own (A1).
// GET /api/v1/config/{digest}: a published config, immutable.
import * as z from 'zod/mini';
import { publicKeySchema } from './public-key.ts';
import { backEndKeysSchema } from './sync.ts';

export const ENROLMENT_PATH = '/api/v1/devices';
export const CONFIG_PATH = '/api/v1/config';

/** Digits and capitals that nobody mistakes for another (without I, L, O, U; Crockford's base 32). */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 8;

/**
 * A code as typed, as it is known: without spaces and hyphens, in capitals, look-alikes read as what they look like.
 * Undefined when it is none.
 */
export function toCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((character) => CODE_ALPHABET.includes(character))
    ? code
    : undefined;
}

export const enrolmentRequestSchema = z.object({
  /** JWS (`signedTypes.enrolment`) by the tablet's new key over an `Enrolment`: it proves that the tablet has that key. */
  enrolment: z.string().check(z.maxLength(8192)),
});

/** What a tablet asks for. */
export const enrolmentSchema = z.object({
  code: z.string().check(z.maxLength(32)),
  key: publicKeySchema,
  appVersion: z.string().check(z.maxLength(64)),
  /**
   * The device that this one takes the place of, in the old key's own words: JWS (`signedTypes.replacement`) over a
   * `Replacement`; null for a tablet that was none.
   */
  replaces: z.nullable(z.string().check(z.maxLength(4096))),
});

export const replacementSchema = z.object({
  /** The old device. */
  device: z.string(),
  /** `kid` of the new one's key. */
  key: z.string(),
});

/** The answer's text (`SignedAnswer`). The keys in it are trusted on first use, over HTTPS and by the code. */
export const enrolmentAnswerSchema = z.object({
  device: z.string(),
  store: z.string(),
  till: z.string(),
  configDigest: z.string(),
  /** Where the shopper's own phone finds the pages: origin of `PUBLIC_URL`. */
  publicUrl: z.string(),
  keys: backEndKeysSchema,
  serverTime: z.number(),
});

export type Enrolment = z.infer<typeof enrolmentSchema>;
export type Replacement = z.infer<typeof replacementSchema>;
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswerSchema>;
