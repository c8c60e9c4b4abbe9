// What is left of a yes: the topics that were not taken away, and how often at most (D11, D12). Each is judged as a stop is
// (D1): it bounds every yes that is not provably later.
import type { Grant, Stop } from './consent-state.ts';
import { type Custody, isProvablyLater } from './custody.ts';
import { type Frequency, highestOf, isLower, lowestOf } from './frequency.ts';
import type { Channel, Question } from './shop-config.ts';

export interface Choices {
  readonly topics: readonly string[];
  /** At most so often. */
  readonly frequency: Frequency;
}

/** The person asked for less often. */
export interface Cap {
  readonly purpose: string;
  readonly channel: Channel;
  readonly frequency: Frequency;
  readonly custody: Custody;
}

interface Bounds {
  readonly stops: readonly Stop[];
  readonly caps: readonly Cap[];
}

export function choicesLeft(grant: Grant, { stops, caps }: Bounds): Choices {
  const isBound = ({ custody }: { readonly custody: Custody }) => !isProvablyLater(grant.custody, custody);
  const concerns = (scope: { purpose: string; channel: Channel }) =>
    scope.purpose === grant.purpose && scope.channel === grant.channel;
  const gone = new Set(
    stops.flatMap((stop) => (stop.scope && concerns(stop.scope) && isBound(stop) ? (stop.scope.topics ?? []) : [])),
  );
  const lower = caps.filter((cap) => concerns(cap) && isBound(cap)).map(({ frequency }) => frequency);
  return {
    topics: grant.topics.filter((topic) => !gone.has(topic)),
    frequency: lowestOf([grant.frequency, ...lower]),
  };
}

/** All that the question asks for. */
export function choicesOf({ topics, frequency }: Pick<Question, 'topics' | 'frequency'>): Choices {
  return { topics: topics.map(({ id }) => id), frequency };
}

/** Whether the one is to more than the other: to a topic that is not in it, or more often. */
export function isMore(one: Choices, other: Choices): boolean {
  return one.topics.some((topic) => !other.topics.includes(topic)) || isLower(other.frequency, one.frequency);
}

/** What several yeses amount to together: each holds for its own topics. Topics are sorted. */
export function mergeChoices(some: readonly [Choices, ...Choices[]]): Choices {
  const [first, ...more] = some;
  return {
    topics: [...new Set(some.flatMap(({ topics }) => topics))].sort(),
    frequency: highestOf([first.frequency, ...more.map(({ frequency }) => frequency)]),
  };
}
