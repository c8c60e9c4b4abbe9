import { expect, it } from 'vitest';
import { isLongEnough, normalizePassphrase } from './passphrase.ts';

it.each([
  ['neuf lett', false],
  ['dix lettre', true],
  ['🌷'.repeat(9), false],
  ['🌷'.repeat(10), true],
  ['e\u0301'.repeat(9), false],
])('counts letters as people do: %s', (typed, isEnough) => {
  expect(isLongEnough(typed)).toBe(isEnough);
});

it('takes a letter and its accent for one, however they were typed', () => {
  expect(normalizePassphrase('e\u0301te\u0301')).toBe('été');
});
