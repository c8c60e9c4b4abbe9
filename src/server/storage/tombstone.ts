// What remains of an erased contact point: a keyed hash, the instant, and what it had objected to or ended as a whole, tied to
// no event (B10, F2). When the same address or number is seen again, under a new id, its erasure counts against everything
// that is not provably later; and what was a no before is not forgotten by being erased (D3, D8).
import type { Custody } from '#domain/custody.ts';
import type { Instant } from '#domain/instant.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { LoggedTombstone, OutlastingStop } from '../act-log/act-log.ts';
import { addStop, toScope } from './acts.ts';
import { mustGetIdentity } from './contact-identity.ts';
import type { Reader, Tx } from './store.ts';

/** A second erasure outlasts the first. Returns what the log beside the database must know. */
export async function putTombstone(tx: Tx, claim: ContactClaim, contactPoint: string): Promise<LoggedTombstone> {
  const tombstone = { tombstone: hashOf(tx, claim), at: tx.now, stops: await listOutlasting(tx, contactPoint) };
  await keepTombstone(tx, tombstone);
  return tombstone;
}

export async function keepTombstone({ sql }: Tx, { tombstone, at, stops }: LoggedTombstone): Promise<void> {
  const row = { at, stops: JSON.stringify(stops) };
  await sql
    .insertInto('tombstones')
    .values({ hash: tombstone, ...row })
    .onConflict((c) => c.column('hash').doUpdateSet(row))
    .execute();
}

export async function listTombstones({ sql }: Reader): Promise<LoggedTombstone[]> {
  const rows = await sql.selectFrom('tombstones').selectAll().execute();
  return rows.map(({ hash, at, stops }) => ({ tombstone: hash, at, stops: JSON.parse(stops) }));
}

async function listOutlasting({ sql }: Reader, contactPoint: string): Promise<OutlastingStop[]> {
  const rows = await sql
    .selectFrom('stops')
    .select(['kind', 'purpose', 'channel', 'topics', 'cause', 'latest'])
    .where('contact_point', '=', contactPoint)
    .where((e) => e.or([e('kind', '=', 'objection'), e.and([e('kind', '=', 'withdrawal'), e('purpose', 'is', null)])]))
    .execute();
  return rows.map((row) => ({
    kind: row.kind as OutlastingStop['kind'],
    scope: toScope(row),
    at: row.latest,
    isLinked: row.cause !== null,
  }));
}

/** Where in time the erasure lay; undefined when there was none. */
export async function findErasure(tx: Reader, claim: ContactClaim): Promise<Custody | undefined> {
  const row = await getTombstone(tx, claim);
  return row && custodyAt(row.at);
}

function getTombstone(tx: Reader, claim: ContactClaim) {
  return tx.sql.selectFrom('tombstones').selectAll().where('hash', '=', hashOf(tx, claim)).executeTakeFirst();
}

/** Lays an earlier erasure upon a contact point that has just been given its id, and what had been said before it. */
export async function followTombstone(tx: Tx, contactPoint: string, claim: ContactClaim): Promise<void> {
  const row = await getTombstone(tx, claim);
  if (!row) return;
  // not named by the tombstone's hash: that would tie it to this contact point's events
  const name = `${TOMBSTONE_CHAIN}:${contactPoint}`;
  const stops = JSON.parse(row.stops) as OutlastingStop[];
  await addStop(tx, {
    ...{ eventHash: name, contactPoint, custody: custodyAt(row.at) },
    ...{ kind: 'erasure', scope: null, cause: null },
  });
  for (const [i, { kind, scope, at, isLinked }] of stops.entries())
    await addStop(tx, {
      ...{ eventHash: `${name}:${i}`, contactPoint, custody: custodyAt(at), kind, scope },
      cause: isLinked ? `${name}:${i}` : null,
    });
}

/** Of stops that speak for a tombstone. */
export const TOMBSTONE_CHAIN = 'tombstone';

/** In no chain with anything: only the instants speak. */
const custodyAt = (at: Instant): Custody => ({ chain: TOMBSTONE_CHAIN, seq: 0, earliest: at, latest: at });

const hashOf = ({ keys }: Reader, claim: ContactClaim) => keys.hash('tombstone', claim.kind, mustGetIdentity(claim));
