// What remains of an erased contact point: a keyed hash, the instant, and what it had objected to or ended as a whole, tied to
// no event (B10, F2). When the same address or number is seen again, under a new id, its erasure counts against everything
// that is not provably later; and what was a no before is not forgotten by being erased (D3, D8).
import type { Stop } from '#domain/consent-state.ts';
import type { Custody } from '#domain/custody.ts';
import type { Instant } from '#domain/instant.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { LoggedTombstone, OutlastingStop } from '../act-log/act-log.ts';
import { addStop, toScope } from './acts.ts';
import { hashContact } from './contact-identity.ts';
import type { Reader, Tx } from './store.ts';
import { findSuppression } from './suppression.ts';

/** A second erasure outlasts the first. Returns what the log beside the database must know. */
export async function putTombstone(tx: Tx, claim: ContactClaim, contactPoint: string): Promise<LoggedTombstone> {
  const tombstone = {
    tombstone: hashContact(tx, claim).tombstone,
    at: tx.now,
    stops: await listOutlasting(tx, contactPoint),
  };
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
  const row = await getTombstone(tx, hashContact(tx, claim).tombstone);
  return row && custodyAt(row.at);
}

function getTombstone({ sql }: Reader, hash: string) {
  return sql.selectFrom('tombstones').selectAll().where('hash', '=', hash).executeTakeFirst();
}

/**
 * What is known of an address or number apart from its contact point: that it was erased or suppressed, and earlier stops.
 * @param hash its tombstone's
 */
export async function listRemaining(
  tx: Reader,
  hash: string,
): Promise<(Omit<OutlastingStop, 'kind'> & Pick<Stop, 'kind'>)[]> {
  const tombstone = await getTombstone(tx, hash);
  const suppressedAt = await findSuppression(tx, hash);
  const of = (kind: Stop['kind'], at: Instant) => ({ kind, at, scope: null, isLinked: false });
  return [
    ...(tombstone ? [of('erasure', tombstone.at), ...(JSON.parse(tombstone.stops) as OutlastingStop[])] : []),
    ...(suppressedAt === undefined ? [] : [of('withdrawal', suppressedAt)]),
  ];
}

/** Lays that upon a contact point that has just been given its id. */
export async function followTombstone(tx: Tx, contactPoint: string, hash: string): Promise<void> {
  for (const [i, { kind, scope, at, isLinked }] of (await listRemaining(tx, hash)).entries()) {
    // not named by that hash: it would tie it to this contact point's events
    const eventHash = `${TOMBSTONE_CHAIN}:${contactPoint}:${i}`;
    await addStop(tx, {
      ...{ eventHash, contactPoint, custody: custodyAt(at), kind, scope },
      cause: isLinked ? eventHash : null,
    });
  }
}

/** Of stops that speak for a tombstone or a suppression entry. */
export const TOMBSTONE_CHAIN = 'tombstone';

/** In no chain with anything: only the instants speak. */
export const custodyAt = (at: Instant): Custody => ({ chain: TOMBSTONE_CHAIN, seq: 0, earliest: at, latest: at });
