import type { CheckName } from '#i18n/proof/proof-words.ts';
import type { Dossier } from './dossier.ts';

export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  /** Hash of the event concerned; null: the dossier as a whole. */
  readonly event: string | null;
}

export function verify(
  dossier: Dossier,
  files?: Readonly<Record<string, string>>,
  published?: readonly string[],
): Promise<Check[]>;
