// Signed checkpoints (B12): up to here a chain may have given up what its events said. Every event keeps its place and its hash, so that
// the chain goes on link by link, and nothing that comes again is taken for new; what vouches for keys and chains stays whole.
import { z } from 'zod';
import type { Instant } from '#domain/instant.ts';
import { signedTypes, signText, verifyText } from '#protocol/signature.ts';
import { readJson } from './event-reader.ts';
import type { Reader, Tx } from './store.ts';

const checkpointSchema = z.strictObject({
  chain: z.string(),
  /** The last place whose event need not say anything any more … */
  seq: z.int().min(1),
  /** … and its hash. */
  head: z.string(),
  /** When we said so, epoch milliseconds. */
  at: z.number(),
});

export type Checkpoint = z.infer<typeof checkpointSchema>;

/** `bad`: what stands there is not our word about this chain. */
export async function readCheckpoint({ sql, keys }: Reader, chain: string): Promise<Checkpoint | 'bad' | undefined> {
  const row = await sql.selectFrom('checkpoints').selectAll().where('chain', '=', chain).executeTakeFirst();
  if (!row) return undefined;
  const text = await verifyText(row.jws, signedTypes.checkpoint, keys.verifying);
  const { data } = checkpointSchema.safeParse(readJson(text));
  return data?.chain === chain && data.seq === row.seq ? data : 'bad';
}

/**
 * Events that the ledger is judged by (whose keys, which chain, what an operator let count), and closes of day, of which none may be
 * missing. They concern no shopper.
 */
const vouching = ['device-enrolled', 'device-status', 'chain-restarted', 'quarantine-decision', 'day-closed'] as const;

const PORTION = 500;

/**
 * Moves the chain's checkpoint to the last event from before that instant, and takes away what nothing in the live data rests on, so
 * many at a time. Returns how many went: 0 when it is done.
 */
export async function cutChain(tx: Tx, chain: string, before: Instant): Promise<number> {
  const last = await moveCheckpoint(tx, chain, before);
  if (last === undefined) return 0;
  const { sql } = tx;
  const rows = await sql
    .selectFrom('events')
    .select(['seq', 'hash'])
    .where('chain', '=', chain)
    .where('seq', '<=', last)
    .where('received_at', '<', before)
    .where('jws', 'is not', null)
    .where('status', '<>', 'quarantined')
    .where((e) => e.or([e('type', 'is', null), e('type', 'not in', vouching)]))
    .where('id', 'not in', (e) => e.selectFrom('grants').select('event'))
    .where('hash', 'not in', (e) => e.selectFrom('disclosures').select('event'))
    .where('hash', 'not in', (e) => e.selectFrom('caps').select('event_hash'))
    .where('hash', 'not in', (e) => e.selectFrom('restrictions').select('event_hash'))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('resolutions')
            .select('resolutions.event')
            .whereRef('resolutions.chain', '=', 'events.chain')
            .whereRef('resolutions.seq', '=', 'events.seq'),
        ),
      ),
    )
    .orderBy('seq')
    .limit(PORTION)
    .execute();
  for (const { seq, hash } of rows)
    await sql
      .updateTable('events')
      .set({ jws: null })
      .where('chain', '=', chain)
      .where('seq', '=', seq)
      .where('hash', '=', hash)
      .execute();
  return rows.length;
}

/** Up to the first event that is too young. Undefined when there is none before it. */
async function moveCheckpoint(tx: Tx, chain: string, before: Instant): Promise<number | undefined> {
  const { sql, keys, now } = tx;
  const young = await sql
    .selectFrom('events')
    .select((e) => e.fn.min('seq').as('seq'))
    .where('chain', '=', chain)
    .where('received_at', '>=', before)
    .executeTakeFirst();
  const end = await sql
    .selectFrom('events')
    .select(['seq', 'hash'])
    .where('chain', '=', chain)
    .where('beside', '=', 0)
    .$if(young?.seq !== null && young?.seq !== undefined, (query) => query.where('seq', '<', Number(young?.seq)))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const held = await sql.selectFrom('checkpoints').select('seq').where('chain', '=', chain).executeTakeFirst();
  if (!end || (held && held.seq >= end.seq)) return held?.seq;
  const word: Checkpoint = { chain, seq: end.seq, head: end.hash, at: now };
  const jws = await signText(JSON.stringify(word), signedTypes.checkpoint, keys.signing);
  const row = { seq: end.seq, jws };
  await sql
    .insertInto('checkpoints')
    .values({ chain, ...row })
    .onConflict((c) => c.column('chain').doUpdateSet(row))
    .execute();
  return end.seq;
}

/** The chains of which something could go. */
export async function listOldChains({ sql }: Reader, before: Instant): Promise<string[]> {
  const rows = await sql
    .selectFrom('events')
    .select('chain')
    .distinct()
    .where('received_at', '<', before)
    .where('jws', 'is not', null)
    .execute();
  return rows.map(({ chain }) => chain);
}
