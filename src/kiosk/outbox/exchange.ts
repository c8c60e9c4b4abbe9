// One exchange with the back end (protocol B1, B7): a signed batch goes out, an answer that the back end has signed comes
// back and is applied to the journal.
import { type SyncAnswer, syncAnswerSchema } from '#protocol/sync.ts';
import type { Platform } from '../device/platform.ts';
import type { Batch } from '../journal/batch.ts';
import type { Device } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import type { SyncState } from '../journal/settle.ts';
import type { Api, ApiFailure } from './api.ts';
import { toRequest } from './request.ts';
import { verifyAnswer } from './signed-answer.ts';

export interface ExchangeDeps {
  readonly journal: Journal;
  readonly api: Api;
  readonly device: Device;
  readonly platform: Platform;
  readonly appVersion: string;
  /** Aborted when this tab is no longer the kiosk (A5): from then on nothing is sent or applied. */
  readonly signal: AbortSignal;
}

/** Nothing came of it; worth another try. */
export const notDone: ApiFailure = { kind: 'failed', reaction: 'retry', retryAfter: null, problem: null };

export interface Exchanged {
  readonly kind: 'exchanged';
  readonly sync: SyncState;
  /** Digest of the config that the back end wants this tablet to use. */
  readonly configDigest: string;
  /** Retired or reported lost: it hands over what it has and takes no new answers (B9). */
  readonly deviceStatus: SyncAnswer['deviceStatus'];
}

/** @param carry `manifest-alone` sends the lines without their events, which books them `bytes-missing` (B3) */
export async function exchange(
  { journal, api, device, platform, appVersion, signal }: ExchangeDeps,
  batch: Batch,
  carry: 'events' | 'manifest-alone' = 'events',
): Promise<Exchanged | ApiFailure> {
  if (signal.aborted) return notDone;
  const request = await toRequest(batch, device, { sentAt: platform.now(), appVersion }, carry);
  const result = await api.sync(request);
  if (result.kind === 'failed') return result;

  const said = await verifyAnswer(result.value, syncAnswerSchema, request.manifest, () => ({
    device: device.identity.device,
    keys: batch.backEndKeys.signing,
  }));
  if (!said || signal.aborted) return notDone;
  const sync = await journal.applyAnswer(batch, { ...said, at: platform.now() });
  const { configDigest, deviceStatus } = said.answer;
  return { kind: 'exchanged', sync, configDigest, deviceStatus };
}
