// How the law of the Union counts months (Regulation (EEC, Euratom) No 1182/71, art. 3): to the same date, to the month's last
// day where there is none, and on to the next working day.
import { addDays, type BusinessDay } from './business-day.ts';

/** The day on whose last hour the period ends; the day of the event itself is not counted (art. 3(1), 3(2)(c), 3(4)). */
export function endOfMonths(from: BusinessDay, months: number, country: string): BusinessDay {
  let day = addMonths(from, months);
  while (!isWorkingDay(day, country)) day = addDays(day, 1);
  return day;
}

/** The same date so many months on; the last of the month where it has no such date. */
export function addMonths(day: BusinessDay, months: number): BusinessDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)));
}

/** Neither a Saturday, nor a Sunday, nor a holiday of the whole country. */
export function isWorkingDay(day: BusinessDay, country: string): boolean {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const holidays = holidaysByCountry[country];
  if (!holidays) return true;
  const easter = easterOf(Number(day.slice(0, 4)));
  return !holidays.fixed.includes(day.slice(5)) && !holidays.afterEaster.some((days) => addDays(easter, days) === day);
}

interface Holidays {
  /** Month and date. */
  readonly fixed: readonly string[];
  /** Days from Easter Sunday. */
  readonly afterEaster: readonly number[];
}

/**
 * France: Code du travail, art. L. 3133-1. Germany: those of every Land. Of other countries, and of a region only, none: the period
 * then ends on the earlier day, which is never too late.
 */
const holidaysByCountry: Readonly<Record<string, Holidays>> = {
  FR: {
    fixed: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
    afterEaster: [1, 39, 50],
  },
  DE: {
    fixed: ['01-01', '05-01', '10-03', '12-25', '12-26'],
    afterEaster: [-2, 1, 39, 50],
  },
};

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easterOf(year: number): BusinessDay {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return toDay(Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1));
}

const toDay = (at: number): BusinessDay => new Date(at).toISOString().slice(0, 10);
