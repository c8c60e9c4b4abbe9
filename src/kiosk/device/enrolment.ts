// Makes this tablet a device: trades the code of the one-time link for an identity, fetches the shop's config, and stores
// both with the first acknowledgement in one transaction. Before that nothing is stored, after it nothing is missing.
import { sha256 } from '#protocol/digest.ts';
import type { Journal } from '../journal/journal.ts';
import type { Api } from '../outbox/api.ts';
import { readAcknowledgement } from '../outbox/exchange.ts';
import type { Platform } from './platform.ts';

/** False when the code is not taken, or the back end cannot be reached. Throws when the journal cannot be used. */
export async function enrolDevice(
  { api, journal, platform }: { readonly api: Api; readonly journal: Journal; readonly platform: Platform },
  code: string,
): Promise<boolean> {
  const enrolled = await api.enrol(code);
  if (enrolled.kind === 'failed') return false;
  const { device, secret, store, till, publicUrl, configDigest, acknowledgement, serverTime } = enrolled.value;
  const read = readAcknowledgement(acknowledgement, device);
  const config = await api.getConfig(configDigest);
  if (!read || config.kind === 'failed') return false;
  const now = platform.now();
  return journal.enrol({
    identity: { device, secret, store, till, publicUrl },
    config: { digest: configDigest, text: config.value },
    acknowledgement: { text: acknowledgement, hash: await sha256(acknowledgement), receivedAt: read.receivedAt },
    skew: serverTime - now,
    at: now,
  });
}
