// What one answer of the back end means for the tablet (A6, B2–B8), as a pure function. The tablet's whole knowledge of
// what has arrived is one mark and a short list of exceptions, never a write per row.
import type { Instant } from '#domain/instant.ts';
import { HOUR } from '#domain/instant.ts';
import type { Acknowledgement, ManifestLine, SyncResponse } from '#protocol/sync.ts';

/** An event at or under the mark that needs somebody to look. */
export interface ApartEvent {
  readonly seq: number;
  readonly reason: string;
  /** False: the back end does not hold it. Event and contact data stay here and are offered again (B3, B5). */
  readonly acknowledged: boolean;
}

export interface SyncState {
  /** Acknowledged through: every seq up to here is acknowledged, is an exception, or was declared lost. */
  readonly mark: number;
  readonly apart: readonly ApartEvent[];
  /** The newest acknowledgement, whose hash the next events carry (C1). */
  readonly acknowledgement: { readonly text: string; readonly hash: string; readonly receivedAt: Instant };
  /** Milliseconds the back end's clock is ahead. */
  readonly skew: number;
  /** Device clock at the last good answer. */
  readonly syncedAt: Instant;
  readonly changesHeard: number;
  /** When the mark passed where, by the back end's clock, at most one an hour: what may be pruned, and when. */
  readonly milestones: readonly { readonly through: number; readonly at: Instant }[];
  /** The mark as it was before the back end came back from a backup; null once it holds everything again (B8). */
  readonly restoredFrom: number | null;
}

/** What was sent, as far as it matters for the answer. */
export interface Sent {
  /** The mark when the batch was read. */
  readonly mark: number;
  readonly lines: readonly ManifestLine[];
  /** Inclusive ranges. */
  readonly noLongerHeld: readonly (readonly [number, number])[];
}

/** An answer that is known to come from the back end. */
export interface Answer {
  readonly response: SyncResponse;
  readonly acknowledgement: Acknowledgement;
  readonly acknowledgementHash: string;
  /** Device clock when it came. */
  readonly at: Instant;
}

export function settle(state: SyncState, sent: Sent, { response, acknowledgement, acknowledgementHash, at }: Answer) {
  const acknowledged = new Set(acknowledgement.hashes);
  const outcomes = new Map(response.outcomes.map((outcome) => [outcome.seq, outcome]));
  const apart = new Map(state.apart.map((event) => [event.seq, event]));
  const settled = new Set<number>();

  for (const [seq, , hash] of sent.lines) {
    const outcome = outcomes.get(seq);
    const isAcknowledged = acknowledged.has(hash);
    const isQuarantined = outcome?.outcome === 'quarantined' && outcome.hash === hash;
    if (isQuarantined) apart.set(seq, { seq, reason: outcome.reason ?? '', acknowledged: isAcknowledged });
    else if (isAcknowledged) apart.delete(seq);
    if (isQuarantined || isAcknowledged) settled.add(seq);
  }

  let mark = state.mark;
  for (;;) {
    const lost = sent.noLongerHeld.find(([from, to]) => from <= mark + 1 && mark + 1 <= to && to < response.expected);
    if (lost) mark = lost[1];
    else if (settled.has(mark + 1)) mark++;
    else break;
  }

  // B8: a back end that waits for what it had already acknowledged comes from a backup. Compared with the mark as sent,
  // so that an answer that was overtaken by another tab's is no alarm.
  const isRestored = response.expected <= sent.mark && response.expected <= mark;
  const highest = Math.max(mark, state.restoredFrom ?? 0);
  if (isRestored) mark = response.expected - 1;

  return {
    mark,
    apart: [...apart.values()].filter((event) => event.seq <= mark),
    acknowledgement: {
      text: response.acknowledgement,
      hash: acknowledgementHash,
      receivedAt: acknowledgement.receivedAt,
    },
    skew: response.serverTime - at,
    syncedAt: at,
    changesHeard: Math.max(heardBefore(state, response), ...response.changes.map((change) => change.number)),
    milestones: addMilestone(state.milestones, mark, response.serverTime),
    restoredFrom: mark < highest ? highest : null,
  } satisfies SyncState;
}

/** A back end that came back from a backup numbers its changes from where that ended: nothing of these was heard (B8). */
export function heardBefore({ changesHeard }: SyncState, { lastChange }: SyncResponse): number {
  return lastChange < changesHeard ? 0 : changesHeard;
}

function addMilestone(milestones: SyncState['milestones'], mark: number, at: Instant): SyncState['milestones'] {
  const standing = milestones.filter((milestone) => milestone.through <= mark);
  const last = standing.at(-1);
  if ((last?.through ?? 0) === mark) return standing;
  if (last && at - last.at < HOUR) return [...standing.slice(0, -1), { through: mark, at: last.at }];
  return [...standing, { through: mark, at }];
}
