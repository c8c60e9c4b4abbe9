import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addDays, businessDayAt, isTimeZone } from './business-day.ts';
import { DAY, HOUR, SECOND } from './instant.ts';

const zones = ['Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'];

afterEach(() => vi.unstubAllEnvs());

/** The first instant of a day, found by halving: what the day's length is measured by. */
function startOf(day: string, timeZone: string): number {
  let before = Date.parse(`${day}T00:00Z`) - DAY;
  let within = before + 2 * DAY;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (businessDayAt(middle, timeZone) < day) before = middle;
    else within = middle;
  }
  return within;
}

describe('the business day', () => {
  it.each([
    ['Europe/Paris', '2026-03-28', '2026-03-29', '2026-03-30', 23],
    ['Europe/Paris', '2026-10-24', '2026-10-25', '2026-10-26', 25],
    ['Europe/Paris', '2026-11-20', '2026-11-21', '2026-11-22', 24],
    ['America/New_York', '2026-03-07', '2026-03-08', '2026-03-09', 23],
    ['America/New_York', '2026-10-31', '2026-11-01', '2026-11-02', 25],
  ])('in %s, after %s: %s until %s has %i hours', (zone, eve, day, next, hours) => {
    const start = startOf(day, zone);
    const end = startOf(next, zone);
    expect((end - start) / HOUR).toBe(hours);
    expect(businessDayAt(start - SECOND, zone)).toBe(eve);
    expect(businessDayAt(start, zone)).toBe(day);
    expect(businessDayAt(end - SECOND, zone)).toBe(day);
    expect(businessDayAt(end + SECOND, zone)).toBe(next);
  });

  it.each([
    ['one second before midnight', '2026-11-21T23:59:59+01:00', '2026-11-21'],
    ['midnight', '2026-11-22T00:00:00+01:00', '2026-11-22'],
    ['one second after midnight', '2026-11-22T00:00:01+01:00', '2026-11-22'],
    ['29 February', '2028-02-29T12:00:00+01:00', '2028-02-29'],
    ['the end of a leap February', '2028-02-29T23:59:59+01:00', '2028-02-29'],
    ['the end of an ordinary February', '2026-03-01T00:00:00+01:00', '2026-03-01'],
    ['New Year’s Eve', '2026-12-31T23:30:00Z', '2027-01-01'],
    ['the hour that comes twice, first time', '2026-10-25T02:30:00+02:00', '2026-10-25'],
    ['the hour that comes twice, second time', '2026-10-25T02:30:00+01:00', '2026-10-25'],
  ])('at %s is the store’s in Paris', (_, text, day) => {
    expect(businessDayAt(Date.parse(text), 'Europe/Paris')).toBe(day);
  });

  it.each([
    ['Pacific/Kiritimati', -840],
    ['Pacific/Pago_Pago', 660],
    ['America/New_York', 300],
  ])('is the store’s on a tablet set to %s', (zone, minutesWest) => {
    vi.stubEnv('TZ', zone);
    expect(new Date('2026-11-21T23:30:00Z').getTimezoneOffset()).toBe(minutesWest);
    expect(businessDayAt(Date.parse('2026-11-21T22:59:59Z'), 'Europe/Paris')).toBe('2026-11-21');
    expect(businessDayAt(Date.parse('2026-11-21T23:00:00Z'), 'Europe/Paris')).toBe('2026-11-22');
  });

  it('never goes back as time goes on, and names a day near the instant', () => {
    const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.nat(2 * DAY), fc.constantFrom(...zones), (date, later, zone) => {
        const day = businessDayAt(date.getTime(), zone);
        expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(businessDayAt(date.getTime() + later, zone) >= day).toBe(true);
        expect(Math.abs(Date.parse(day) - date.getTime())).toBeLessThan(2 * DAY);
      }),
    );
  });

  it('is refused for a zone nobody knows', () => {
    expect(() => businessDayAt(0, 'Europe/Nantes')).toThrow(RangeError);
  });
});

it.each([
  ['2026-03-28', 2, '2026-03-30'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2027-01-01', -1, '2026-12-31'],
])('%s and %i days is %s', (day, days, end) => {
  expect(addDays(day, days)).toBe(end);
});

describe('isTimeZone', () => {
  it.each(['Europe/Paris', 'America/Argentina/Ushuaia', 'UTC'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['Europe/Nantes', '', '+02:00', '-05:00', 'Paris'])('does not know "%s"', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
