// The back end's own chains, one per store at a time (B12): the same form as a device's, the head row locked by the transaction.
import type { BackEndEvent } from '#domain/consent-event.ts';
import type { Custody } from '#domain/custody.ts';
import { EVENT_SCHEMA } from '#domain/event-part.ts';
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
): Promise<{ jws: string; hash: string; custody: Custody; capturedAt: string }> {
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
  // of answers nothing yet: their effect, which the log speaks of, is still to come
  if (isLogged(fact)) await logFact(tx, fact, { jws, hash });
  return { jws, hash, capturedAt, custody: { chain, seq, earliest: tx.now, latest: tx.now } };
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

/**
 * What must outlive a restore from backup (B13): what a person ended, bounded, refused, erased or confirmed, and which
 * tablets are trusted.
 */
export const loggedTypes = [
  ...(['confirmation', 'disavowal', 'withdrawal', 'objection', 'erasure', 'answers-given'] as const),
  ...(['frequency-cap', 'restriction', 'lifting'] as const),
  ...(['device-enrolled', 'device-status'] as const),
];
export type LoggedEvent = Extract<BackEndEvent, { type: (typeof loggedTypes)[number] }>;

export function isLogged<F extends { type: BackEndEvent['type'] }>(
  fact: F,
): fact is Extract<F, Pick<LoggedEvent, 'type'>> {
  return (loggedTypes as readonly string[]).includes(fact.type);
}

type Signed = { readonly jws: string; readonly hash: string };

/** To be called once the fact has its effect. */
export async function logFact(tx: Tx, fact: WithoutLinks<LoggedEvent>, signed: Signed): Promise<void> {
  for (const entry of await toLogEntries(tx, fact, signed)) tx.logAct(entry);
}

/** One for the contact point concerned. Of answers, one for each that a no stands beside: a yes that is lost is a no. */
export async function toLogEntries(
  { sql, keys }: Reader,
  fact: WithoutLinks<LoggedEvent>,
  { jws, hash }: Signed,
): Promise<(LoggedFact | LoggedAct)[]> {
  if (fact.type === 'device-enrolled' || fact.type === 'device-status') return [{ jws }];
  const contactPoints = sql.selectFrom('contact_points').select(['id', 'kind']).orderBy('id');
  const concerned = await (fact.type === 'answers-given'
    ? contactPoints.where('id', 'in', (e) =>
        e.selectFrom('stops').select('contact_point').where('event_hash', '=', hash),
      )
    : contactPoints.where('id', '=', fact.contactPoint)
  ).execute();
  return concerned.map(({ id, kind }) => {
    // an erasure gives the hash up; the entries before it forget theirs when the key is destroyed (F2)
    const lookup = fact.type === 'erasure' ? null : (keys.lookupHashOf(id) ?? null);
    return { jws, contactPoint: id, kind, hash: lookup };
  });
}
