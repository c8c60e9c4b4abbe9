// One exchange with the back end (protocol B1, B7): a batch goes out, an answer that is known to be the back end's
// comes back and is applied to the journal.
import { sha256 } from '#protocol/digest.ts';
import { type Acknowledgement, acknowledgementSchema, type SyncRequest } from '#protocol/sync.ts';
import type { Platform } from '../device/platform.ts';
import type { Batch } from '../journal/batch.ts';
import type { Identity } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import type { SyncState } from '../journal/settle.ts';
import type { Api, ApiFailure } from './api.ts';

export interface ExchangeDeps {
  readonly journal: Journal;
  readonly api: Api;
  readonly identity: Identity;
  readonly platform: Platform;
  readonly appVersion: string;
  /** Aborted when this tab is no longer the kiosk (A5): from then on nothing is sent or applied. */
  readonly signal: AbortSignal;
}

const notDone: ApiFailure = { kind: 'failed', reaction: 'retry', retryAfter: null };

export interface Exchanged {
  readonly kind: 'exchanged';
  readonly sync: SyncState;
  /** Digest of the config that the back end wants this tablet to use. */
  readonly configDigest: string;
  /** Retired or reported lost: it hands over what it has and takes no new answers (B9). */
  readonly isActive: boolean;
}

/** @param carry `manifest-alone` sends the lines without their events, which books them `bytes-missing` (B3) */
export async function exchange(
  { journal, api, identity, platform, appVersion, signal }: ExchangeDeps,
  batch: Batch,
  carry: 'events' | 'manifest-alone' = 'events',
): Promise<Exchanged | ApiFailure> {
  if (signal.aborted) return notDone;
  const request: SyncRequest = {
    manifest: {
      device: identity.device,
      lines: [...batch.lines],
      noLongerHeld: batch.noLongerHeld.map(([from, to]) => [from, to]),
      head: batch.head,
      waiting: batch.waiting,
      sentAt: platform.now(),
      appVersion,
      changesHeard: batch.changesHeard,
    },
    events:
      carry === 'manifest-alone'
        ? []
        : batch.rows.map(({ seq, payload, disclosures }) => ({ seq, payload, disclosures: [...disclosures] })),
  };
  const result = await api.sync(request, identity.secret);
  if (result.kind === 'failed') return result;

  const response = result.value;
  const acknowledgement = readAcknowledgement(response.acknowledgement, identity.device);
  if (!acknowledgement || signal.aborted) return notDone;
  const sync = await journal.applyAnswer(batch, {
    response,
    acknowledgement,
    acknowledgementHash: await sha256(response.acknowledgement),
    at: platform.now(),
  });
  return {
    kind: 'exchanged',
    sync,
    configDigest: response.configDigest,
    isActive: response.deviceStatus === 'active',
  };
}

/** Undefined when it is no acknowledgement, or one for another device. */
export function readAcknowledgement(text: string, device: string): Acknowledgement | undefined {
  try {
    const acknowledgement = acknowledgementSchema.parse(JSON.parse(text));
    return acknowledgement.device === device ? acknowledgement : undefined;
  } catch {
    return undefined;
  }
}
