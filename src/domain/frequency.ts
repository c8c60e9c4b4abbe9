// How often at most. Two are compared by how many they make in a year.
import type { ShopConfig } from './shop-config.ts';

export type Frequency = ShopConfig['questions'][number]['frequency'];

const timesAYear = { week: 52, month: 12, year: 1 } as const;

const compare = (a: Frequency, b: Frequency) =>
  a.max * timesAYear[a.per] - b.max * timesAYear[b.per] || a.per.localeCompare(b.per);

export const isLower = (a: Frequency, b: Frequency): boolean => a.max * timesAYear[a.per] < b.max * timesAYear[b.per];

/** Of those that make as many in a year always the same one, whatever their order. */
export const lowestOf = (some: readonly [Frequency, ...Frequency[]]): Frequency =>
  some.toSorted(compare)[0] as Frequency;

export const highestOf = (some: readonly [Frequency, ...Frequency[]]): Frequency =>
  some.toSorted(compare).at(-1) as Frequency;
