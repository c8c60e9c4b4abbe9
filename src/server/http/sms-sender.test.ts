import { expect, it } from 'vitest';
import { toSenderNumber } from './sms-sender.ts';

it.each([
  ['+33639980111', 'FR', '+33639980111'],
  ['+33 6 39 98 01 11', 'FR', '+33639980111'],
  ['33639980111', 'FR', '+33639980111'],
  ['0033639980111', 'FR', '+33639980111'],
  ['0639980111', 'FR', '+33639980111'],
  ['06.39.98.01.11', 'FR', '+33639980111'],
  ['0639980111', 'GB', '+44639980111'], // not in use today, as far as is known: in doubt the no wins
  ['447911123456', 'FR', '+447911123456'],
  ['07911 123456', 'GB', '+447911123456'],
  ['32470123456', 'FR', '+32470123456'],
  ['+590690001234', 'FR', '+590690001234'],
  ['36111', 'FR', undefined],
  ['Librairie', 'FR', undefined],
  ['Info 0639980111', 'FR', undefined],
  ['', 'FR', undefined],
])('reads %j in %s as %s', (text, country, number) => {
  expect(toSenderNumber(text, country)).toBe(number);
});
