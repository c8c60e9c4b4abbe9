// Taking somebody on the suppression list, and saying of somebody else's list who is on it.
import { isGiven } from '#domain/consent-state.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { listGrants } from './acts.ts';
import { hashContact } from './contact-identity.ts';
import { findContactPoint } from './contact-point.ts';
import { recordStop } from './stop.ts';
import type { Tx } from './store.ts';
import { enterSuppression, findSuppression } from './suppression.ts';
import { findErasure } from './tombstone.ts';
import { storeOfContactPoint } from './withdrawal.ts';

/** Whom we know has a withdrawal of all on the ledger besides: it can be proven, reaches their other contact points (D8), and outlives a restore. */
export async function suppress(
  tx: Tx,
  claim: ContactClaim,
  { onlyNew = false }: { readonly onlyNew?: boolean } = {},
): Promise<'added' | 'again' | 'known'> {
  const isKnown = (await findSuppression(tx, hashContact(tx, claim).tombstone)) !== undefined;
  if (isKnown && onlyNew) return 'known';
  await enterSuppression(tx, claim);
  const contact = await findContactPoint(tx, claim);
  if (!contact) return isKnown ? 'again' : 'added';
  const store = await storeOfContactPoint(tx, contact.id);
  const stop = { contactPoint: contact.id, kind: 'withdrawal', scope: null, via: 'suppression-list' } as const;
  await recordStop(tx, { ...stop, store });
  return isKnown ? 'again' : 'added';
}

/** `answered-since`: they have said yes here, provably later. */
export type Match = 'suppressed' | 'erased' | 'answered-since' | 'not-listed';

export async function matchSuppression(
  tx: Tx,
  claim: ContactClaim,
): Promise<{ readonly match: Match; readonly contactPoint: string | null }> {
  const contactPoint = (await findContactPoint(tx, claim))?.id ?? null;
  const isSuppressed = (await findSuppression(tx, hashContact(tx, claim).tombstone)) !== undefined;
  const isErased = (await findErasure(tx, claim)) !== undefined;
  if (!isSuppressed && !isErased) return { match: 'not-listed', contactPoint };
  // an entry reaches all, so that a yes which stands is later than it
  const stands = contactPoint !== null && (await listGrants(tx, contactPoint)).some(isGiven);
  return { match: stands ? 'answered-since' : isSuppressed ? 'suppressed' : 'erased', contactPoint };
}
