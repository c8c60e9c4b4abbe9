import type { DayFile } from './day-file.ts';

/** Hands a file to the browser's downloads. It never leaves the device otherwise. */
export function saveFile({ name, type, text }: DayFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
