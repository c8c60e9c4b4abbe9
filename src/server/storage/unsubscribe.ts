// Unsubscribe links (E2): the contact point's id and what the link ends, sealed inside the link. Nothing of it is stored, it
// never expires, and it can do nothing but withdraw.
import type { BackEndEvent, Scope } from '#domain/consent-event.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { Channel } from '#domain/shop-config.ts';
import type { Reader, Tx } from './store.ts';
import { withdrawOnce } from './withdrawal.ts';

export interface UnsubscribeLink {
  readonly contactPoint: string;
  readonly kind: ContactKind;
  /** null: everything. */
  readonly scope: Scope;
}

type Contents = [contactPoint: string, kind: ContactKind] | [string, ContactKind, purpose: string, Channel];

/** Each one made is another word; all of them stay good. */
export function createUnsubscribeToken({ keys }: Pick<Reader, 'keys'>, link: UnsubscribeLink): Promise<string> {
  const { contactPoint, kind, scope } = link;
  const contents: Contents = scope ? [contactPoint, kind, scope.purpose, scope.channel] : [contactPoint, kind];
  return keys.sealLink(JSON.stringify(contents));
}

/** Undefined when we have not made it. */
export async function readUnsubscribeToken(
  { keys }: Pick<Reader, 'keys'>,
  token: string,
): Promise<UnsubscribeLink | undefined> {
  const text = await keys.openLink(token);
  if (text === undefined) return undefined;
  const [contactPoint, kind, purpose, channel] = JSON.parse(text) as Contents;
  return { contactPoint, kind, scope: purpose && channel ? { purpose, channel } : null };
}

/** Whoever it belongs to by now: of somebody erased, or unknown since a restore, the link says nothing else. */
export async function unsubscribe(
  tx: Tx,
  { contactPoint, kind, scope }: UnsubscribeLink,
  via: Extract<Extract<BackEndEvent, { cause: unknown }>['via'], 'unsubscribe-page' | 'one-click'>,
): Promise<void> {
  await tx.sql
    .insertInto('contact_points')
    .values({ id: contactPoint, kind, value: null })
    .onConflict((c) => c.doNothing())
    .execute();
  await withdrawOnce(tx, { contactPoint, scope, via });
}
