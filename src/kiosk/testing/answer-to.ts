// What a back end could have said to a batch, for tests of the journal alone.
import type { Batch } from '../journal/batch.ts';
import type { Answer } from '../journal/settle.ts';

/** The back end holds these seqs of the batch; the others it could not take. */
export function answerTo(
  batch: Batch,
  held: readonly number[],
  word = 'B'.repeat(43),
  now = Date.parse('2026-11-21T10:00:00Z'),
): Answer {
  const lines = batch.lines.map(([seq, , hash]) => ({ seq, hash, isHeld: held.includes(seq) }));
  const hashes = lines.filter((line) => line.isHeld).map((line) => line.hash);
  return {
    answer: {
      serverTime: now,
      expected: batch.head.seq + 1,
      configDigest: '',
      deviceStatus: 'active',
      outcomes: lines.map(({ seq, hash, isHeld }) => ({
        seq,
        hash,
        outcome: isHeld ? 'accepted' : 'quarantined',
        reason: isHeld ? undefined : 'disclosure-unreadable',
      })),
      changes: [],
      lastChange: 0,
      keys: batch.backEndKeys,
    },
    acknowledgement: { device: 'tablet-1', request: '', answer: '', hashes, receivedAt: now },
    jws: word,
    hash: word,
    at: now,
  };
}
