import { describe, expect, it } from 'vitest';
import { changeOf, type LineChoice } from './choice-change.ts';

const monthly = { max: 1, per: 'month' } as const;
const often = { max: 2, per: 'month' } as const;
const yes = (topics: string[], frequency: LineChoice['frequency'] = often): LineChoice => ({
  ...{ answer: 'yes', topics, frequency },
});
const no: LineChoice = { answer: 'no', topics: [], frequency: often };
const nothing = { ends: false, without: [], cap: null, yes: null };

describe('the difference between what a form showed and what came back', () => {
  it.each([
    ['nothing, when it is the same', yes(['a', 'b']), yes(['b', 'a']), {}],
    ['nothing, when a no stays a no', no, { ...no, topics: ['a'] }, {}],
    ['an end, when yes becomes no', yes(['a']), { ...yes(['a']), answer: 'no' as const }, { ends: true }],
    ['an end, when no topic is left', yes(['a', 'b']), yes([]), { ends: true }],
    ['topics taken away', yes(['a', 'b']), yes(['a']), { without: ['b'] }],
    ['less often', yes(['a']), yes(['a'], monthly), { cap: monthly }],
    ['a new yes, when no becomes yes', no, yes(['a']), { yes: { topics: ['a'], frequency: often } }],
    ['a new yes to more topics', yes(['a']), yes(['a', 'b']), { yes: { topics: ['a', 'b'], frequency: often } }],
    ['a new yes to more often', yes(['a'], monthly), yes(['a']), { yes: { topics: ['a'], frequency: often } }],
    [
      'both, when one topic takes the place of another and it is to be less often',
      yes(['a']),
      yes(['b'], monthly),
      { without: ['a'], cap: monthly, yes: { topics: ['b'], frequency: monthly } },
    ],
  ])('is %s', (_, was, now, change) => {
    expect(changeOf(was, now)).toEqual({ ...nothing, ...change });
  });
});
