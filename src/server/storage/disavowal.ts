// After "it wasn't me" the next confirmation mails to that address wait (D4). What remembers it outlives the address: a keyed
// hash and an instant, tied to no event, under the key of the tombstones (F2). A confirmation from that mailbox ends the wait,
// and so does time.
import { disavowalEnd } from '#domain/confirmation.ts';
import type { Instant } from '#domain/instant.ts';
import type { ActLogEntry, LoggedDisavowal } from '../act-log/act-log.ts';
import { mustGetCurrentConfig } from './config.ts';
import { hashContact } from './contact-identity.ts';
import { mustGetContactPoint, readValue } from './contact-point.ts';
import type { Reader, Tx } from './store.ts';

/** To be called before the address is erased. A second one begins the wait anew. */
export async function noteDisavowal(tx: Tx, contactPoint: string): Promise<void> {
  const hash = await findHash(tx, contactPoint);
  if (hash === undefined) return;
  const disavowal = { disavowal: hash, at: tx.clock };
  await keepDisavowal(tx, disavowal);
  tx.logAct(disavowal);
}

/** Whoever reads that mailbox has confirmed. */
export async function liftDisavowal(tx: Tx, contactPoint: string): Promise<void> {
  const hash = await findHash(tx, contactPoint);
  if (hash !== undefined && (await findInstant(tx, hash)) !== undefined) await endWait(tx, hash);
}

async function endWait(tx: Tx, hash: string): Promise<void> {
  const ended = { disavowal: hash, at: null };
  await keepDisavowal(tx, ended);
  tx.logAct(ended);
}

/** When the address may be asked again: now, or when its wait is over. */
export async function findWaitEnd(tx: Tx, contactPoint: string): Promise<Instant> {
  const hash = await findHash(tx, contactPoint);
  const at = hash === undefined ? undefined : await findInstant(tx, hash);
  if (at === undefined) return tx.clock;
  return Math.max(tx.clock, disavowalEnd(at, (await mustGetCurrentConfig(tx)).config.confirmation));
}

/** Forgets the waits that are over. */
export async function sweepDisavowals(tx: Tx): Promise<void> {
  const { confirmation } = (await mustGetCurrentConfig(tx)).config;
  const rows = await tx.sql.selectFrom('disavowals').selectAll().execute();
  for (const { hash, at } of rows) if (disavowalEnd(at, confirmation) <= tx.clock) await endWait(tx, hash);
}

export async function keepDisavowal({ sql }: Tx, { disavowal: hash, at }: LoggedDisavowal): Promise<void> {
  await sql.deleteFrom('disavowals').where('hash', '=', hash).execute();
  if (at !== null) await sql.insertInto('disavowals').values({ hash, at }).execute();
}

/** What the log says last of each address: when it was disavowed, or null. */
export function readLoggedDisavowals(entries: readonly ActLogEntry[]): ReadonlyMap<string, Instant | null> {
  return new Map(entries.flatMap((entry) => ('disavowal' in entry ? [[entry.disavowal, entry.at] as const] : [])));
}

/** What the log must still hear to say what stands here: a crash may have come before it. */
export async function listUnloggedDisavowals(
  { sql }: Reader,
  entries: readonly ActLogEntry[],
): Promise<LoggedDisavowal[]> {
  const logged = readLoggedDisavowals(entries);
  const rows = await sql.selectFrom('disavowals').selectAll().execute();
  const held = new Set(rows.map(({ hash }) => hash));
  return [
    ...rows.filter(({ hash, at }) => logged.get(hash) !== at).map(({ hash, at }) => ({ disavowal: hash, at })),
    ...[...logged].flatMap(([disavowal, at]) => (at === null || held.has(disavowal) ? [] : { disavowal, at: null })),
  ];
}

async function findHash(tx: Tx, contactPoint: string): Promise<string | undefined> {
  const row = await mustGetContactPoint(tx, contactPoint);
  const value = await readValue(tx, row);
  return value === undefined ? undefined : hashContact(tx, { kind: row.kind, value }).tombstone;
}

async function findInstant({ sql }: Tx, hash: string): Promise<Instant | undefined> {
  return (await sql.selectFrom('disavowals').select('at').where('hash', '=', hash).executeTakeFirst())?.at;
}
