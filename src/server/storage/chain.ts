// The back end's own chains, one per store at a time (B12): the same form as a device's, the head row locked by the transaction.
import { type BackEndEvent, EVENT_SCHEMA } from '#domain/consent-event.ts';
import type { Custody } from '#domain/custody.ts';
import { toOffsetText } from '#domain/instant.ts';
import { toCanonicalJson } from '#domain/notice.ts';
import { sha256 } from '#protocol/digest.ts';
import { signedTypes, signText } from '#protocol/signature.ts';
import type { LoggedAct, LoggedFact } from '../act-log/act-log.ts';
import type { Reader, Tx } from './store.ts';

type Links = 'schema' | 'id' | 'chain' | 'seq' | 'previous' | 'capturedAt';
type WithoutLinks<E> = E extends unknown ? Omit<E, Links> : never;
/** What the back end states; the chain adds the rest. */
export type BackEndFact = WithoutLinks<BackEndEvent>;

/**
 * Appends a fact to its store's open chain. A back-end event has its commit instant at both ends (C1).
 * @param id where a form has brought one, drawn when it was first shown
 */
export async function appendFact(
  tx: Tx,
  fact: BackEndFact,
  id: string = tx.newId(),
): Promise<{ hash: string; custody: Custody; capturedAt: string }> {
  const { chain, seq, head } = await takeNextSeq(tx, fact.store);
  const capturedAt = toOffsetText(tx.now, 0);
  const text = toCanonicalJson({ schema: EVENT_SCHEMA, id, chain, seq, previous: head, capturedAt, ...fact });
  const jws = await signText(text, signedTypes.event, tx.keys.signing);
  const hash = await sha256(jws);
  await tx.sql
    .insertInto('events')
    .values({
      ...{ chain, seq, hash, id, jws, type: fact.type, beside: 0, status: 'accepted', reason: null },
      ...{ business_day: 'businessDay' in fact ? fact.businessDay : null, received_at: tx.now, earliest: tx.now },
    })
    .execute();
  await tx.sql.updateTable('chains').set({ head: hash }).where('id', '=', chain).execute();
  if (isLogged(fact)) tx.logAct(await toLogEntry(tx, fact, jws));
  return { hash, capturedAt, custody: { chain, seq, earliest: tx.now, latest: tx.now } };
}

async function takeNextSeq(tx: Tx, store: string): Promise<{ chain: string; seq: number; head: string | null }> {
  await tx.sql
    .insertInto('chains')
    .values({ id: `store:${store}`, store, closed: 0, expected: 1, head: null })
    .onConflict((c) => c.doNothing())
    .execute();
  const row = await tx.sql
    .updateTable('chains')
    .set((e) => ({ expected: e('expected', '+', 1) }))
    .where('store', '=', store)
    .where('closed', '=', 0)
    .returning(['id', 'expected', 'head'])
    .executeTakeFirstOrThrow();
  return { chain: row.id, seq: row.expected - 1, head: row.head };
}

/** What must outlive a restore from backup (B13): what a person ended, erased or confirmed, and which tablets are trusted. */
export const loggedTypes = [
  ...(['confirmation', 'disavowal', 'withdrawal', 'objection', 'erasure'] as const),
  ...(['device-enrolled', 'device-status'] as const),
];
export type LoggedEvent = Extract<BackEndEvent, { type: (typeof loggedTypes)[number] }>;

export function isLogged<F extends { type: BackEndEvent['type'] }>(
  fact: F,
): fact is Extract<F, Pick<LoggedEvent, 'type'>> {
  return (loggedTypes as readonly string[]).includes(fact.type);
}

export async function toLogEntry(
  { sql, keys }: Reader,
  fact: WithoutLinks<LoggedEvent>,
  jws: string,
): Promise<LoggedFact | LoggedAct> {
  if (!('contactPoint' in fact)) return { jws };
  const { contactPoint } = fact;
  const { kind } = await sql
    .selectFrom('contact_points')
    .select('kind')
    .where('id', '=', contactPoint)
    .executeTakeFirstOrThrow();
  // an erasure gives the hash up; the entries before it forget theirs when the key is destroyed (F2)
  const hash = fact.type === 'erasure' ? null : (keys.lookupHashOf(contactPoint) ?? null);
  return { jws, contactPoint, kind, hash };
}
