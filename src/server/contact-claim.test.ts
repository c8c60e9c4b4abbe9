import { expect, it } from 'vitest';
import { readContactClaim } from './contact-claim.ts';

it.each([
  ['0612345678', 'FR', { kind: 'phone', value: '+33612345678' }],
  ['06 12 34 56 78', 'FR', { kind: 'phone', value: '+33612345678' }],
  ['06.12.34.56.78', 'FR', { kind: 'phone', value: '+33612345678' }],
  ['+33 6 12 34 56 78', 'FR', { kind: 'phone', value: '+33612345678' }],
  ['0470 12 34 56', 'BE', { kind: 'phone', value: '+32470123456' }],
  ['+32470123456', 'FR', { kind: 'phone', value: '+32470123456' }],
  [' Camille@exemple.fr ', 'FR', { kind: 'email', value: 'Camille@exemple.fr' }],
])('reads %s as typed in %s', (typed, country, claim) => {
  expect(readContactClaim(typed, country)).toEqual(claim);
});

it('takes a number that is kept as it is, though no longer given out', () => {
  expect(readContactClaim('+33012345678', 'FR')).toEqual({ kind: 'phone', value: '+33012345678' });
});

it.each(['', 'camille', 'camille@', '061234', 'call 0612345678 now', '0b6e6a5c-3c1f-4a55-9a2a-6f9a0e6f2d11'])(
  'takes no address or number to be in %j',
  (typed) => {
    expect(readContactClaim(typed, 'FR')).toBeUndefined();
  },
);
