// What remains of an erased contact point: a keyed hash and the instant, tied to no event (B10, F2). When the same address
// or number is seen again, under a new id, its erasure counts against everything that is not provably later.
import type { Custody } from '#domain/custody.ts';
import type { Instant } from '#domain/instant.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { addStop } from './acts.ts';
import { mustGetIdentity } from './contact-identity.ts';
import type { Reader, Tx } from './store.ts';

/** Returns the hash. A second erasure outlasts the first. */
export async function putTombstone(tx: Tx, claim: ContactClaim): Promise<string> {
  const hash = hashOf(tx, claim);
  await tx.sql
    .insertInto('tombstones')
    .values({ hash, at: tx.now })
    .onConflict((c) => c.column('hash').doUpdateSet({ at: tx.now }))
    .execute();
  return hash;
}

/** Where in time the erasure lay; undefined when there was none. */
export async function findErasure(tx: Reader, claim: ContactClaim): Promise<Custody | undefined> {
  const row = await tx.sql
    .selectFrom('tombstones')
    .select('at')
    .where('hash', '=', hashOf(tx, claim))
    .executeTakeFirst();
  return row && custodyAt(row.at);
}

/** Lays an earlier erasure upon a contact point that has just been given its id. */
export async function followTombstone(tx: Tx, contactPoint: string, claim: ContactClaim): Promise<void> {
  const custody = await findErasure(tx, claim);
  if (!custody) return;
  // not named by the tombstone's hash: that would tie it to this contact point's events
  const stop = { eventHash: `${CHAIN}:${contactPoint}`, kind: 'erasure', scope: null, cause: null } as const;
  await addStop(tx, { ...stop, contactPoint, custody });
}

const CHAIN = 'tombstone';

/** In no chain with anything: only the instants speak. */
const custodyAt = (at: Instant): Custody => ({ chain: CHAIN, seq: 0, earliest: at, latest: at });

const hashOf = ({ keys }: Reader, claim: ContactClaim) => keys.hash('tombstone', claim.kind, mustGetIdentity(claim));
