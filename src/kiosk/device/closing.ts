// What the closing passphrase does on the tablet: it opens a day's contact data, and can be changed. Loaded only then.

import { openDayRows, toDayRows } from '../journal/day.ts';
import type { Device } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import type { ChangePassphraseResult, OpenDayResult, SaveResult } from '../kiosk.ts';
import { type ClosingKey, openClosingKey, rewrapClosingKey } from './closing-key.ts';
import { isLongEnough } from './passphrase.ts';

/**
 * @param record writes the event that says so. Nothing is opened before that event is in the journal; after a wrong
 *   passphrase nothing is written.
 */
export async function openDay(
  journal: Journal,
  closing: ClosingKey,
  businessDay: string,
  passphrase: string,
  record: (rows: number) => Promise<SaveResult>,
): Promise<OpenDayResult> {
  const key = await openClosingKey(closing, passphrase);
  if (!key) return { outcome: 'wrong-passphrase' };
  const day = await journal.readDay(businessDay);
  const recorded = await record(toDayRows(day).length);
  if (recorded.outcome === 'not-saved') return { outcome: 'not-opened', code: recorded.code };
  return { outcome: 'opened', rows: await openDayRows(day, key) };
}

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
