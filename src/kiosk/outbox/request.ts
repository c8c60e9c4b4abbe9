// A batch as it travels (B1): the device signs what it says it hands over.
import { signedTypes, signText } from '#protocol/signature.ts';
import type { Manifest, SyncRequest } from '#protocol/sync.ts';
import type { Batch } from '../journal/batch.ts';
import type { Device } from '../journal/db.ts';

/** @param carry `manifest-alone` sends the lines without their events, which books them `bytes-missing` (B3) */
export async function toRequest(
  batch: Batch,
  { identity, keys }: Pick<Device, 'identity' | 'keys'>,
  { sentAt, appVersion }: Pick<Manifest, 'sentAt' | 'appVersion'>,
  carry: 'events' | 'manifest-alone' = 'events',
): Promise<SyncRequest> {
  const manifest: Manifest = {
    device: identity.device,
    lines: [...batch.lines],
    noLongerHeld: batch.noLongerHeld.map(([from, to]) => [from, to]),
    head: batch.head,
    waiting: batch.waiting,
    sentAt,
    appVersion,
    changesHeard: batch.changesHeard,
    sealingKey: batch.backEndKeys.sealing.kid,
  };
  return {
    manifest: await signText(JSON.stringify(manifest), signedTypes.manifest, keys),
    events: carry === 'manifest-alone' ? [] : batch.rows.map(({ seq, jws, seal }) => ({ seq, jws, seal })),
    acknowledgements: [...batch.acknowledgements],
  };
}
