// What a contact point is known by, of claims that were found to be valid before.
import { toContactIdentity } from '#domain/contact-identity.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';

/** @throws Error when the claim is no address or number of its kind */
export function mustGetIdentity({ kind, value }: ContactClaim): string {
  const identity = toContactIdentity(kind, value);
  if (identity === undefined) throw new Error(`not a contact point of kind ${kind}`);
  return identity;
}

export function isContactPoint({ kind, value }: ContactClaim): boolean {
  return toContactIdentity(kind, value) !== undefined;
}
