import { expect, it } from 'vitest';
import { formatCalendarDay, formatDay, formatMoment, formatNearDay } from './date.ts';

const late = Date.parse('2026-10-31T23:30:00Z');

it('takes the day from the store’s zone, not from the machine’s', () => {
  expect(formatDay(late, 'Europe/Paris', 'fr')).toBe('1er\u00a0novembre 2026');
  expect(formatDay(late, 'America/Martinique', 'fr')).toBe('31\u00a0octobre 2026');
  expect(formatNearDay(late, 'Europe/Paris', 'en')).toBe('1\u00a0November');
});

it('writes the time as the language does', () => {
  expect(formatMoment(late, 'Europe/Paris', 'fr')).toBe('1er\u00a0nov. 2026, 00\u00a0h\u00a030');
  expect(formatMoment(late, 'Europe/Paris', 'en')).toBe('1\u00a0Nov 2026, 00:30');
});

it('writes a calendar day as it stands', () => {
  expect(formatCalendarDay('2026-11-01', 'fr')).toBe('1er\u00a0novembre 2026');
});
