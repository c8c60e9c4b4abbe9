// Sends all that waits, batch after batch, and always at least one: an empty batch is the heartbeat (B1).
import { BATCH_LIMIT } from '#protocol/sync.ts';
import type { ApiFailure } from './api.ts';
import { type ExchangeDeps, type Exchanged, exchange, notDone } from './exchange.ts';

/** How the last exchange ended. */
export type DrainResult = Exchanged | ApiFailure;

export async function drain(deps: ExchangeDeps): Promise<DrainResult> {
  let limit = BATCH_LIMIT;
  let batch = await deps.journal.readBatch(limit);
  for (;;) {
    let result = await exchange(deps, batch);
    if (result.kind === 'failed' && result.reaction === 'split' && batch.rows.length > 1) {
      // B3: something in here is not taken; the halves show what, and everything else goes on
      limit = Math.ceil(batch.rows.length / 2);
      batch = await deps.journal.readBatch(limit);
      continue;
    }
    if (result.kind === 'failed' && result.reaction === 'split' && batch.rows.length === 1)
      result = await exchange(deps, batch, 'manifest-alone');
    if (result.kind === 'failed') return result;

    limit = Math.min(limit * 2, BATCH_LIMIT);
    const next = await deps.journal.readBatch(limit);
    if (next.lines.length === 0 && next.noLongerHeld.length === 0) return result;
    // an answer that moved nothing must not be asked for again at once
    if (next.mark === batch.mark && batch.lines.length > 0) return notDone;
    batch = next;
  }
}

/** Offers again, each by itself, what the back end could not take (B3, B5). It stays here whatever comes back. */
export async function offerExceptions(deps: ExchangeDeps): Promise<void> {
  for (const batch of await deps.journal.readExceptions()) {
    const result = await exchange(deps, batch);
    if (result.kind === 'failed' && result.reaction !== 'split') return;
  }
}
