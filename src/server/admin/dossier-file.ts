// Writes a dossier as a ZIP, for the commands that hand out proof.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { type Language, languages, type ShopConfig } from '#domain/shop-config.ts';
import { createDossier, type Evidence } from '../proof/dossier.ts';
import { toFiles } from '../proof/files.ts';
import { verifyLedger } from '../storage/ledger.ts';
import type { Store } from '../storage/store.ts';
import { print } from './command.ts';

/** `--lang=`, else the shop's first language. Undefined for one that is none of ours, and that is said. */
export function readLanguage(args: readonly string[], config: ShopConfig): Language | undefined {
  const asked = args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length) ?? config.languages[0];
  const language = languages.find((name) => name === asked);
  if (!language) print(`Which language: ${languages.join(' or ')}?`);
  return language;
}

interface Wish {
  readonly config: ShopConfig;
  readonly language: Language;
  /** Never over another file. */
  readonly path: string | undefined;
}

export async function writeDossier(store: Store, evidence: Evidence, { config, language, path }: Wish): Promise<void> {
  const id = randomUUID();
  const reports = await verifyLedger(store);
  const dossier = await createDossier(evidence, {
    ...{ id, madeAt: store.now(), controller: config.controller, keys: store.keys.verifying },
    ledger: reports.map(({ chain, events, bad }) => ({ chain, events, isIntact: bad === null })),
  });
  const { files, checks } = await toFiles(dossier, language, config.stores[0]?.timeZone ?? 'UTC');
  const file = path ?? `proof-${dossier.madeAt.slice(0, 10)}-${id.slice(0, 8)}.zip`;
  const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  await writeFile(file, zip, { mode: 0o600, flag: 'wx' });
  const failed = checks.filter(({ ok }) => !ok).length;
  print(`${file}: ${dossier.events.length} signed events. Of ${checks.length} checks, ${failed} failed.`);
}
