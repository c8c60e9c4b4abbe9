// Less often: the person lowers how often they may be written to or called (D12).
import type { Cap } from '#domain/choices.ts';
import { appendFact } from './chain.ts';
import type { Tx } from './store.ts';

export interface CapInput extends Omit<Cap, 'custody'> {
  readonly contactPoint: string;
  /** The contact point whose page it was done on; null: its own. */
  readonly pageOf: string | null;
}

/** Taken by the back end itself: appended to the chain, then kept. It ends nothing, so no status changes. */
export async function recordCap(tx: Tx, store: string, cap: CapInput, id?: string): Promise<void> {
  const { contactPoint, purpose, channel, frequency, pageOf } = cap;
  const fact = { type: 'frequency-cap', store, contactPoint, scope: { purpose, channel }, frequency } as const;
  const page = pageOf === null ? {} : { pageOf };
  const { hash, custody } = await appendFact(tx, { ...fact, ...page, via: 'preference-page' }, id);
  await addCap(tx, { ...cap, custody }, hash);
}

/** Adds it once. */
export async function addCap(tx: Tx, cap: CapInput & Cap, eventHash: string): Promise<void> {
  const { contactPoint, purpose, channel, frequency, pageOf, custody } = cap;
  await tx.sql
    .insertInto('caps')
    .values({
      ...{ event_hash: eventHash, contact_point: contactPoint, purpose, channel, page_of: pageOf },
      ...{ frequency_max: frequency.max, frequency_per: frequency.per, ...custody },
    })
    .onConflict((c) => c.doNothing())
    .execute();
}
