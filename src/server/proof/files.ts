// The files of a dossier, by name.
import type { Language } from '#domain/shop-config.ts';
import { proofWordsByLanguage } from '#i18n/proof/words-by-language.ts';
import { sha256 } from '#protocol/digest.ts';
import { type Dossier, readEvent, type ShownText } from './dossier.ts';
import { renderProofPage } from './proof-page.ts';
import { toConsentRecords } from './record.ts';
import { toPlainText } from './shown.ts';
import { renderVerifierPage } from './verifier-page.ts';
import { type Check, verify } from './verify.js';

export interface DossierFiles {
  readonly files: Readonly<Record<string, string>>;
  /** What the dossier's own verifier says of it. */
  readonly checks: readonly Check[];
}

/** @param timeZone the shop's, for what happened at the back end */
export async function toFiles(dossier: Dossier, language: Language, timeZone: string): Promise<DossierFiles> {
  const checks = await verify(dossier);
  const plainTexts = dossier.texts.filter(({ kind }) => kind !== 'config');
  const toPlainName = ({ file }: ShownText) => file.replace(/json$/, 'txt');
  const named = (kind: ShownText['kind']) => dossier.texts.filter((text) => text.kind === kind).map(({ file }) => file);
  const beside: Readonly<Record<string, string>> = {
    'README.txt': proofWordsByLanguage[language].readme({
      ...{ config: named('config'), notice: named('notice'), questions: named('questions') },
      plain: plainTexts.map(toPlainName),
    }),
    'proof.html': renderProofPage(dossier, checks, language, timeZone),
    'verify.html': await renderVerifierPage(language),
    'keys.json': toJson({ keys: listKeys(dossier).map((key) => ({ ...key, use: 'sig', alg: 'ES256' })) }),
    'record.jsonld': toJson(toConsentRecords(dossier)),
    ...Object.fromEntries(plainTexts.map((shown) => [toPlainName(shown), toPlainText(shown)])),
  };
  const digests = Object.entries(beside).map(async ([file, text]) => ({ file, digest: await sha256(text) }));
  const files = {
    ...beside,
    'dossier.json': toJson({ ...dossier, files: await Promise.all(digests) }),
    // to the byte what the digest was taken of
    ...Object.fromEntries(dossier.texts.map(({ file, text }) => [file, text])),
  };
  return { files, checks };
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** The back end's keys, and those of the devices that it has vouched for. */
function listKeys({ keys, events }: Dossier) {
  const ofDevices = events.map(readEvent).flatMap((event) => (event?.type === 'device-enrolled' ? [event.key] : []));
  return [...keys, ...ofDevices];
}
