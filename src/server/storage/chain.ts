// The back end's own chains, one per store (B12): the same form as a device's, its head row locked by the transaction.
import type { BackEndEvent } from '#domain/consent-event.ts';
import { EVENT_SCHEMA } from '#domain/consent-event.ts';
import type { Custody } from '#domain/custody.ts';
import { toOffsetText } from '#domain/instant.ts';
import { toCanonicalJson } from '#domain/notice.ts';
import { sha256 } from '#protocol/digest.ts';
import type { Tx } from './store.ts';

type Links = 'schema' | 'id' | 'chain' | 'seq' | 'previous' | 'capturedAt';
type WithoutLinks<E> = E extends unknown ? Omit<E, Links> : never;
/** What the back end states; the chain adds the rest. */
export type BackEndFact = WithoutLinks<BackEndEvent>;

/** Appends a fact to its store's chain. A back-end event has its commit instant at both ends (C1). */
export async function appendFact(tx: Tx, fact: BackEndFact): Promise<{ hash: string; custody: Custody }> {
  const chain = `store:${fact.store}`;
  const { seq, head } = await takeNextSeq(tx, chain);
  const id = tx.newId();
  const payload = toCanonicalJson({
    schema: EVENT_SCHEMA,
    id,
    chain,
    seq,
    previous: head,
    capturedAt: toOffsetText(tx.now, 0),
    ...fact,
  });
  const hash = await sha256(payload);
  await tx.sql
    .insertInto('events')
    .values({
      chain,
      seq,
      hash,
      id,
      beside: 0,
      status: 'accepted',
      reason: null,
      type: fact.type,
      payload,
      disclosures: '[]',
      received_at: tx.now,
      earliest: tx.now,
    })
    .execute();
  await tx.sql.updateTable('chains').set({ head: hash }).where('id', '=', chain).execute();
  return { hash, custody: { chain, seq, earliest: tx.now, latest: tx.now } };
}

async function takeNextSeq(tx: Tx, chain: string): Promise<{ seq: number; head: string | null }> {
  await tx.sql
    .insertInto('chains')
    .values({ id: chain, expected: 1, head: null })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
  const row = await tx.sql
    .updateTable('chains')
    .set((e) => ({ expected: e('expected', '+', 1) }))
    .where('id', '=', chain)
    .returning(['expected', 'head'])
    .executeTakeFirstOrThrow();
  return { seq: row.expected - 1, head: row.head };
}
