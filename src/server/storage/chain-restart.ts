// What a restore from backup has cut off a store's chain (B13): the events that the act log kept go back to their places,
// what it did not keep is booked as lost, and another chain takes the place of this one.
import type { BackEndEvent } from '#domain/consent-event.ts';
import { fromOffsetText } from '#domain/instant.ts';
import { appendFact } from './chain.ts';
import type { Tx } from './store.ts';

/** A fact as it was signed. */
export interface Fact<E extends BackEndEvent = BackEndEvent> {
  readonly jws: string;
  readonly hash: string;
  readonly event: E;
}

/** @param facts of one store, with what is missing among them; in any order, and as often as the log has them */
export async function restartChain(tx: Tx, store: string, facts: readonly Fact[]): Promise<void> {
  const byHash = new Map(facts.map((fact) => [fact.hash, fact]));
  for (const fact of byHash.values()) await putBack(tx, fact);
  for (const chain of new Set(facts.map(({ event }) => event.chain))) await catchUp(tx, store, chain);

  const chains = await tx.sql.selectFrom('chains').selectAll().where('store', '=', store).execute();
  const last = chains.reduce((a, b) => (numberOf(store, b.id) > numberOf(store, a.id) ? b : a));
  await tx.sql.updateTable('chains').set({ closed: 1 }).where('store', '=', store).execute();
  const id = `store:${store}:${numberOf(store, last.id) + 1}`;
  await tx.sql.insertInto('chains').values({ id, store, closed: 0, expected: 1, head: null }).execute();
  const replaces = { chain: last.id, seq: last.expected - 1, head: last.head };
  await appendFact(tx, { type: 'chain-restarted', store, replaces });
}

/** `store:{id}` is the first, `store:{id}:2` the second. */
function numberOf(store: string, chain: string): number {
  return Number(chain.slice(`store:${store}:`.length) || 1);
}

async function putBack(tx: Tx, { jws, hash, event }: Fact): Promise<void> {
  const { chain, seq, id, type, capturedAt } = event;
  const taken = await tx.sql
    .selectFrom('events')
    .select('hash')
    .where('chain', '=', chain)
    .where('seq', '=', seq)
    .executeTakeFirst();
  const at = fromOffsetText(capturedAt);
  await tx.sql
    .insertInto('events')
    .values({
      // beside: the restored database was at work without its log, and has used the place again
      ...{ chain, seq, hash, id, jws, type, beside: taken ? 1 : 0, status: 'accepted', reason: null },
      ...{ business_day: 'businessDay' in event ? event.businessDay : null, received_at: at, earliest: at },
    })
    .execute();
}

/** Moves the chain's end behind what was put back, and books the places between as lost. */
async function catchUp(tx: Tx, store: string, chain: string): Promise<void> {
  await tx.sql
    .insertInto('chains')
    .values({ id: chain, store, closed: 1, expected: 1, head: null })
    .onConflict((c) => c.doNothing())
    .execute();
  let { expected, head } = await tx.sql
    .selectFrom('chains')
    .select(['expected', 'head'])
    .where('id', '=', chain)
    .executeTakeFirstOrThrow();
  const rows = await tx.sql
    .selectFrom('events')
    .select(['seq', 'hash'])
    .where('chain', '=', chain)
    .where('seq', '>=', expected)
    .where('beside', '=', 0)
    .orderBy('seq')
    .execute();
  for (const { seq, hash } of rows) {
    if (seq > expected)
      await tx.sql
        .insertInto('lost')
        .values({ chain, first_seq: expected, last_seq: seq - 1, booked_at: tx.now })
        .execute();
    expected = seq + 1;
    head = hash;
  }
  await tx.sql.updateTable('chains').set({ expected, head }).where('id', '=', chain).execute();
}
