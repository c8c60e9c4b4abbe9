// The sealed journal of a tablet that could not sync, brought by hand. Each line is a request as it would have crossed
// the wire, and is taken in the same way: importing it twice, or syncing afterwards, counts everything once.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { BATCH_BYTES_LIMIT, syncRequestSchema } from '#protocol/sync.ts';
import { readJson } from '../storage/event-reader.ts';
import { countOutcomes, receiveRequest } from '../storage/exchange.ts';
import { type Command, type CommandContext, print } from './command.ts';

/** First line of the file. */
const headSchema = z.object({ format: z.literal('consent-kiosk-journal'), version: z.literal(1), device: z.string() });

export const journalCommands: readonly Command[] = [
  {
    usage: 'journal import <file>',
    summary: 'take in the sealed journal that a tablet has written to a file',
    run: (context, [file = '']) => importJournal(context, file),
  },
];

async function importJournal({ store, log }: CommandContext, file: string): Promise<boolean> {
  const counts: Record<string, number> = {};
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (number === 1) {
        if (headSchema.safeParse(readJson(line)).success) continue;
        print('This is not the journal of a tablet, or it was written by a newer one.');
        return false;
      }
      const request =
        Buffer.byteLength(line) > BATCH_BYTES_LIMIT ? undefined : syncRequestSchema.safeParse(readJson(line));
      if (!request?.success) return stop(number, 'is damaged', counts);
      const exchange = await receiveRequest(store, request.data, 'file', (error) => log.failure('event', error));
      if (!exchange.ok) return stop(number, whyRefused[exchange.problem], counts);
      for (const [outcome, count] of Object.entries(countOutcomes(exchange.outcomes)))
        counts[outcome] = (counts[outcome] ?? 0) + count;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    print('There is no such file.');
    return false;
  }
  print(`Taken in: ${say(counts)}. What was here before is counted once.`);
  return true;
}

const whyRefused = {
  'device-unknown': 'is not signed by a tablet that is enrolled here',
  'bad-request': 'is damaged',
};

function stop(line: number, why: string, counts: Record<string, number>): boolean {
  print(`Line ${line} ${why}. Before it: ${say(counts)}. The file can be imported again.`);
  return false;
}

function say(counts: Record<string, number>): string {
  const parts = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}
