// What one answer of the back end means for the tablet (A6, B2–B8), as a pure function. The tablet's whole knowledge of
// what has arrived is one mark and a short list of exceptions, never a write per row.
import type { Instant } from '#domain/instant.ts';
import { HOUR } from '#domain/instant.ts';
import type { Acknowledgement, ManifestLine, SyncAnswer } from '#protocol/sync.ts';

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
  /** Hash of the newest acknowledgement, which the next events carry (C1). */
  readonly acknowledgement: string;
  /** Milliseconds the back end's clock is ahead. */
  readonly skew: number;
  /** Device clock at the last good answer. */
  readonly syncedAt: Instant;
  readonly changesHeard: number;
  /** When the mark passed where, by the back end's clock, at most one an hour: what may be pruned, and when. */
  readonly milestones: readonly { readonly through: number; readonly at: Instant }[];
  /** The mark as it was before the back end came back from a backup; null once it holds everything again (B8). */
  readonly restoredFrom: number | null;
  /** The back end has booked events as lost that it never had (B11). */
  readonly hasLost: boolean;
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
  readonly answer: SyncAnswer;
  readonly acknowledgement: Acknowledgement;
  readonly jws: string;
  /** Of the acknowledgement's JWS. */
  readonly hash: string;
  /** Device clock when it came. */
  readonly at: Instant;
}

export function settle(state: SyncState, sent: Sent, { answer, acknowledgement, hash: word, at }: Answer) {
  const acknowledged = new Set(acknowledgement.hashes);
  const outcomes = new Map(answer.outcomes.map((outcome) => [outcome.seq, outcome]));
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

  let { mark, hasLost } = state;
  for (;;) {
    const lost = sent.noLongerHeld.find(([from, to]) => from <= mark + 1 && mark + 1 <= to && to < answer.expected);
    if (lost) {
      mark = lost[1];
      // what a back end that came back from a backup had once acknowledged was not lost here
      hasLost ||= mark > (state.restoredFrom ?? 0);
    } else if (settled.has(mark + 1)) mark++;
    else break;
  }

  // B8: a back end that waits for what it had already acknowledged comes from a backup. Compared with the mark as sent,
  // so that an answer that was overtaken by another tab's is no alarm.
  const isRestored = answer.expected <= sent.mark && answer.expected <= mark;
  const highest = Math.max(mark, state.restoredFrom ?? 0);
  if (isRestored) mark = answer.expected - 1;

  return {
    mark,
    apart: [...apart.values()].filter((event) => event.seq <= mark),
    acknowledgement: word,
    skew: answer.serverTime - at,
    syncedAt: at,
    changesHeard: Math.max(heardBefore(state, answer), ...answer.changes.map((change) => change.number)),
    milestones: addMilestone(state.milestones, mark, answer.serverTime),
    restoredFrom: mark < highest ? highest : null,
    hasLost,
  } satisfies SyncState;
}

/** A back end that came back from a backup numbers its changes from where that ended: nothing of these was heard (B8). */
export function heardBefore({ changesHeard }: SyncState, { lastChange }: SyncAnswer): number {
  return lastChange < changesHeard ? 0 : changesHeard;
}

function addMilestone(milestones: SyncState['milestones'], mark: number, at: Instant): SyncState['milestones'] {
  const standing = milestones.filter((milestone) => milestone.through <= mark);
  const last = standing.at(-1);
  if ((last?.through ?? 0) === mark) return standing;
  if (last && at - last.at < HOUR) return [...standing.slice(0, -1), { through: mark, at: last.at }];
  return [...standing, { through: mark, at }];
}
