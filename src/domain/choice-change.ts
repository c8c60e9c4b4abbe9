// What somebody means by a form: the difference between what it showed and what came back. A page that has stood open says
// nothing about what it did not show.
import { type Choices, isMore } from './choices.ts';
import { type Frequency, isLower } from './frequency.ts';

/** What stands, or is chosen, for one purpose on one channel. */
export interface LineChoice extends Choices {
  readonly answer: 'yes' | 'no';
}

export interface LineChange {
  /** Yes no more, to nothing of it. */
  readonly ends: boolean;
  /** Topics taken away from a yes (D11). */
  readonly without: readonly string[];
  /** Less often (D12). */
  readonly cap: Frequency | null;
  /** A new yes: to what was a no, to more topics, to more often. It is said as a whole. */
  readonly yes: Choices | null;
}

const unchanged: LineChange = { ends: false, without: [], cap: null, yes: null };

export function changeOf(was: LineChoice, now: LineChoice): LineChange {
  const choices = { topics: now.topics, frequency: now.frequency };
  if (now.answer === 'no') return { ...unchanged, ends: was.answer === 'yes' };
  if (was.answer === 'no') return { ...unchanged, yes: choices };
  if (now.topics.length === 0 && was.topics.length > 0) return { ...unchanged, ends: true };
  const without = was.topics.filter((topic) => !now.topics.includes(topic));
  return {
    ends: false,
    without,
    cap: isLower(now.frequency, was.frequency) ? now.frequency : null,
    yes: isMore(now, was) ? choices : null,
  };
}
