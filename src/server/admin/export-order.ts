// What an operator asks of `export day`, and where its parts go.
import { basename, format, join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type DayFileForm, dayFileForms, dayFileName } from '#domain/day-file.ts';
import { manifestNameOf } from '#protocol/day-manifest.ts';
import type { DayScope } from '../storage/day.ts';

export interface ExportOrder {
  readonly scope: DayScope;
  readonly form: DayFileForm;
  readonly name: string;
  /** The parts stand beside each other; `answers` is null for standard output. */
  readonly paths: { readonly answers: string | null; readonly 'held-apart': string; readonly manifest: string };
}

const optionsSchema = z.object({
  store: z.string().nullable().default(null),
  device: z.string().nullable().default(null),
  form: z.enum(dayFileForms, `Which form: ${dayFileForms.join(', ')}?`).default('excel'),
  out: z.string().min(1).optional(),
});

/** Or what is wrong with it. */
export function readExportOrder(args: readonly string[]): ExportOrder | string {
  const option = { type: 'string' } as const;
  const options = { store: option, device: option, form: option, out: option };
  let given: ReturnType<typeof parseArgs>;
  try {
    given = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const day = z.iso.date().safeParse(given.positionals[0]);
  if (!day.success || given.positionals.length > 1) return 'Which day? One, for example 2026-11-21.';
  const read = optionsSchema.safeParse(given.values);
  if (!read.success) return read.error.issues[0]?.message ?? 'That cannot be read.';
  const { store, device, form, out } = read.data;
  const name = dayFileName(form, day.data);
  const path = out === undefined || out === '-' ? name : out;
  const { dir, name: stem, ext } = parse(path);
  return {
    ...{ scope: { businessDay: day.data, store, device }, form, name: basename(path) },
    paths: {
      answers: out === '-' ? null : path,
      'held-apart': format({ dir, name: `${stem}-held-apart`, ext }),
      manifest: join(dir, manifestNameOf(basename(path))),
    },
  };
}
