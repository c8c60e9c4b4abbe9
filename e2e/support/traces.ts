// Looks for somebody's contact data where none may be: in files, in memory, in whatever encoding it may have got there.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession } from '@playwright/test';

/** A text as bytes in every form it may have: UTF-8, UTF-16 in both orders, base64 at each of its three alignments. */
export function formsOf(text: string): readonly Buffer[] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    // characters that also depend on what stands before and after the text
    return Buffer.from(whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + utf8.length) * 8) / 6)));
  });
  return [utf8, utf16, Buffer.from(utf16).swap16(), ...base64, ...base64.map(toBase64Url)];
}

function toBase64Url(base64: Buffer): Buffer {
  return Buffer.from(base64.toString().replaceAll('+', '-').replaceAll('/', '_'));
}

/** Long enough to be rare, so that few places have to be looked at closely. */
const PREFIX = 6;

/** Looks for texts of which many begin alike: that beginning is looked for, and what it finds is compared. */
export function createSearch(texts: readonly string[]): (bytes: Buffer) => string[] {
  const starts = [...Map.groupBy(texts, (text) => text.slice(0, PREFIX))].flatMap(([prefix, alike]) => {
    const forms = alike.map((text) => ({ text, forms: formsOf(text) }));
    return formsOf(prefix).map((start, i) => ({
      start,
      whole: forms.map(({ text, forms }) => ({ text, form: forms[i] as Buffer })),
    }));
  });
  return (bytes) => {
    const found = new Set<string>();
    for (const { start, whole } of starts)
      for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1))
        for (const { text, form } of whole) if (bytes.subarray(at, at + form.length).equals(form)) found.add(text);
    return [...found];
  };
}

/** Which of the texts stand in a file of the directory, in any form: `file: text`. */
export async function findInFiles(directory: string, texts: readonly string[]): Promise<string[]> {
  const search = createSearch(texts);
  const found: string[] = [];
  for (const name of await readdir(directory, { recursive: true })) {
    const path = join(directory, name);
    if (!(await stat(path)).isFile()) continue;
    found.push(...search(await readFile(path)).map((text) => `${name}: ${text}`));
  }
  return found;
}

/** Which of the texts stand in the page's memory, as far as anything still reaches it: garbage is collected first. */
export async function findInMemory(session: CDPSession, texts: readonly string[]): Promise<string[]> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  const listen = ({ chunk }: { readonly chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', listen);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: true });
  session.off('HeapProfiler.addHeapSnapshotChunk', listen);
  return createSearch(texts)(Buffer.from(chunks.join('')));
}
