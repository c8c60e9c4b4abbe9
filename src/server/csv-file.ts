// A CSV file that another system has written: `;` or `,`, with or without a BOM, quoted or not. Whatever is wrong with a row is
// told by its line: what stands in it is somebody's data.
import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse';
import { Refusal, readGivenFile } from './refusal.ts';

export interface CsvRow {
  /** Of the file, from 1; of a row of several lines the last. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** Why a file cannot be read, in words for an operator. */
export class CsvFileError extends Refusal {}

/** @throws Refusal */
export async function* readCsvRows(path: string): AsyncGenerator<CsvRow> {
  if (path === '') throw new CsvFileError('Which file?');
  const bytes = await readGivenFile(path);
  if (!isUtf8(bytes)) throw new CsvFileError('The file is not in UTF-8. Save it as “CSV UTF-8”.');
  const delimiter = findDelimiter(bytes);
  const parser = parse({
    bom: true,
    delimiter,
    // by itself the parser goes by the first line's alone, and reads a file put together from two as one long row
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
  parser.end(bytes);
  let line = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      line = info.lines;
      if (record.some((field) => field !== '')) yield { line, fields: record };
    }
  } catch (error) {
    // the parser's own words repeat the row
    if (error instanceof Error && 'code' in error && `${error.code}`.startsWith('CSV_'))
      throw new CsvFileError(`What follows line ${line} is no CSV: a quote that is not closed?`);
    throw error;
  }
}

/** The one that the first line has more of, outside quotes. */
function findDelimiter(bytes: Buffer): ';' | ',' {
  const end = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  const first = bytes.toString('utf8', 0, end < 0 ? bytes.length : end).replaceAll(/"[^"]*"/g, '');
  const count = (character: string) => first.split(character).length;
  return count(';') >= count(',') ? ';' : ',';
}
