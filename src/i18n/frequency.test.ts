import { expect, it } from 'vitest';
import { nameFrequency, sayFrequency } from './frequency.ts';

it.each([
  [{ max: 1, per: 'month' }, 'une fois par mois', 'once a month'],
  [{ max: 2, per: 'week' }, 'deux fois par semaine', 'twice a week'],
  [{ max: 4, per: 'year' }, 'quatre fois par an', 'four times a year'],
  [{ max: 12, per: 'year' }, '12 fois par an', '12 times a year'],
] as const)('says %j as people do', (frequency, fr, en) => {
  expect(sayFrequency(frequency, 'fr')).toBe(fr);
  expect(sayFrequency(frequency, 'en')).toBe(en);
});

it('names it with a capital where it stands by itself', () => {
  expect(nameFrequency({ max: 1, per: 'month' }, 'fr')).toBe('Une fois par mois');
});
