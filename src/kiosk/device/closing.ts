// What the closing passphrase changes on the tablet besides opening a day's file: itself. Loaded only then.
import type { Device } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import type { ChangePassphraseResult } from '../kiosk.ts';
import { rewrapClosingKey } from './closing-key.ts';
import { isLongEnough } from './passphrase.ts';

/** The device with its closing key under the new passphrase, when it was changed. */
export async function changePassphrase(
  journal: Journal,
  device: Device,
  current: string,
  next: string,
  iterations?: number,
): Promise<Exclude<ChangePassphraseResult, 'changed'> | Device> {
  if (!isLongEnough(next)) return 'not-changed';
  const closing = await rewrapClosingKey(device.closing, current, next, iterations);
  if (!closing) return 'wrong-passphrase';
  await journal.putClosingKey(closing);
  return { ...device, closing };
}
