// B7: an answer counts only when the back end has signed for it: an acknowledgement under a key we know, for this device,
// of this very request, over this very text. An older answer, another tablet's, or a proxy's own words fail one of these.
import type * as z from 'zod/mini';
import { sha256 } from '#protocol/digest.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import { signedTypes, verifyText } from '#protocol/signature.ts';
import { type Acknowledgement, acknowledgementSchema, type SignedAnswer } from '#protocol/sync.ts';

/** The back end's word, as it is stored and shown again. */
export interface SignedWord {
  readonly jws: string;
  /** SHA-256 of the JWS: what later events carry (C1). */
  readonly hash: string;
  readonly acknowledgement: Acknowledgement;
}

export interface VerifiedAnswer<T> extends SignedWord {
  readonly answer: T;
}

/** Whose word is taken for an answer. An enrolment is answered with the keys themselves. */
type Trust<T> = (answer: T) => { readonly device: string; readonly keys: readonly PublicKey[] };

/** Undefined when it is not the back end's answer to this request. */
export async function verifyAnswer<T>(
  signed: SignedAnswer,
  schema: z.core.$ZodType<T>,
  request: string,
  trust: Trust<T>,
): Promise<VerifiedAnswer<T> | undefined> {
  const answer = read(schema, signed.answer);
  if (!answer) return undefined;
  const { device, keys } = trust(answer);
  const text = await verifyText(signed.acknowledgement, signedTypes.acknowledgement, keys);
  const acknowledgement = text === undefined ? undefined : read(acknowledgementSchema, text);
  if (!acknowledgement || acknowledgement.device !== device) return undefined;
  if (acknowledgement.request !== (await sha256(request))) return undefined;
  if (acknowledgement.answer !== (await sha256(signed.answer))) return undefined;
  return { answer, acknowledgement, jws: signed.acknowledgement, hash: await sha256(signed.acknowledgement) };
}

function read<T>(schema: z.core.$ZodType<T>, text: string): T | undefined {
  try {
    return (schema as z.ZodMiniType<T>).parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
