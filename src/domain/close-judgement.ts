// Whether a close is in order. "All clear" is said only when every event is accounted for; else what is wrong, the worst first.
import type { CloseReport } from './closed-day.ts';
import { NOTABLE_SKEW } from './custody.ts';

/**
 * `all-clear`: every event is with the back end. `all-here`: every event is there or here; some wait for the network.
 * `attention`: something is wrong, or nobody can say.
 */
export type CloseVerdict = 'all-clear' | 'all-here' | 'attention';

export type CloseProblem =
  | { readonly kind: 'ledger' }
  | { readonly kind: 'lost' | 'held-apart' | 'waiting'; readonly count: number }
  /** Worth a look, and no reason to doubt the count (C1). `by`: milliseconds. */
  | { readonly kind: 'clock'; readonly is: 'fast' | 'slow'; readonly by: number };

export interface CloseJudgement {
  readonly verdict: CloseVerdict;
  readonly problems: readonly CloseProblem[];
}

export function judgeClose(report: CloseReport): CloseJudgement {
  const { records, earlier, ledger, skew } = report;
  const missing = records.missing + earlier.missing;
  const heldApart = records.heldApart + earlier.heldApart;
  const waiting = records.waiting + earlier.waiting;
  const problems: CloseProblem[] = [];
  if (!ledger.intact) problems.push({ kind: 'ledger' });
  if (missing > 0 || report.lost !== 0 || !isWhole(report)) problems.push({ kind: 'lost', count: missing });
  if (heldApart > 0) problems.push({ kind: 'held-apart', count: heldApart });
  const isWrong = problems.length > 0;
  if (waiting > 0) problems.push({ kind: 'waiting', count: waiting });
  if (skew !== null && Math.abs(skew) > NOTABLE_SKEW)
    problems.push({ kind: 'clock', is: skew > 0 ? 'slow' : 'fast', by: Math.abs(skew) });
  return { verdict: isWrong ? 'attention' : waiting > 0 ? 'all-here' : 'all-clear', problems };
}

/** How many events the range has. */
export function countRecords({ firstSeq, lastSeq }: Pick<CloseReport, 'firstSeq' | 'lastSeq'>): number {
  return lastSeq - firstSeq + 1;
}

/** How many people were told and have said no yes. */
export function countTold({ taken, accepted, refused }: CloseReport['answers']): number {
  return taken - accepted - refused;
}

/** The range is the sum of where its events stand, and of what they are. */
function isWhole(report: CloseReport): boolean {
  const { sent, waiting, heldApart, missing } = report.records;
  const { answers, withdrawals, others, cleared } = report;
  const all = countRecords(report);
  const people = countTold(answers);
  // of what is held apart the tablet may have nothing left to read
  const told = answers.taken + withdrawals + others + cleared + missing;
  return (
    sent + waiting + heldApart + missing === all &&
    told <= all &&
    told + heldApart >= all &&
    people >= 0 &&
    people <= report.channels.reduce((sum, channel) => sum + channel.told, 0)
  );
}
