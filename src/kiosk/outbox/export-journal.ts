// The journal as a file, for a tablet that is dying or cannot sync: JSON Lines, first what it is, then one signed batch a
// line, as it would have been sent. Contact data is in it as it is in the journal: sealed.
import type { Device } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import { toRequest } from './request.ts';

const FORMAT = 'consent-kiosk-journal';

/** Needs no network, and changes nothing. Rejects when nothing can be read. */
export async function exportJournal(
  journal: Journal,
  device: Device,
  now: { readonly sentAt: number; readonly appVersion: string },
): Promise<Blob> {
  const lines: object[] = [{ format: FORMAT, version: 1, device: device.identity.device }];
  for (const batch of await journal.readHeld()) lines.push(await toRequest(batch, device, now));
  return new Blob(
    lines.map((line) => `${JSON.stringify(line)}\n`),
    { type: 'application/jsonl' },
  );
}
