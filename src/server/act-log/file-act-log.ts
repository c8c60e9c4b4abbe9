// The act log as a file of JSON Lines. The server and the operator's commands write to it at the same time without a lock:
// an append is one write at the end, and forgetting overwrites a hash, or a whole entry, in place by blanks of the same length.
import { constants } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ActLog, ActLogEntry } from './act-log.ts';

const LOOKUP_HASH = /^[A-Za-z0-9_-]{43}$/;
const LINE_END = 0x0a;

/** Makes the file when there is none: its directory must be there. */
export async function openFileActLog(path: string): Promise<ActLog> {
  // the name of a new file is durable only once its directory is
  await withFile(path, (file) => file.sync());
  await withFile(dirname(path), (directory) => directory.sync(), constants.O_RDONLY);

  return {
    append: (entries) =>
      withFile(path, async (file) => {
        const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
        // a torn line, left by a crash, ends here: it stays unreadable and spoils no other
        const bytes = Buffer.from((await endsTorn(file)) ? `\n${lines}` : lines);
        const { bytesWritten } = await file.write(bytes);
        if (bytesWritten < bytes.length) throw new Error('the act log could not be written: is the disk full?');
        await file.datasync();
      }),

    async read() {
      return [...linesOf(await readFile(path))].flatMap(({ text }) => parseEntry(text) ?? []);
    },

    async forget(contactPoints) {
      const forgotten = new Set(contactPoints);
      await withFile(
        path,
        async (file) => {
          const bytes = await readFile(path);
          for (const { text, start } of linesOf(bytes)) {
            const entry = parseEntry(text);
            if (!entry || !('hash' in entry) || entry.hash === null || !forgotten.has(entry.contactPoint)) continue;
            // blanks of the same length: torn half-way the line is still JSON, and its hash none
            const { hash } = entry;
            await file.write(' '.repeat(hash.length), start + bytes.subarray(start).indexOf(`"${hash}"`) + 1);
          }
          await file.datasync();
        },
        constants.O_RDWR,
      );
    },

    async drop(isGone) {
      await withFile(
        path,
        async (file) => {
          for (const { text, start } of linesOf(await readFile(path))) {
            const entry = parseEntry(text);
            // a line of blanks is no entry, as a torn one is none
            if (entry && isGone(entry)) await file.write(' '.repeat(Buffer.byteLength(text)), start);
          }
          await file.datasync();
        },
        constants.O_RDWR,
      );
    },
  };
}

const APPEND = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;

/** Opened by its name each time: nobody goes on writing to a file that an operator has moved away. */
async function withFile(path: string, work: (file: FileHandle) => Promise<void>, flags = APPEND): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

async function endsTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer[0] !== LINE_END;
}

/** Complete lines, each with the offset where it starts. */
function* linesOf(bytes: Buffer): Generator<{ text: string; start: number }> {
  let start = 0;
  for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, start)) {
    yield { text: bytes.toString('utf8', start, end), start };
    start = end + 1;
  }
}

/** Undefined for a line that was torn: nobody has been answered on its account. */
function parseEntry(text: string): ActLogEntry | undefined {
  try {
    const entry = JSON.parse(text) as ActLogEntry;
    if (!('hash' in entry) || entry.hash === null) return entry;
    return LOOKUP_HASH.test(entry.hash) ? entry : { ...entry, hash: null };
  } catch {
    return undefined;
  }
}
