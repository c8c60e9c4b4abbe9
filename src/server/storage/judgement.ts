// Judges a device's event against everything known: its content, the device's past, its chain, its id (B2, B4, B5).
import { isAcknowledged } from '#domain/quarantine.ts';
import { getConfig } from './config.ts';
import { type Carried, held, readEvent, type Verdict } from './event-reader.ts';
import type { Device } from './schema.ts';
import type { Tx } from './store.ts';

export async function judgeEvent(tx: Tx, device: Device, carried: Carried): Promise<Verdict> {
  const verdict = await judgeContent(tx, device, carried);
  if (!verdict.ok && !isAcknowledged(verdict.reason)) return verdict; // not whole: nothing else can be said of it
  if (device.status === 'lost') return held('device-lost'); // B9
  if (device.forked_at !== null) return held('fork');
  if (!verdict.ok) return verdict;
  const before = await hashBefore(tx, carried);
  if (before !== undefined && verdict.event.previous !== before) return held('broken-chain');
  return verdict;
}

/** What it says and whether its id is free, whatever its chain and its device have against it. */
export async function judgeContent(tx: Tx, device: Device, carried: Carried): Promise<Verdict> {
  const verdict = await readEvent(carried, device, (digest) => getConfig(tx, digest));
  if (!verdict.ok) return verdict;
  const used = await tx.sql
    .selectFrom('events')
    .select('hash')
    .where('id', '=', verdict.event.id)
    .where('status', 'in', ['accepted', 'erased'])
    .executeTakeFirst();
  return used ? held('id-reused') : verdict;
}

/** The hash that the event must name as previous: null for the first of a chain, undefined after lost events. */
async function hashBefore(tx: Tx, { chain, line: [seq] }: Carried): Promise<string | null | undefined> {
  if (seq === 1) return null;
  const row = await tx.sql
    .selectFrom('events')
    .select('hash')
    .where('chain', '=', chain)
    .where('seq', '=', seq - 1)
    .where('beside', '=', 0)
    .executeTakeFirst();
  return row?.hash;
}
