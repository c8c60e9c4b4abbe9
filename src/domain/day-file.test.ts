import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { dayRow } from '../kiosk/testing/day-row.ts';
import { formulas, naughtyStrings } from '../testing/naughty-strings.ts';
import { createSheet, type DayFileForm, dayFileName } from './day-file.ts';
import { type DayRow, dayColumns } from './day-row.ts';

const headings = Object.fromEntries(dayColumns.map((column) => [column, column])) as Record<keyof DayRow, string>;

function write(form: DayFileForm, rows: readonly DayRow[], country = 'FR'): string {
  const { head, toLine } = createSheet(form, dayColumns, { country, headings });
  return head + rows.map(toLine).join('');
}

/** By a parser that is not ours. */
function read(csv: string, delimiter: string): Record<string, string>[] {
  return parse(csv, { delimiter, bom: true, columns: true, record_delimiter: '\r\n' });
}

const everything = [...naughtyStrings, ...formulas];
const rowOf = (text: string, i: number) => dayRow({ seq: i + 1, topics: text, email: text, till: text, phone: text });

describe('the file for Excel', () => {
  it('has its own words above the columns, and the files for machines have not', () => {
    const said = { ...headings, businessDay: 'Jour', email: 'E-mail' };
    const headOf = (form: DayFileForm) => createSheet(form, dayColumns, { country: 'FR', headings: said }).head;
    expect(headOf('excel')).toMatch(/^\uFEFFJour;capturedAt;.*;E-mail;phone;/);
    expect(headOf('csv')).toMatch(/^businessDay,capturedAt,.*,email,phone,/);
  });

  it('begins with a byte order mark, has CRLF, and no sep= line', () => {
    const csv = write('excel', [dayRow()]);
    expect(csv.startsWith('\uFEFFbusinessDay;capturedAt;')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).not.toContain('sep=');
  });

  it.each([
    ['FR', ';'],
    ['BE', ';'],
    ['DE', ';'],
    ['GB', ','],
    ['US', ','],
    ['CH', ','],
  ])('in %s parts its columns by %s, as Excel there does', (country, delimiter) => {
    expect(write('excel', [], country)).toContain(`businessDay${delimiter}capturedAt`);
  });

  it('holds nothing that is executed, whatever somebody has typed', () => {
    const rows = read(write('excel', everything.map(rowOf)), ';');
    expect(rows).toHaveLength(everything.length);
    for (const [i, row] of rows.entries()) {
      const text = everything[i] as string;
      for (const cell of [row.topics, row.email, row.till, row.phone]) {
        expect(cell?.replace(/^[\s\p{Cc}\p{Cf}]+/u, '')).not.toMatch(/^[=+\-@＝＋－＠]/);
        expect(cell).not.toMatch(/^[\t\r\n\0]/);
        // an apostrophe in front at most: nothing else is changed
        expect([text, `'${text}`]).toContain(cell);
      }
    }
  });

  it.each(formulas.filter((text) => /^[=+\-@＝]/.test(text)))('keeps %j a text by an apostrophe', (text) => {
    expect(read(write('excel', [dayRow({ topics: text })]), ';')[0]?.topics).toBe(`'${text}`);
  });

  it('keeps a phone number a text with all its digits', () => {
    expect(read(write('excel', [dayRow({ phone: '+33612345678' })]), ';')[0]?.phone).toBe("'+33612345678");
  });

  it.each(['camille@example.fr', 'a=b', '1-2', 'signings', ''])('leaves %j as it is', (email) => {
    expect(read(write('excel', [dayRow({ email })]), ';')[0]?.email).toBe(email);
  });

  it.each([
    ['in summer', '2026-06-01T22:00:05.123Z', '2026-06-02 00:00:05'],
    ['in winter', '2026-11-21T10:30:00.000+01:00', '2026-11-21 10:30:00'],
    ['on a tablet that is set to another zone', '2026-11-21T18:30:00.000+09:00', '2026-11-21 10:30:00'],
    ['before the clocks go forward', '2026-03-29T01:59:59.000+01:00', '2026-03-29 01:59:59'],
    ['after', '2026-03-29T03:00:00.000+02:00', '2026-03-29 03:00:00'],
    ['in the hour that comes twice', '2026-10-25T02:30:00.000+01:00', '2026-10-25 02:30:00'],
    ['at midnight', '2026-11-22T00:00:00.000+01:00', '2026-11-22 00:00:00'],
    ['on 29 February', '2028-02-29T23:59:59.000+01:00', '2028-02-29 23:59:59'],
  ])('writes %s what the store’s clocks showed, as a date that Excel reads', (_, capturedAt, shown) => {
    expect(read(write('excel', [dayRow({ capturedAt })]), ';')[0]?.capturedAt).toBe(shown);
  });
});

describe('an instant that a forger wrote', () => {
  it.each([
    ['no instant', '', 'Europe/Paris', ''],
    ['a formula', '=1+1', 'Europe/Paris', "'=1+1"],
    ['a zone that there is not', '2026-11-21T10:30:00.000+01:00', 'Mars/Olympus', '2026-11-21T10:30:00.000+01:00'],
  ])('stays as it is, being %s, and spoils no other row', (_, capturedAt, timeZone, shown) => {
    const rows = read(write('excel', [dayRow({ capturedAt, timeZone }), dayRow()]), ';');
    expect(rows.map((row) => row.capturedAt)).toEqual([shown, '2026-11-21 10:30:00']);
  });
});

describe('the CSV for machines', () => {
  it('gives every value back as it was, read by another parser', () => {
    const rows = everything.map(rowOf);
    const csv = write('csv', rows);
    expect(csv.startsWith('businessDay,capturedAt,')).toBe(true);
    expect(read(csv, ',')).toEqual(rows.map((row) => ({ ...row, seq: String(row.seq) })));
  });

  it('has a header also on a day without answers', () => {
    expect(write('csv', []).split('\r\n')).toHaveLength(2);
  });
});

describe('JSON Lines', () => {
  it('gives every value back as it was', () => {
    const rows = everything.map(rowOf);
    const lines = write('jsonl', rows).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
  });

  it('is empty on a day without answers', () => {
    expect(write('jsonl', [])).toBe('');
  });
});

it('names each file by its day', () => {
  expect(dayFileName('excel', '2026-11-21')).toBe('consents-2026-11-21-excel.csv');
  expect(dayFileName('csv', '2026-11-21')).toBe('consents-2026-11-21.csv');
  expect(dayFileName('jsonl', '2026-11-21', '-held-apart')).toBe('consents-2026-11-21-held-apart.jsonl');
});
