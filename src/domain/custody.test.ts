import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Custody, correctedInstant, isProvablyLater } from './custody.ts';
import { anyCustody } from './testing/any-acts.ts';

const at = (chain: string, seq: number, earliest: number | null, latest: number): Custody => ({
  chain,
  seq,
  earliest,
  latest,
});

describe('isProvablyLater', () => {
  it.each([
    ['the next event of one chain', at('a', 2, null, 5), at('a', 1, null, 5), true],
    ['the event before it in one chain', at('a', 1, null, 5), at('a', 2, null, 5), false],
    ['an event and itself', at('a', 1, 3, 5), at('a', 1, 3, 5), false],
    ['seq before clocks, when a chain’s clock stepped back', at('a', 2, 1, 2), at('a', 1, 8, 9), true],
    ['another chain, begun after the end of the other', at('a', 1, 6, 9), at('b', 1, 1, 5), true],
    ['another chain, touching intervals', at('a', 1, 5, 9), at('b', 1, 1, 5), false],
    ['another chain, overlapping intervals', at('a', 1, 4, 9), at('b', 1, 1, 5), false],
    ['no acknowledgement known, however late it came', at('a', 1, null, 99), at('b', 1, 1, 5), false],
  ])('%s', (_, a, b, expected) => {
    expect(isProvablyLater(a, b)).toBe(expected);
  });

  it('never holds both ways', () => {
    fc.assert(fc.property(anyCustody, anyCustody, (a, b) => !(isProvablyLater(a, b) && isProvablyLater(b, a))));
  });
});

describe('correctedInstant', () => {
  it.each([
    ['adds the skew', 100, 20, at('a', 1, 50, 200), 120],
    ['cannot be before the acknowledgement it carries', 0, 20, at('a', 1, 50, 200), 50],
    ['cannot be after its receipt, a year fast', 9_999, 0, at('a', 1, 50, 200), 200],
    ['has no lower bound without an acknowledgement', -500, 0, at('a', 1, null, 200), -500],
  ])('%s', (_, deviceInstant, skew, custody, expected) => {
    expect(correctedInstant(deviceInstant, skew, custody)).toBe(expected);
  });
});
