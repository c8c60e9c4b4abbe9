// Files for the browser's downloads. They never leave the device otherwise.
import type { WrittenFile } from '../kiosk.ts';

/** Milliseconds. Of downloads that begin in the same moment WebKit keeps the last alone; 50 are enough on a quiet desktop. */
const APART = 500;

export async function saveFiles(files: readonly WrittenFile[]): Promise<void> {
  for (const [i, { name, type, text }] of files.entries()) {
    if (i > 0) await new Promise((resolve) => setTimeout(resolve, APART));
    saveFile(name, new Blob([text], { type }));
  }
}

export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
