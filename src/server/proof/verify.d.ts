import type { CheckName, FileResult, RemarkName } from '#i18n/proof/proof-words.ts';
import type { Dossier } from './dossier.ts';

export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  /** Hash of the event concerned; null: the dossier as a whole. */
  readonly event: string | null;
}

export interface Remark {
  readonly name: RemarkName;
  /** Hash of the event concerned. */
  readonly event: string;
}

type FilesByName = Readonly<Record<string, string | Uint8Array>>;

export function verify(dossier: Dossier, files?: FilesByName, published?: readonly string[]): Promise<Check[]>;

export function remark(dossier: Pick<Dossier, 'events'>): readonly Remark[];

export function compareFiles(
  dossier: Dossier,
  files: FilesByName,
): Promise<{ readonly file: string; readonly result: FileResult }[]>;
