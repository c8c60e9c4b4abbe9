import { describe, expect, it } from 'vitest';
import { dayRow } from '../testing/day-row.ts';
import { toDayFile, toExcelCsv, toJsonLines, toPlainCsv } from './day-file.ts';

const cell = (csv: string, column: string, delimiter: string) => {
  const [header = '', line = ''] = csv.replace('\uFEFF', '').split('\r\n');
  return line.split(delimiter)[header.split(delimiter).indexOf(column)];
};

describe('the file for Excel', () => {
  it('begins with a byte order mark, has semicolons and CRLF, and no sep= line', () => {
    const csv = toExcelCsv([dayRow()]);
    expect(csv.startsWith('\uFEFFbusinessDay;capturedAt;')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).not.toContain('sep=');
  });

  it.each(['=cmd()', '+33612345678', '-1', '@SUM(A1)', '  =1+1', '\u00a0=1', '\t=1', '\r1', '\n@x', '＝1+1', '＠x'])(
    'keeps %j a text',
    (topics) => {
      const csv = toExcelCsv([dayRow({ topics })]);
      expect(csv).toContain(`'${topics}`);
    },
  );

  it('keeps a phone number a text with its plus sign', () => {
    expect(cell(toExcelCsv([dayRow({ phone: '+33612345678' })]), 'phone', ';')).toBe("'+33612345678");
  });

  it.each(['camille@example.fr', 'a=b', '1-2', 'signings'])('leaves %j as it is', (email) => {
    expect(cell(toExcelCsv([dayRow({ email })]), 'email', ';')).toBe(email);
  });

  it('quotes what would break a line or a column', () => {
    const csv = toExcelCsv([dayRow({ topics: 'a;b "c"\nd' })]);
    expect(csv).toContain('"a;b ""c""\nd"');
  });
});

describe('the CSV for machines', () => {
  it('is RFC 4180 with the values as they are', () => {
    const csv = toPlainCsv([dayRow({ phone: '+33612345678', topics: 'a, "b"' })]);
    expect(csv.startsWith('businessDay,capturedAt,')).toBe(true);
    expect(csv).toContain(',+33612345678,');
    expect(csv).toContain('"a, ""b"""');
  });

  it('has a header also on a day without answers', () => {
    expect(toPlainCsv([]).split('\r\n')).toHaveLength(2);
  });
});

describe('JSON Lines', () => {
  it('holds every field of every row', () => {
    const rows = [dayRow(), dayRow({ seq: 2, email: 'é@例え.jp' })];
    expect(
      toJsonLines(rows)
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(rows);
  });

  it('is empty on a day without answers', () => {
    expect(toJsonLines([])).toBe('');
  });
});

it('names each file by its day', () => {
  expect(toDayFile('excel', '2026-11-21', []).name).toBe('consents-2026-11-21-excel.csv');
  expect(toDayFile('csv', '2026-11-21', []).name).toBe('consents-2026-11-21.csv');
  expect(toDayFile('jsonl', '2026-11-21', []).name).toBe('consents-2026-11-21.jsonl');
});
