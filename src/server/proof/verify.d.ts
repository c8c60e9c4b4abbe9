import type { CheckName, FileResult } from '#i18n/proof/proof-words.ts';
import type { Dossier } from './dossier.ts';

export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  /** Hash of the event concerned; null: the dossier as a whole. */
  readonly event: string | null;
}

type FilesByName = Readonly<Record<string, string | Uint8Array>>;

export function verify(dossier: Dossier, files?: FilesByName, published?: readonly string[]): Promise<Check[]>;

export function compareFiles(
  dossier: Dossier,
  files: FilesByName,
): Promise<{ readonly file: string; readonly result: FileResult }[]>;
