// A day's file in its three forms, line by line, so that a tablet can stay awake and a back end need not hold it. For Excel:
// what it opens by a double click without harm. For machines: CSV (RFC 4180) and JSON Lines, the values as they are.
import { localTimeAt } from './business-day.ts';
import { fromOffsetText } from './instant.ts';

export const dayFileForms = ['excel', 'csv', 'jsonl'] as const;
export type DayFileForm = (typeof dayFileForms)[number];

export interface Sheet<Row> {
  /** What stands before the first row. */
  readonly head: string;
  /** One row, with its line end. */
  readonly toLine: (row: Row) => string;
}

type Cells<Column extends string> = Readonly<Record<Column, string | number>> & { readonly timeZone: string };

/** For whom Excel opens it. */
export interface ExcelReader<Column extends string> {
  /** ISO 3166-1 alpha-2: Excel takes the delimiter from the country that its machine is set to. */
  readonly country: string;
  /** What stands above the columns. */
  readonly headings: Readonly<Record<Column, string>>;
}

export function createSheet<Column extends string>(
  form: DayFileForm,
  columns: readonly Column[],
  { country, headings }: ExcelReader<Column>,
): Sheet<Cells<Column>> {
  if (form === 'jsonl') return { head: '', toLine: (row) => `${JSON.stringify(row, [...columns])}\n` };
  const isExcel = form === 'excel';
  const toExcel = createExcelCells();
  const delimiter = isExcel ? delimiterIn(country) : ',';
  const toLine = (cells: readonly string[]) => `${cells.map(toField).join(delimiter)}\r\n`;
  return {
    // A byte order mark, because Excel reads a CSV without one in the machine's old code page; no `sep=` line, which would
    // cancel the mark.
    head: isExcel ? `\uFEFF${toLine(columns.map((column) => headings[column]))}` : toLine(columns),
    toLine(row) {
      const cells = columns.map((column) => {
        const value = String(row[column]);
        return isExcel ? toExcel(column, value, row.timeZone) : value;
      });
      return toLine(cells);
    },
  };
}

const typeByForm: Record<DayFileForm, string> = {
  excel: 'text/csv;charset=utf-8',
  csv: 'text/csv;charset=utf-8;header=present',
  jsonl: 'application/jsonl',
};

export function mediaTypeOf(form: DayFileForm): string {
  return typeByForm[form];
}

/** `consents-2026-11-21.csv`. @param part what else stands in the name */
export function dayFileName(form: DayFileForm, businessDay: string, part = ''): string {
  return `consents-${businessDay}${part}${form === 'excel' ? '-excel.csv' : `.${form}`}`;
}

/** RFC 4180 §2. Delimiters of other countries are quoted too, and white space at an end, which some readers take away. */
function toField(value: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

const instants: ReadonlySet<string> = new Set(['capturedAt', 'asOf']);

/** Instants as the store's clocks showed them, in the one order of numbers that every Excel reads as a date. */
function createExcelCells() {
  // rows that follow each other share theirs, and a zone's clock takes a while to read
  const last = new Map<string, { readonly key: string; readonly shown: string }>();
  return (column: string, value: string, timeZone: string): string => {
    if (!instants.has(column)) return neutralise(value);
    const key = `${value} ${timeZone}`;
    const known = last.get(column);
    if (known?.key === key) return known.shown;
    const shown = showInstant(value, timeZone);
    last.set(column, { key, shown });
    return shown;
  };
}

function showInstant(value: string, timeZone: string): string {
  try {
    return localTimeAt(fromOffsetText(value), timeZone);
  } catch {
    return neutralise(value); // what claims no instant, or a zone that there is not, stays as it is
  }
}

// =, +, - and @ begin a formula, also after white space and what does not show, and in their full-width forms; tab and line
// ends can hide one. A phone number begins with +, so the same apostrophe keeps it a text with all its digits.
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^\s*[\t\r\n\0]/u;

function neutralise(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** `;` where the comma is the decimal sign, as in France. */
function delimiterIn(country: string): ';' | ',' {
  const { language, region } = new Intl.Locale('und', { region: country }).maximize();
  const parts = new Intl.NumberFormat(`${language}-${region}`).formatToParts(0.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}
