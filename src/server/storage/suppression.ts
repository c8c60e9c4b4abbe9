// The suppression list: addresses and numbers that are not to be contacted, each a keyed hash and an instant, tied to no event
// (F2). In D1 an entry is a withdrawal of all at that instant, also for who is seen here for the first time later.
import type { Instant } from '#domain/instant.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { ActLogEntry, LoggedSuppression } from '../act-log/act-log.ts';
import { hashContact } from './contact-identity.ts';
import type { Reader, Store, Tx } from './store.ts';

/** Enters it from this instant on, also where it was entered before: it is a word of its own, a yes may lie between (D1). */
export async function enterSuppression(tx: Tx, claim: ContactClaim): Promise<void> {
  const entry = { suppression: hashContact(tx, claim).tombstone, at: tx.now };
  await keepSuppression(tx, entry);
  tx.logAct(entry);
}

/** Since when; undefined: it is not on the list. */
export async function findSuppression({ sql }: Reader, hash: string): Promise<Instant | undefined> {
  return (await sql.selectFrom('suppressions').select('at').where('hash', '=', hash).executeTakeFirst())?.at;
}

/** Oldest first. */
export function listSuppressions({ sql }: Reader): Promise<{ hash: string; at: Instant }[]> {
  return sql.selectFrom('suppressions').selectAll().orderBy('at').orderBy('hash').execute();
}

async function keepSuppression({ sql }: Tx, { suppression: hash, at }: LoggedSuppression): Promise<void> {
  await sql
    .insertInto('suppressions')
    .values({ hash, at })
    .onConflict((c) => c.column('hash').doUpdateSet({ at }))
    .execute();
}

/**
 * B13: what the log knows and the database lacks comes back, at every start: no other trace tells that it is missing. Whom the
 * database knew when it was entered has a withdrawal in the log besides. Returns how many.
 */
export async function restoreSuppressions(store: Store, entries: readonly ActLogEntry[]): Promise<number> {
  const held = await readHeld(store);
  const missing = [...readLogged(entries)].flatMap(([suppression, at]) =>
    at > (held.get(suppression) ?? -Infinity) ? [{ suppression, at }] : [],
  );
  if (missing.length > 0)
    await store.transaction(async (tx) => {
      for (const entry of missing) await keepSuppression(tx, entry);
    });
  return missing.length;
}

/** What the log has not heard: a crash came before it. */
export async function listUnloggedSuppressions(
  reader: Reader,
  entries: readonly ActLogEntry[],
): Promise<LoggedSuppression[]> {
  const logged = readLogged(entries);
  return [...(await readHeld(reader))].flatMap(([suppression, at]) =>
    logged.get(suppression) === at ? [] : [{ suppression, at }],
  );
}

/** What the log says last of each. */
function readLogged(entries: readonly ActLogEntry[]): ReadonlyMap<string, Instant> {
  return new Map(entries.flatMap((entry) => ('suppression' in entry ? [[entry.suppression, entry.at] as const] : [])));
}

async function readHeld(reader: Reader): Promise<ReadonlyMap<string, Instant>> {
  return new Map((await listSuppressions(reader)).map(({ hash, at }) => [hash, at]));
}
