// The day's answers as files. For Excel: what a French Excel opens by a double click without harm. For machines: RFC 4180
// and JSON Lines, the values as they are.
import type { DayRow } from '#kiosk/kiosk.ts';

export const dayFileFormats = ['excel', 'csv', 'jsonl'] as const;
export type DayFileFormat = (typeof dayFileFormats)[number];

export interface DayFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

const columns: readonly (keyof DayRow)[] = [
  'businessDay',
  'capturedAt',
  'store',
  'till',
  'device',
  'seq',
  'event',
  'type',
  'collector',
  'locale',
  'question',
  'purpose',
  'channel',
  'answer',
  'topics',
  'email',
  'phone',
  'status',
  'noticeDigest',
  'hash',
];

export function toDayFile(format: DayFileFormat, businessDay: string, rows: readonly DayRow[]): DayFile {
  const name = `consents-${businessDay}`;
  switch (format) {
    case 'excel':
      return { name: `${name}-excel.csv`, type: 'text/csv;charset=utf-8', text: toExcelCsv(rows) };
    case 'csv':
      return { name: `${name}.csv`, type: 'text/csv;charset=utf-8;header=present', text: toPlainCsv(rows) };
    case 'jsonl':
      return { name: `${name}.jsonl`, type: 'application/jsonl', text: toJsonLines(rows) };
  }
}

/**
 * A byte order mark, because Excel reads a CSV without one in the machine's old code page; `;`, because the comma is the
 * decimal sign of its French edition; no `sep=` line, which would cancel the mark.
 */
export function toExcelCsv(rows: readonly DayRow[]): string {
  return `\uFEFF${toCsv(rows, ';', neutralise)}`;
}

export function toPlainCsv(rows: readonly DayRow[]): string {
  return toCsv(rows, ',', (text) => text);
}

export function toJsonLines(rows: readonly DayRow[]): string {
  return rows.map((row) => `${JSON.stringify(row, [...columns])}\n`).join('');
}

// =, +, - and @ begin a formula, also after white space, and in their full-width forms; tab and CR can hide one. A phone
// number begins with +, so the same apostrophe keeps it a text with all its digits.
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^\s*[\t\r]/;

function neutralise(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function toCsv(rows: readonly DayRow[], delimiter: string, clean: (text: string) => string): string {
  const toField = (value: string) => (/[",;\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const toLine = (values: readonly string[]) => `${values.map(toField).join(delimiter)}\r\n`;
  return [toLine(columns), ...rows.map((row) => toLine(columns.map((column) => clean(String(row[column])))))].join('');
}
