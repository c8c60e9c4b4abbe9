// Writes a day's file on the tablet. The closing passphrase opens the seals, some at a time, so that the screen stays awake and
// can be left; that contact data was read is in the journal before the first is opened. Loaded only for that.
import { createSheet, type DayFileForm, dayFileName, mediaTypeOf } from '#domain/day-file.ts';
import { type DayRow, dayColumns, heldColumns } from '#domain/day-row.ts';
import type { Instant } from '#domain/instant.ts';
import { type DayManifest, type ManifestFile, manifestNameOf, signDayManifest } from '#protocol/day-manifest.ts';
import { measureFile } from '#protocol/digest.ts';
import type { PrivateKey } from '#protocol/public-key.ts';
import { type Day, listHeldRows, listRows, openRows } from '../journal/day.ts';
import type { Device } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import type { DayFileOrder, DayFileResult, SaveResult, WrittenFile } from '../kiosk.ts';
import { openClosingKey } from './closing-key.ts';

/** Seals opened between two breaths of the screen: some 20 ms on a slow tablet. */
const SLICE = 10;

export interface DayFileDeps {
  readonly journal: Journal;
  readonly device: Device;
  /** Of the shop: it decides how Excel is spoken to. */
  readonly country: string;
  readonly now: () => Instant;
  /** Lets the browser draw and hear a touch. */
  readonly pause?: () => Promise<void>;
}

/** @param record writes the event that says so. After a wrong passphrase nothing is written. */
export async function writeDayFile(
  { journal, device, country, now, pause = breathe }: DayFileDeps,
  order: DayFileOrder,
  record: (rows: number) => Promise<SaveResult>,
): Promise<DayFileResult> {
  const { businessDay, form, passphrase, signal } = order;
  const key = await openClosingKey(device.closing, passphrase);
  if (!key) return { outcome: 'wrong-passphrase' };
  const day = await journal.readDay(businessDay);
  if (signal.aborted) return { outcome: 'cancelled' };
  const recorded = await record(listRows(day).length);
  if (recorded.outcome === 'not-saved') return { outcome: 'not-opened', code: recorded.code };
  const rows = await openDay(day, key, order, pause);
  if (!rows) return { outcome: 'cancelled' };

  const held = listHeldRows(day);
  const answers = createSheet(form, dayColumns, country);
  const parts = [
    await toPart(
      'answers',
      form,
      dayFileName(form, businessDay),
      answers.head + rows.map(answers.toLine).join(''),
      rows,
    ),
  ];
  if (held.length > 0) {
    const { head, toLine } = createSheet(form, heldColumns, country);
    const name = dayFileName(form, businessDay, '-held-apart');
    parts.push(await toPart('held-apart', form, name, head + held.map(toLine).join(''), held));
  }
  const manifest: DayManifest = {
    ...{ format: 'consent-kiosk-day', version: 1, businessDay, form },
    ...{ store: device.identity.store, device: device.identity.device },
    files: parts.map(({ about }) => about),
    chains: [chainOf(day, rows, device)],
    madeAt: new Date(now()).toISOString(),
    madeBy: { kind: 'device', name: device.identity.device },
  };
  const name = manifestNameOf(dayFileName(form, businessDay));
  const signed = { name, type: 'text/plain;charset=utf-8', text: await signDayManifest(manifest, device.keys) };
  const files = [...parts.map(({ file }) => file), signed];
  return { outcome: 'written', files, rows: rows.length, heldApart: held.length };
}

/** Undefined when it was stopped. */
async function openDay(
  day: Day,
  key: PrivateKey,
  { onProgress, signal }: DayFileOrder,
  pause: () => Promise<void>,
): Promise<DayRow[] | undefined> {
  const rows: DayRow[] = [];
  for (let start = 0; start < day.rows.length; start += SLICE) {
    const slice = day.rows.slice(start, start + SLICE);
    rows.push(...(await Promise.all(slice.map((row) => openRows(row, day, key)))).flat());
    onProgress(start + slice.length, day.rows.length);
    await pause();
    if (signal.aborted) return undefined;
  }
  return rows;
}

async function toPart(
  part: ManifestFile['part'],
  form: DayFileForm,
  name: string,
  text: string,
  rows: readonly unknown[],
): Promise<{ readonly file: WrittenFile; readonly about: ManifestFile }> {
  const about = { part, name, rows: rows.length, ...(await measureFile(text)) };
  return { file: { name, type: mediaTypeOf(form), text }, about };
}

function chainOf({ head }: Day, rows: readonly DayRow[], { identity }: Device): DayManifest['chains'][number] {
  const seqs = new Set(rows.map(({ seq }) => seq));
  const [firstSeq, lastSeq] = [rows[0]?.seq ?? null, rows.at(-1)?.seq ?? null];
  return { chain: identity.device, events: seqs.size, firstSeq, lastSeq, head };
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
