import { expect, it } from 'vitest';
import { groupCode, readTyped } from './enrolment-code.ts';

it.each([
  ['k7m49qxt', 'K7M49QXT'],
  [' K7M4 – 9QXT ', 'K7M49QXT'],
  ['oOiIlL', '001111'],
  ['K7M49QXTABC', 'K7M49QXT'],
  ['https://shop.example/kiosk/#enrol=K7M49QXT', 'K7M49QXT'],
  ['', ''],
])('reads %j as %j', (typed, code) => {
  expect(readTyped(typed)).toEqual({ code, impossible: undefined });
});

it.each([
  ['K7u', 'K7', 'u'],
  ['é', '', 'é'],
  ['K?7', 'K7', '?'],
  ['😀', '', '😀'],
])('leaves out of %j what no code contains', (typed, code, impossible) => {
  expect(readTyped(typed)).toEqual({ code, impossible });
});

it('shows a code in two groups of four', () => {
  expect(['', 'K7M4', 'K7M49', 'K7M49QXT'].map(groupCode)).toEqual(['', 'K7M4', 'K7M4-9', 'K7M4-9QXT']);
});
