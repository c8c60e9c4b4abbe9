// The day's file as a manager gets it, and read back.
import type { DayFileForm } from '#domain/day-file.ts';
import type { DayRow, HeldRow } from '#domain/day-row.ts';
import { readDayManifest } from '#protocol/day-manifest.ts';
import type { DayFileOrder, Kiosk } from '../kiosk.ts';

interface OpenDayOptions {
  readonly form?: DayFileForm;
  readonly businessDay?: string;
}

/** `opened` are the rows of the file; those of other forms than JSON Lines are not read. */
export async function openDay(kiosk: Kiosk, passphrase: string, options: OpenDayOptions = {}) {
  const { form = 'jsonl', businessDay = kiosk.today() } = options;
  const order: DayFileOrder = { businessDay, form, passphrase, onProgress() {}, signal: new AbortController().signal };
  const result = await kiosk.writeDayFile(order);
  if (result.outcome !== 'written') return result;
  const [answers, ...others] = result.files;
  const held = others.find(({ name }) => name.includes('held-apart'));
  const manifest = readDayManifest(others.at(-1)?.text ?? '');
  return {
    ...result,
    opened: form === 'jsonl' ? readLines<DayRow>(answers?.text) : [],
    apart: form === 'jsonl' ? readLines<HeldRow>(held?.text) : [],
    manifest,
  };
}

function readLines<Row>(text = ''): Row[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}
