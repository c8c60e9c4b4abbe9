// Follows one chain from place to place, and remembers the first thing that is wrong with it.
import type { Checkpoint } from './checkpoint.ts';
import type { EventProblem } from './ledger-event.ts';
import type { EventRow } from './schema.ts';

export interface Finding {
  /** null: it concerns the chain as a whole. */
  readonly seq: number | null;
  /** Of the event or the acknowledgement; null where there is none. */
  readonly hash: string | null;
  readonly problem: Problem;
}

export type Problem =
  | EventProblem
  /** Events without a chain, a chain that ends elsewhere than it says, or does not begin where its forerunner ended. */
  | 'chain'
  /** What should be our checkpoint is not our word, or names another event than the one that stands there. */
  | 'checkpoint'
  /** Nothing stands there, and it is not booked as lost. */
  | 'missing'
  /** The device's key is not the one that the store's chain says it enrolled with. */
  | 'device-key'
  /** A word given to the device is not as we signed it. */
  | 'acknowledgement'
  /** A word lists an event that is neither here nor on its way. */
  | 'acknowledged-but-gone';

/** Where the chain says that it ends. */
export interface ChainRow {
  readonly store: string | null;
  readonly closed: number;
  readonly expected: number;
  readonly head: string | null;
}

export type Range = { readonly first_seq: number; readonly last_seq: number };

/**
 * @param lost what was booked as lost
 * @param checkpoint up to where its events need not say anything any more
 */
export function createWalk(chain: string, lost: readonly Range[], checkpoint: Checkpoint | 'bad' | undefined) {
  const counts = { events: 0, heldApart: 0, beside: 0, lost: 0, withContactData: 0, cut: 0 };
  const cutUpTo = checkpoint === 'bad' ? 0 : (checkpoint?.seq ?? 0);
  const lostAt = (seq: number) => lost.find(({ first_seq, last_seq }) => first_seq <= seq && seq <= last_seq);
  let next = 1;
  let head: string | null = null;
  let bad: Finding | null = null;
  const note = (finding: Finding) => {
    bad ??= finding;
  };
  /** Goes on to that place, or as far as everything is booked as lost. */
  function skip(to: number): void {
    for (let range = lostAt(next); next < to && range; range = lostAt(next)) {
      const end = Math.min(range.last_seq + 1, to);
      counts.lost += end - next;
      next = end;
      head = null;
    }
  }
  if (checkpoint === 'bad') note({ seq: null, hash: null, problem: 'checkpoint' });
  return {
    note,
    cutUpTo,
    /** The hash that the event must name; undefined where nobody can tell. */
    before(event: EventRow): string | null | undefined {
      if (event.beside === 1) return undefined;
      skip(event.seq);
      if (next < event.seq) {
        note({ seq: next, hash: null, problem: 'missing' });
        next = event.seq;
        return undefined;
      }
      // what turned up after it was booked came after its successor was judged
      return lostAt(event.seq - 1) ? undefined : head;
    },
    pass(event: EventRow, hasContactData: boolean, problem: EventProblem | null): void {
      if (problem) note({ seq: event.seq, hash: event.hash, problem });
      counts.events++;
      if (event.status === 'quarantined' || event.status === 'rejected') counts.heldApart++;
      if (hasContactData) counts.withContactData++;
      if (event.jws === null && event.seq <= cutUpTo) counts.cut++;
      if (event.beside === 1) counts.beside++;
      else {
        if (checkpoint !== 'bad' && checkpoint?.seq === event.seq && checkpoint.head !== event.hash)
          note({ seq: event.seq, hash: event.hash, problem: 'checkpoint' });
        next = event.seq + 1;
        head = event.hash;
      }
    },
    end(row: ChainRow | undefined): { seq: number; head: string | null } {
      skip(Number.POSITIVE_INFINITY);
      if (next <= cutUpTo) note({ seq: cutUpTo, hash: null, problem: 'checkpoint' });
      if (!row) note({ seq: null, hash: null, problem: 'chain' });
      else if (next < row.expected) note({ seq: next, hash: null, problem: 'missing' });
      else if (next > row.expected || head !== row.head) note({ seq: null, hash: row.head, problem: 'chain' });
      return { seq: next - 1, head };
    },
    report: () => ({ chain, ...counts, checkpoint: cutUpTo, bad }),
  };
}
