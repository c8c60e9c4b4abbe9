// The system's share sheet: the person chooses where the files go, and nothing has to stay on the tablet.
import type { WrittenFile } from '../kiosk.ts';

export function canShare(files: readonly WrittenFile[]): boolean {
  return navigator.canShare?.({ files: files.map(toFile) }) ?? false;
}

/** `refused`: some browsers say yes to every kind of file first, and no to most of them then. */
export async function shareFiles(files: readonly WrittenFile[]): Promise<'shared' | 'left' | 'refused'> {
  try {
    await navigator.share({ files: files.map(toFile) });
    return 'shared';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'left' : 'refused';
  }
}

function toFile({ name, type, text }: WrittenFile): File {
  return new File([text], name, { type });
}
