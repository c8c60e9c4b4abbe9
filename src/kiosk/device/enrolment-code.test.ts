import { expect, it } from 'vitest';
import { readEnrolmentCode } from './enrolment-code.ts';

it.each([
  ['#enrol=a-code_1', 'a-code_1'],
  ['https://shop.example/kiosk/#enrol=a-code_1', 'a-code_1'],
  [' a-code_1 ', 'a-code_1'],
  ['#other=1', undefined],
  ['#', undefined],
  ['', undefined],
])('reads %j as %j', (text, code) => {
  expect(readEnrolmentCode(text)).toBe(code);
});
