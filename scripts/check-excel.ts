// `npm run check:excel`: opens a day's file for Excel in a real spreadsheet, LibreOffice, filled with every string that has broken
// software elsewhere, and looks at what the cells became. Apart from `npm test`, because LibreOffice takes 300 MB.

import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createSheet, type DayFileForm } from '#domain/day-file.ts';
import { dayColumns } from '#domain/day-row.ts';
import { dayHeadings } from '#i18n/day-headings.ts';
import { dayRow } from '../src/kiosk/testing/day-row.ts';
import { formulas, naughtyStrings } from '../src/testing/naughty-strings.ts';
import { bring } from './bring.ts';

const soffice = process.env.SOFFICE ?? '/usr/bin/soffice';
bring(soffice, 'libreoffice-calc', 'install LibreOffice, and say where it is: SOFFICE=/path/to/soffice');

const directory = await mkdtemp(join(tmpdir(), 'check-excel-'));
try {
  const rows = [...naughtyStrings, ...formulas].map((text, i) => dayRow({ seq: i + 1, topics: text, email: text }));
  const phones = rows.map((row, i) => ({ ...row, phone: `+336${12345678 + i}` }));
  const excel = await openIn('excel', ';', phones);
  const raw = await openIn('csv', ',', phones);
  const counts = {
    rows: excel.rows - 1,
    formulas: excel.formulas,
    'formulas in the file for machines': raw.formulas,
    'phone numbers that are texts': excel.phones,
    'instants that are dates': excel.dates,
  };
  console.table(counts);
  // LibreOffice evaluates what the raw file holds: a check that could not fail would show nothing
  const isGood =
    excel.formulas === 0 && raw.formulas > 0 && excel.phones === rows.length && excel.dates === 2 * rows.length;
  console.log(isGood ? 'Nothing in the file for Excel is executed.' : 'BAD');
  process.exitCode = isGood && excel.rows - 1 === rows.length ? 0 : 1;
} finally {
  await rm(directory, { recursive: true });
}

/** Counts what the cells became, in LibreOffice's own flat file. */
async function openIn(form: DayFileForm, delimiter: string, rows: readonly ReturnType<typeof dayRow>[]) {
  const { head, toLine } = createSheet(form, dayColumns, { country: 'FR', headings: dayHeadings.fr });
  const path = join(directory, `${form}.csv`);
  await writeFile(path, head + rows.map(toLine).join(''));
  // UTF-8, from the first line, quoted fields not forced to be text, numbers and dates recognised, as by a double click
  const filter = `CSV:${delimiter.charCodeAt(0)},34,76,1,,0,false,true`;
  const profile = `-env:UserInstallation=${pathToFileURL(join(directory, 'profile'))}`;
  const args = [profile, '--headless', `--infilter=${filter}`, '--convert-to', 'fods', '--outdir', directory, path];
  const { status } = spawnSync(soffice, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`LibreOffice ended with ${status}`);
  const sheet = await readFile(join(directory, `${form}.fods`), 'utf8');
  const count = (pattern: RegExp) => sheet.match(pattern)?.length ?? 0;
  return {
    rows: count(/<table:table-row(?![^>]*number-rows-repeated)/g),
    formulas: count(/ table:formula="/g),
    phones: count(/office:value-type="string"[^>]*>\s*<text:p>(?:'|&apos;)\+336\d{8}</g),
    dates: count(/office:value-type="date"[^>]*office:date-value="2026-11-21T\d\d:\d\d:\d\d"/g),
  };
}
