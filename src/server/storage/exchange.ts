// One exchange with a tablet, whichever way it came: its manifest shows whose it is, then its batch is taken in (B1).

import { readSignedText, signedTypes, verifyText } from '#protocol/signature.ts';
import { type Manifest, manifestSchema, type Outcome, type SignedAnswer, type SyncRequest } from '#protocol/sync.ts';
import { type Batch, receiveBatch } from './batch.ts';
import { findDevice, publicKeyOf } from './device.ts';
import { readJson } from './event-reader.ts';
import type { Device } from './schema.ts';
import type { Reader, Store } from './store.ts';

export type Exchange =
  | {
      readonly ok: true;
      readonly device: string;
      readonly outcomes: readonly Outcome[];
      readonly signed: SignedAnswer;
    }
  | { readonly ok: false; readonly problem: 'device-unknown' | 'bad-request' };

/** @param onFailure hears of an unexpected failure with one event */
export async function receiveRequest(
  store: Store,
  { manifest: signed, events, acknowledgements }: SyncRequest,
  via: Batch['via'],
  onFailure: (error: unknown) => void,
): Promise<Exchange> {
  const found = await findSigner(store, signed);
  if (!found) return { ok: false, problem: 'device-unknown' };
  const { device, text } = found;
  const manifest = manifestSchema.safeParse(readJson(text));
  if (!manifest.success) return { ok: false, problem: 'bad-request' };
  const batch = { manifest: manifest.data, signed, events, acknowledgements, via };
  const received = await store.transaction((tx) => receiveBatch(tx, device, batch, onFailure));
  return { ok: true, device: device.id, ...received };
}

/** The device that the manifest names, if its key has signed it, and what it has signed. */
async function findSigner(reader: Reader, manifest: string): Promise<{ device: Device; text: string } | undefined> {
  const claimed = readJson(readSignedText(manifest)) as Partial<Manifest> | null | undefined;
  const device = typeof claimed?.device === 'string' ? await findDevice(reader, claimed.device) : undefined;
  if (!device) return undefined;
  const text = await verifyText(manifest, signedTypes.manifest, [publicKeyOf(device)]);
  return text === undefined ? undefined : { device, text };
}

/** How many events had which outcome. */
export function countOutcomes(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
