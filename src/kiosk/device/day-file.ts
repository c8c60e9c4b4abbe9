// Writes a day's file on the tablet. The closing passphrase opens the seals, some at a time, so that the screen stays awake and
// can be left; that contact data was read is in the journal before the first is opened. Loaded only for that.

import { createSheet, type DayFileForm, dayFileName, mediaTypeOf } from '#domain/day-file.ts';
import { dayColumns, heldColumns } from '#domain/day-row.ts';
import type { Instant } from '#domain/instant.ts';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { dayHeadings } from '#i18n/day-headings.ts';
import { type DayManifest, type ManifestFile, manifestNameOf, signDayManifest } from '#protocol/day-manifest.ts';
import { measureFile } from '#protocol/digest.ts';
import { listHeldRows, listRows, openRows } from '../journal/day-rows.ts';
import type { Device } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import type { DayFileOrder, DayFileResult, SaveResult, WrittenFile } from '../kiosk.ts';
import { openClosingKey } from './closing-key.ts';

/** Seals opened between two breaths of the screen: some 50 ms on a slow tablet. */
const SLICE = 10;

export interface DayFileDeps {
  readonly journal: Journal;
  readonly device: Device;
  /** Of the shop: its country and its first language decide how Excel is spoken to. */
  readonly config: Pick<ShopConfig, 'controller' | 'languages'>;
  readonly now: () => Instant;
  /** Lets the browser draw and hear a touch. */
  readonly pause?: () => Promise<void>;
}

/** @param record writes the event that says so. After a wrong passphrase nothing is written. */
export async function writeDayFile(
  { journal, device, config, now, pause = breathe }: DayFileDeps,
  order: DayFileOrder,
  record: (rows: number) => Promise<SaveResult>,
): Promise<DayFileResult> {
  const { businessDay, form, passphrase, signal } = order;
  const key = await openClosingKey(device.closing, passphrase);
  if (!key) return { outcome: 'wrong-passphrase' };
  const day = await journal.readDay(businessDay);
  const slices = createSlices(day.rows, { pause, signal });
  let count = 0;
  const isCounted = await slices((slice) => {
    count += listRows(day, slice).length;
  });
  if (!isCounted) return { outcome: 'cancelled' };
  const recorded = await record(count);
  if (recorded.outcome === 'not-saved') return { outcome: 'not-opened', code: recorded.code };

  const reader = { country: config.controller.country, headings: dayHeadings[config.languages[0] as Language] };
  const answers = createSheet(form, dayColumns, reader);
  const lines = [answers.head];
  const seqs: number[] = [];
  const isOpened = await slices(async (slice, done) => {
    for (const rows of await Promise.all(slice.map((row) => openRows(row, day, key)))) {
      lines.push(...rows.map(answers.toLine));
      seqs.push(...rows.slice(0, 1).map(({ seq }) => seq));
    }
    order.onProgress(done, day.rows.length);
  });
  if (!isOpened) return { outcome: 'cancelled' };

  const held = listHeldRows(day);
  const parts = [await toPart('answers', form, dayFileName(form, businessDay), lines.join(''), count)];
  if (held.length > 0) {
    const { head, toLine } = createSheet(form, heldColumns, reader);
    const name = dayFileName(form, businessDay, '-held-apart');
    parts.push(await toPart('held-apart', form, name, head + held.map(toLine).join(''), held.length));
  }
  const { identity, keys } = device;
  const [firstSeq = null, lastSeq = null] = [seqs[0], seqs.at(-1)];
  const manifest: DayManifest = {
    ...{ format: 'consent-kiosk-day', version: 1, businessDay, form, store: identity.store, device: identity.device },
    files: parts.map(({ about }) => about),
    chains: [{ chain: identity.device, events: seqs.length, firstSeq, lastSeq, head: day.head }],
    ...{ madeAt: new Date(now()).toISOString(), madeBy: { kind: 'device', name: identity.device } },
  };
  const name = manifestNameOf(dayFileName(form, businessDay));
  const signed = { name, type: 'text/plain;charset=utf-8', text: await signDayManifest(manifest, keys) };
  const files = [...parts.map(({ file }) => file), signed];
  return { outcome: 'written', files, rows: count, heldApart: held.length };
}

/** Goes through them with a breath after each slice. The walk resolves with false when it was stopped. */
function createSlices<T>(
  items: readonly T[],
  { pause, signal }: { readonly pause: () => Promise<void>; readonly signal: AbortSignal },
) {
  return async (work: (slice: readonly T[], done: number) => Promise<void> | void): Promise<boolean> => {
    for (let start = 0; start < items.length && !signal.aborted; start += SLICE) {
      const slice = items.slice(start, start + SLICE);
      await work(slice, start + slice.length);
      await pause();
    }
    return !signal.aborted;
  };
}

async function toPart(
  part: ManifestFile['part'],
  form: DayFileForm,
  name: string,
  text: string,
  rows: number,
): Promise<{ readonly file: WrittenFile; readonly about: ManifestFile }> {
  const about = { part, name, rows, ...(await measureFile(text)) };
  return { file: { name, type: mediaTypeOf(form), text }, about };
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
