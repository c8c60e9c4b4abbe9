import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, endOfMonths, isWorkingDay } from './working-day.ts';

describe('a month, as Regulation 1182/71 counts it', () => {
  it.each([
    ['ends on the same date', '2026-10-12', '2026-11-12', 'FR'],
    ['ends on the last of a shorter month', '2026-08-31', '2026-09-30', 'FR'],
    ['waits for a working day after a Saturday', '2026-11-05', '2026-12-07', 'FR'],
    ['waits for a working day after Easter', '2026-03-05', '2026-04-07', 'FR'],
    ['waits for a working day, in the next month too', '2027-01-29', '2027-03-01', 'FR'],
    ['knows a leap year', '2028-01-31', '2028-02-29', 'FR'],
    ['goes over the end of the year', '2026-12-22', '2027-01-22', 'FR'],
    ['waits for a working day after a holiday', '2026-10-11', '2026-11-12', 'FR'],
    ['does not know the holidays of another country', '2026-10-11', '2026-11-11', 'DE'],
    ['waits for a working day after two holidays', '2026-11-25', '2026-12-28', 'DE'],
    ['waits for a weekday alone where holidays are not known', '2026-06-15', '2026-07-15', 'XX'],
  ])('%s: %s to %s (%s)', (_, from, end, country) => {
    expect(endOfMonths(from, 1, country)).toBe(end);
  });

  it('counts three from the day on which it began, not from where the first ended', () => {
    expect(endOfMonths('2026-08-31', 3, 'FR')).toBe('2026-11-30');
  });

  it('is never shorter than 28 days nor longer than 37', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('FR', 'DE', 'XX'), (date, country) => {
        const from = date.toISOString().slice(0, 10);
        const days = (Date.parse(endOfMonths(from, 1, country)) - Date.parse(from)) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(28);
        expect(days).toBeLessThanOrEqual(37);
      }),
    );
  });
});

it('does not skip a month that is shorter', () => {
  expect(['2027-01-31', '2027-01-30', '2026-12-31'].map((day) => addMonths(day, 1))).toEqual([
    '2027-02-28',
    '2027-02-28',
    '2027-01-31',
  ]);
});

it.each([
  ['2026-04-06', 'FR'], // Easter Monday
  ['2026-05-14', 'FR'], // Ascension
  ['2027-05-17', 'FR'], // Whit Monday
  ['2026-04-03', 'DE'], // Good Friday
  ['2026-11-22', 'XX'], // a Sunday
])('%s is no working day in %s', (day, country) => {
  expect(isWorkingDay(day, country)).toBe(false);
});
