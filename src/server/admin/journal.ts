// The sealed journal of a tablet that could not sync, brought by hand. Each line is a request as it would have crossed
// the wire and is taken in the same way, so that importing it twice, or syncing afterwards, counts everything once.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { BATCH_BYTES_LIMIT, syncRequestSchema } from '#protocol/sync.ts';
import { mustBeReadable, Refusal } from '../refusal.ts';
import { readJson } from '../storage/event-reader.ts';
import { countOutcomes, receiveRequest } from '../storage/exchange.ts';
import { type Command, type CommandContext, print } from './command.ts';

export const journalCommands: readonly Command[] = [
  {
    usage: 'journal import <file>',
    summary: 'take in the sealed journal that a tablet has written to a file',
    async run(context, [file = '']) {
      if (file === '') throw new Refusal('Which file?');
      await mustBeReadable(file);
      const { stoppedAt, counts } = await importJournal(context, file);
      const taken = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
      print(`Taken in: ${taken.join(', ') || 'nothing'}.`);
      if (stoppedAt) print(`Line ${stoppedAt.line} ${stoppedAt.why}.`);
      return stoppedAt === null;
    },
  },
];

/** First line of the file. */
const headSchema = z.object({ format: z.literal('consent-kiosk-journal'), version: z.literal(1), device: z.string() });

export interface Imported {
  /** Events by outcome. */
  readonly counts: Record<string, number>;
  /** The line that could not be taken in, nor what follows it; null when all was. */
  readonly stoppedAt: { readonly line: number; readonly why: string } | null;
}

/** Rejects when the file cannot be read. */
export async function importJournal(
  { store, log }: Pick<CommandContext, 'store' | 'log'>,
  file: string,
): Promise<Imported> {
  const counts: Record<string, number> = {};
  let line = 0;
  const stop = (why: string): Imported => ({ counts, stoppedAt: { line, why } });
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    if (line === 1) {
      if (headSchema.safeParse(readJson(text)).success) continue;
      return stop('is not the beginning of a tablet’s journal, or of one by a newer tablet');
    }
    const isTooLarge = Buffer.byteLength(text) > BATCH_BYTES_LIMIT;
    const request = isTooLarge ? undefined : syncRequestSchema.safeParse(readJson(text)).data;
    if (!request) return stop('is damaged');
    const exchange = await receiveRequest(store, request, 'file', (error) => log.failure('event', error));
    if (!exchange.ok) return stop(whyRefused[exchange.problem]);
    for (const [outcome, count] of Object.entries(countOutcomes(exchange.outcomes)))
      counts[outcome] = (counts[outcome] ?? 0) + count;
  }
  return { counts, stoppedAt: null };
}

const whyRefused = {
  'device-unknown': 'is not signed by a tablet that is enrolled here',
  'bad-request': 'is damaged',
};
