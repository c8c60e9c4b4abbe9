// Contact data stands beside the event as salted disclosures; the event holds only their digests (RFC 9901 §4.2.2, §4.2.3).
// Take the disclosures away and the event still verifies: that is how contact data is erased from an append-only ledger.
import { type ContactKind, contactKindByChannel } from '#domain/contact-point.ts';
import { fromBase64Url, sha256, toBase64Url } from './digest.ts';

/** base64url of the JSON array [salt, claim name, claim value]. */
export type Disclosure = string;

export interface ContactClaim {
  readonly kind: ContactKind;
  /** As typed; a phone number in E.164. */
  readonly value: string;
}

/** @param salt at least 128 random bits as base64url (RFC 9901 §9.3) */
export function toDisclosure(salt: string, claim: ContactClaim): Disclosure {
  return toBase64Url(new TextEncoder().encode(JSON.stringify([salt, claim.kind, claim.value])));
}

export function digestOfDisclosure(disclosure: Disclosure): Promise<string> {
  return sha256(disclosure);
}

const kinds: ReadonlySet<string> = new Set(Object.values(contactKindByChannel));

/** Undefined when the text is no disclosure of contact data. */
export function readDisclosure(disclosure: Disclosure): ContactClaim | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(disclosure));
    const parts: unknown = JSON.parse(text);
    if (!Array.isArray(parts) || parts.length !== 3) return undefined;
    const [salt, kind, value] = parts as unknown[];
    if (typeof salt !== 'string' || typeof kind !== 'string' || typeof value !== 'string') return undefined;
    return kinds.has(kind) ? { kind: kind as ContactKind, value } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The claims whose digests the event holds; undefined when a digest has no disclosure or stands there twice, or a
 * disclosure has no digest (RFC 9901 §7.1).
 */
export async function openDisclosures(
  digests: readonly string[],
  disclosures: readonly Disclosure[],
): Promise<ContactClaim[] | undefined> {
  if (digests.length !== disclosures.length || new Set(digests).size !== digests.length) return undefined;
  const held = new Map<string, Disclosure>();
  for (const disclosure of disclosures) held.set(await digestOfDisclosure(disclosure), disclosure);
  const claims: ContactClaim[] = [];
  for (const digest of digests) {
    const disclosure = held.get(digest);
    const claim = disclosure === undefined ? undefined : readDisclosure(disclosure);
    if (!claim) return undefined;
    claims.push(claim);
  }
  return claims;
}

/** The claims that open, for an event whose stop must take effect although something is wrong with it (B6). */
export async function openWhatOpens(
  digests: readonly string[],
  disclosures: readonly Disclosure[],
): Promise<ContactClaim[]> {
  const claims: ContactClaim[] = [];
  for (const disclosure of disclosures) {
    const claim = readDisclosure(disclosure);
    if (claim && digests.includes(await digestOfDisclosure(disclosure))) claims.push(claim);
  }
  return claims;
}
