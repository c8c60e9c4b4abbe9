// A day's file from the back end: page by page to wherever it goes, counted and hashed on the way, so that its length does not
// matter; and the manifest that vouches for it.

import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createSheet, type DayFileForm, type Sheet } from '#domain/day-file.ts';
import { type DayRow, dayColumns, heldColumns } from '#domain/day-row.ts';
import type { Language } from '#domain/shop-config.ts';
import { dayHeadings } from '#i18n/day-headings.ts';
import { type ManifestChain, type ManifestFile, signDayManifest } from '#protocol/day-manifest.ts';
import { mustGetCurrentConfig } from './storage/config.ts';
import { type DayChain, type DayScope, listDayChains, readDayRows, readHeldRows } from './storage/day.ts';
import type { Store } from './storage/store.ts';

export interface DayOrder {
  readonly scope: DayScope;
  readonly form: DayFileForm;
  /** Who asks. */
  readonly operator: string;
  /** Where a part goes. Asked for what is held apart only when there is something. */
  readonly open: (part: ManifestFile['part']) => { readonly name: string; readonly stream: Writable };
}

export interface WrittenDay {
  readonly files: readonly ManifestFile[];
  /** Text of the manifest's file. */
  readonly manifest: string;
}

/** The audit row must be there before: from the first line on somebody reads contact data. */
export async function writeDay(store: Store, { scope, form, operator, open }: DayOrder): Promise<WrittenDay> {
  const { businessDay } = scope;
  const { config } = await mustGetCurrentConfig(store);
  const reader = { country: config.controller.country, headings: dayHeadings[config.languages[0] as Language] };
  const chains = await listDayChains(store, scope);

  const counted: ManifestChain[] = [];
  async function* answers() {
    for (const chain of chains) {
      const count = countEvents(chain);
      for await (const rows of readDayRows(store, chain, businessDay)) yield count.add(rows);
      if (count.total().events > 0) counted.push(count.total());
    }
  }
  const files = [await writePart('answers', createSheet(form, dayColumns, reader), answers(), open)];

  async function* heldApart() {
    for (const chain of chains)
      for await (const rows of readHeldRows(store, chain, businessDay)) if (rows.length > 0) yield rows;
  }
  const held = heldApart();
  const first = await held.next();
  if (!first.done) {
    const sheet = createSheet(form, heldColumns, reader);
    files.push(await writePart('held-apart', sheet, startingWith(first.value, held), open));
  }

  const manifest = await signDayManifest(
    {
      ...{ format: 'consent-kiosk-day', version: 1, businessDay, form, store: scope.store, device: scope.device },
      ...{ files, chains: counted, madeAt: new Date(store.now()).toISOString() },
      madeBy: { kind: 'back-end', name: operator },
    },
    store.keys.signing,
  );
  return { files, manifest };
}

async function writePart<Row>(
  part: ManifestFile['part'],
  { head, toLine }: Sheet<Row>,
  pages: AsyncIterable<readonly Row[]>,
  open: DayOrder['open'],
): Promise<ManifestFile> {
  const { name, stream } = open(part);
  const hash = createHash('sha256');
  const count = { rows: 0, bytes: 0 };
  const note = (text: string) => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    count.bytes += bytes.length;
    return bytes;
  };
  async function* chunks() {
    if (head !== '') yield note(head);
    for await (const page of pages) {
      count.rows += page.length;
      if (page.length > 0) yield note(page.map(toLine).join(''));
    }
  }
  // the output of a whole process is not ours to close
  await pipeline(chunks(), stream, { end: stream !== process.stdout });
  return { part, name, ...count, sha256: hash.digest('hex') };
}

/** The rows of one event follow each other. */
function countEvents({ chain, head }: DayChain) {
  let [events, firstSeq, lastSeq, last] = [0, null as number | null, null as number | null, ''];
  return {
    add(rows: readonly DayRow[]): readonly DayRow[] {
      for (const { hash, seq } of rows) {
        if (hash !== last) events += 1;
        last = hash;
        firstSeq ??= seq;
        lastSeq = seq;
      }
      return rows;
    },
    total: (): ManifestChain => ({ chain, events, firstSeq, lastSeq, head }),
  };
}

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}
