// Checks a day's file by the manifest beside it: who signed it, whether it is the file that was written, and whether the ledger
// has the chains as they then stood.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { isManifestBy, type ManifestChain, type ReadManifest } from '#protocol/day-manifest.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import type { FileCheck } from './file-check.ts';
import { findAtSeq } from './storage/day.ts';
import { findDevice, publicKeyOf } from './storage/device.ts';
import type { Store } from './storage/store.ts';

export async function checkDayFile(store: Store, read: ReadManifest, path: string): Promise<FileCheck[]> {
  const heads: FileCheck[] = [];
  for (const chain of read.manifest.chains) heads.push(await checkHead(store, chain));
  return [await checkSignature(store, read), await checkFile(read, path), ...heads];
}

async function checkSignature(store: Store, read: ReadManifest): Promise<FileCheck> {
  const { kind, name } = read.manifest.madeBy;
  const device = kind === 'device' ? await findDevice(store, name) : undefined;
  const keys: readonly PublicKey[] = kind === 'back-end' ? store.keys.verifying : device ? [publicKeyOf(device)] : [];
  if (!(await isManifestBy(read, keys))) {
    const who = kind === 'back-end' ? 'this back end' : device ? 'the tablet that it names' : 'any tablet known here';
    return { ok: false, text: `It is not signed by ${who}.` };
  }
  const by = device ? `the tablet ${device.store} ${device.till}` : `the back end, for ${name}`;
  const doubt = device?.status === 'lost' ? ' The tablet is reported lost: whoever has it can sign.' : '';
  return { ok: true, text: `Signed by ${by}, ${read.manifest.madeAt}.${doubt}` };
}

async function checkFile({ manifest }: ReadManifest, path: string): Promise<FileCheck> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const sha256 = hash.digest('hex');
  const file = manifest.files.find((one) => one.sha256 === sha256);
  if (!file) return { ok: false, text: 'The file is not one that it lists: it is another, or has been changed.' };
  const what = file.part === 'answers' ? 'rows' : 'records held apart';
  return { ok: true, text: `The file of ${manifest.businessDay} is as it was written. Its ${what}: ${file.rows}.` };
}

async function checkHead(store: Store, { chain, head }: ManifestChain): Promise<FileCheck> {
  const hashes = await findAtSeq(store, chain, head.seq);
  if (head.hash === null || hashes.includes(head.hash))
    return { ok: true, text: `The ledger has ${chain} as it stood then, up to ${head.seq}.` };
  if (hashes.length === 0) return { ok: true, text: `Of ${chain}, event ${head.seq} has not arrived here yet.` };
  return { ok: false, text: `The ledger has another event as ${chain} ${head.seq}.` };
}
