// What a contact point is known by, of claims that were found to be valid before.
import { toContactIdentity } from '#domain/contact-identity.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { Reader } from './store.ts';

/** Keyed hashes of an address or number: they find it wherever it is known, and name nobody. */
export interface ContactHashes {
  readonly kind: ContactKind;
  /** Of its contact point. */
  readonly lookup: string;
  /** Of what is known of it apart from that: an erasure, a suppression, an entry of the archive (F2). */
  readonly tombstone: string;
}

export function hashContact({ keys }: Pick<Reader, 'keys'>, claim: ContactClaim): ContactHashes {
  const { kind } = claim;
  const identity = mustGetIdentity(claim);
  return { kind, lookup: keys.hash('lookup', kind, identity), tombstone: keys.hash('tombstone', kind, identity) };
}

/** @throws Error when the claim is no address or number of its kind */
export function mustGetIdentity({ kind, value }: ContactClaim): string {
  const identity = toContactIdentity(kind, value);
  if (identity === undefined) throw new Error(`not a contact point of kind ${kind}`);
  return identity;
}

export function isContactPoint({ kind, value }: ContactClaim): boolean {
  return toContactIdentity(kind, value) !== undefined;
}
