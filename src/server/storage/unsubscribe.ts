// Unsubscribe links (E2): who they are for and what they end, sealed inside the link. Nothing of it is stored, it never expires, and
// it can do nothing but withdraw. Who it is for is said twice: by the contact point of that day, whose companions it reaches also when
// it is erased (D8), and by the hashes of the address or number, which find it under whatever id it has by then.
import type { BackEndEvent, Scope } from '#domain/consent-event.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { Channel } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { type ContactHashes, hashContact } from './contact-identity.ts';
import { findByLookup, getContactPoint, identifyByHashes } from './contact-point.ts';
import type { Reader, Tx } from './store.ts';
import { withdrawOnce } from './withdrawal.ts';

export interface UnsubscribeLink {
  readonly contactPoint: string;
  readonly hashes: ContactHashes;
  /** null: everything. */
  readonly scope: Scope;
}

type Person = [contactPoint: string, kind: ContactKind, lookup: string, tombstone: string];
type Contents = Person | [...Person, purpose: string, channel: Channel];

/** Each one made is another word; all of them stay good. The claim must be the contact point's. */
export function createUnsubscribeToken(
  { keys }: Pick<Reader, 'keys'>,
  { contactPoint, claim, scope }: Pick<UnsubscribeLink, 'contactPoint' | 'scope'> & { readonly claim: ContactClaim },
): Promise<string> {
  const { kind, lookup, tombstone } = hashContact({ keys }, claim);
  const person: Person = [contactPoint, kind, lookup, tombstone];
  const contents: Contents = scope ? [...person, scope.purpose, scope.channel] : person;
  return keys.sealLink(JSON.stringify(contents));
}

/** Undefined when we have not made it. */
export async function readUnsubscribeToken(
  { keys }: Pick<Reader, 'keys'>,
  token: string,
): Promise<UnsubscribeLink | undefined> {
  const text = await keys.openLink(token);
  if (text === undefined) return undefined;
  const [contactPoint, kind, lookup, tombstone, purpose, channel] = JSON.parse(text) as Contents;
  const scope = purpose && channel ? { purpose, channel } : null;
  return { contactPoint, hashes: { kind, lookup, tombstone }, scope };
}

/** The contact point that speaks for it today. */
export async function findLinkedContactPoint(
  reader: Reader,
  { contactPoint, hashes }: UnsubscribeLink,
): Promise<string> {
  return (await findByLookup(reader, hashes.lookup))?.id ?? contactPoint;
}

/** Whoever it belongs to by now: somebody forgotten, erased, or unknown since a restore is known anew, by this no alone. */
export async function unsubscribe(
  tx: Tx,
  { contactPoint, hashes, scope }: UnsubscribeLink,
  via: Extract<Extract<BackEndEvent, { cause: unknown }>['via'], 'unsubscribe-page' | 'one-click'>,
): Promise<void> {
  const { id } = await identifyByHashes(tx, hashes);
  const then = await getContactPoint(tx, contactPoint);
  for (const one of new Set([id, then?.id ?? id])) await withdrawOnce(tx, { contactPoint: one, scope, via });
}
