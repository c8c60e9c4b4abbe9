// After a restore from backup (B13): what people have ended, refused, erased or confirmed since the backup, and the tablets
// enrolled, retired or lost since, stand in the act log, and are done again before any mail leaves or anybody is answered. All
// of it in one transaction: a crash on the way leaves it to the next start. Long, because what is done again, and in which order, is
// to be read as a whole.
//
// What stays open, because the log does not hold it: a yes given on a phone is lost; requests that had expired expire again;
// stops caused by a tablet's withdrawal of all (D8) are logged, but made once more when the tablet sends that withdrawal
// again; an operator's word on an event held apart must be given again. Links given since the backup are dead: a confirmation
// mail that was sent and not clicked goes out a second time with a new one.
import { backEndEventSchema } from '#domain/consent-event.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { Custody } from '#domain/custody.ts';
import { fromOffsetText } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { readSignedText, signedTypes, verifyText } from '#protocol/signature.ts';
import type {
  ActLog,
  ActLogEntry,
  LoggedAct,
  LoggedDisavowal,
  LoggedFact,
  LoggedSuppression,
} from '../act-log/act-log.ts';
import { addResolutions, addStop, refreshStates } from './acts.ts';
import { addCap } from './cap.ts';
import { isLogged, type LoggedEvent, loggedTypes, toLogEntries } from './chain.ts';
import { type Fact, restartChain } from './chain-restart.ts';
import { eraseIfUnneeded } from './contact-point.ts';
import { changeStatus } from './device.ts';
import { keepDisavowal, listUnloggedDisavowals, readLoggedDisavowals } from './disavowal.ts';
import { putDevice } from './enrolment.ts';
import { eraseContactPoint } from './erasure.ts';
import { recordRefusals } from './record.ts';
import { applyRestriction } from './restriction.ts';
import { applyStop } from './stop.ts';
import type { Reader, Store, Tx } from './store.ts';
import { listUnloggedSuppressions, restoreSuppressions } from './suppression.ts';
import { keepTombstone, listTombstones } from './tombstone.ts';

/** A database that knows the newest entries knows them all: a backup lacks the end. More than one, as two processes write. */
const GLANCE = 100;

interface Act extends Fact<LoggedEvent> {
  readonly entry: LoggedFact | LoggedAct;
}

export interface Replayed {
  /** Entries that the database lacked, and that were done again. */
  readonly entries: number;
  /** Entries that the log lacked, and that were written into it again. */
  readonly logged: number;
}

/**
 * To be called at the start, before anything else is done with the data.
 * @throws Error when the log is not this installation's
 */
export async function replayActs(store: Store, actLog: ActLog): Promise<Replayed> {
  const entries = await actLog.read(); // before the database: what another process does meanwhile looks like no restore
  // a wait that is over is missing too, and proves nothing
  const proofs = entries.filter((entry): entry is Proof => !('disavowal' in entry || 'suppression' in entry));
  const suppressions = await restoreSuppressions(store, entries);
  const isAsLogged = (await listMissing(store, proofs.slice(-GLANCE))).length === 0;
  if (isAsLogged) return { entries: suppressions, logged: await logWhatIsNot(store, actLog, entries) };
  const missing = await listMissing(store, proofs);
  const tombstones = missing.filter((entry) => 'tombstone' in entry);
  const logged = await Promise.all(missing.filter((entry) => 'jws' in entry).map((entry) => readAct(store, entry)));

  // An older key store still knows who was erased, and would take their later acts, under another id, for theirs.
  const erased = logged.flatMap(({ event }) => (event.type === 'erasure' ? [event.contactPoint] : []));
  store.keys.destroy(erased, 'key-and-look-up');
  const acts = logged.map((act) => withoutHash(act, erased));

  await store.transaction(async (tx) => {
    if ((await listMissing(tx, missing)).length === 0) return; // the server and a command start at once
    for (const tombstone of tombstones) await keepTombstone(tx, tombstone);
    for (const [disavowal, at] of readLoggedDisavowals(entries)) await keepDisavowal(tx, { disavowal, at });
    for (const [id, own] of Map.groupBy(acts, ({ event }) => event.store)) await restartChain(tx, id, own);
    for (const act of acts) await doAgain(tx, act);
    for (const act of acts) await reachLinked(tx, act);
  });
  return { entries: missing.length + suppressions, logged: 0 };
}

/** What proves a restore by being missing. */
type Proof = Exclude<ActLogEntry, LoggedDisavowal | LoggedSuppression>;

async function listMissing(reader: Reader, entries: readonly Proof[]): Promise<Proof[]> {
  const missing = new Map<string, Proof>();
  for (const entry of entries) if (!(await isHeld(reader, entry))) missing.set(keyOf(entry), entry);
  return [...missing.values()];
}

/** The same event can stand in it once for each contact point that it concerns. */
function keyOf(entry: Proof): string {
  if ('tombstone' in entry) return entry.tombstone;
  return 'contactPoint' in entry ? `${entry.contactPoint} ${entry.jws}` : entry.jws;
}

async function isHeld({ sql }: Reader, entry: Proof): Promise<boolean> {
  if ('tombstone' in entry) {
    const { tombstone, at } = entry;
    const row = await sql.selectFrom('tombstones').select('at').where('hash', '=', tombstone).executeTakeFirst();
    return row !== undefined && row.at >= at;
  }
  const { chain, seq } = JSON.parse(readSignedText(entry.jws) ?? '{}') as { chain?: string; seq?: number };
  const row = await sql
    .selectFrom('events')
    .select('hash')
    .where('chain', '=', chain ?? '')
    .where('seq', '=', seq ?? 0)
    .where('hash', '=', await sha256(entry.jws))
    .executeTakeFirst();
  return row !== undefined;
}

async function readAct({ keys }: Reader, entry: LoggedFact | LoggedAct): Promise<Act> {
  const text = await verifyText(entry.jws, signedTypes.event, keys.verifying);
  const event = text === undefined ? undefined : backEndEventSchema.parse(JSON.parse(text));
  if (!event || !isLogged(event))
    throw new Error('The act log holds what this key store has not signed. Is it the log of another installation?');
  return { entry, jws: entry.jws, hash: await sha256(entry.jws), event };
}

/** Of who was erased the log has nothing more to say, also where a crash came before it had forgotten the hash (F2). */
function withoutHash(act: Act, erased: readonly string[]): Act {
  const { entry } = act;
  if (!('contactPoint' in entry) || !erased.includes(entry.contactPoint)) return act;
  return { ...act, entry: { ...entry, hash: null } };
}

/** Gives the act its effect, in its own time. */
async function doAgain(tx: Tx, act: Act): Promise<void> {
  const { event, hash } = act;
  const custody = custodyOf(event);
  if (event.type === 'device-enrolled') {
    await putDevice(tx, event, { enrolledAt: custody.latest, appVersion: '' });
    return;
  }
  if (event.type === 'device-status') {
    await changeStatus(tx, event.device, event.status);
    return;
  }
  const { id: contactPoint, kind } = await makeKnown(tx, act.entry);
  switch (event.type) {
    case 'confirmation':
    case 'disavowal':
      await addResolutions(tx, event.type === 'confirmation' ? 'confirmed' : 'disavowed', event.answers, custody);
      await refreshStates(tx, contactPoint);
      if (event.type === 'disavowal') await eraseIfUnneeded(tx, contactPoint);
      return;
    case 'answers-given':
      // its yeses are lost with its contact data; a no needs none
      await recordRefusals(tx, event.answers, new Map([[kind, contactPoint]]), { hash, custody });
      return refreshStates(tx, contactPoint);
    case 'withdrawal':
    case 'objection': {
      const { type, scope, pageOf } = event;
      // where what it followed is not here (yet), it names itself: never the start of another round (D8)
      const isLinked = event.via === 'linked' && event.cause;
      const cause = isLinked ? ((await findHash(tx, isLinked)) ?? hash) : null;
      const stop = { kind: type, scope, cause, custody: event.cause ?? custody, eventHash: hash, contactPoint };
      await addStop(tx, { ...stop, pageOf: await findKnown(tx, pageOf) });
      return refreshStates(tx, contactPoint);
    }
    case 'frequency-cap': {
      const { scope, frequency } = event;
      const pageOf = await findKnown(tx, event.pageOf);
      return addCap(tx, { ...scope, frequency, custody, contactPoint, pageOf }, hash);
    }
    case 'restriction':
    case 'lifting':
      return applyRestriction(tx, { contactPoint, kind: event.type, custody }, hash);
    case 'erasure':
      await applyStop(tx, { kind: 'erasure', scope: null, custody, eventHash: hash, contactPoint });
      return eraseContactPoint(tx, contactPoint);
  }
}

function custodyOf({ chain, seq, capturedAt }: LoggedEvent): Custody {
  const at = fromOffsetText(capturedAt);
  return { chain, seq, earliest: at, latest: at };
}

/** The contact point and its id here. Database and key store get to know it again where they are too old to. */
async function makeKnown(
  { sql, keys }: Tx,
  entry: LoggedFact | LoggedAct,
): Promise<{ readonly id: string; readonly kind: ContactKind }> {
  if (!('contactPoint' in entry)) throw new Error('the act log holds an act of nobody');
  const { contactPoint, kind, hash } = entry;
  const id = (hash === null ? undefined : keys.findContactPoint(hash)) ?? contactPoint;
  if (hash !== null && keys.lookupHashOf(id) === undefined) keys.addContactPoint(id, hash);
  await sql
    .insertInto('contact_points')
    .values({ id, kind, value: null })
    .onConflict((c) => c.doNothing())
    .execute();
  return { id, kind };
}

/** The contact point of that id, as far as it is here: only for the person's own page to tell by. */
async function findKnown({ sql }: Tx, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null;
  const row = await sql.selectFrom('contact_points').select('id').where('id', '=', id).executeTakeFirst();
  return row?.id ?? null;
}

/** The event that stands there. A forked chain's custody names the event too (C1). */
async function findHash({ sql }: Tx, { chain, seq }: Custody): Promise<string | undefined> {
  const [own = '', start = ''] = chain.split('#');
  const rows = await sql.selectFrom('events').select('hash').where('chain', '=', own).where('seq', '=', seq).execute();
  return rows.find(({ hash }) => hash.startsWith(start))?.hash;
}

/** D8, as far as the log does not hold it. */
async function reachLinked(tx: Tx, { event, hash, entry }: Act): Promise<void> {
  if (event.type !== 'withdrawal' && event.type !== 'objection') return;
  if (event.scope !== null || event.via === 'linked') return;
  const { id: contactPoint } = await makeKnown(tx, entry);
  const custody = event.cause ?? custodyOf(event);
  await applyStop(tx, { kind: event.type, scope: null, custody, eventHash: hash, contactPoint });
}

/** A crash between the commit and the log: nobody was answered, but what is done stands, after a restore too. */
async function logWhatIsNot(store: Store, actLog: ActLog, entries: readonly ActLogEntry[]): Promise<number> {
  const logged = new Set(entries.flatMap((entry) => nameOf(entry) ?? []));
  const added: ActLogEntry[] = await listUnloggedDisavowals(store, entries);
  added.push(...(await listUnloggedSuppressions(store, entries)));
  const chains = await store.sql.selectFrom('chains').select('id').where('store', 'is not', null).execute();
  for (const { id } of chains) {
    const newest = await store.sql
      .selectFrom('events')
      .select(['jws', 'hash'])
      .where('chain', '=', id)
      .where('type', 'in', loggedTypes)
      .orderBy('seq', 'desc')
      .limit(GLANCE)
      .execute();
    for (const { jws, hash } of newest.reverse()) {
      if (jws === null || logged.has(jws)) continue;
      const event = JSON.parse(readSignedText(jws) ?? 'null') as LoggedEvent;
      added.push(...(await toLogEntries(store, event, { jws, hash })));
    }
  }
  for (const entry of await listTombstones(store)) if (!logged.has(`${entry.tombstone} ${entry.at}`)) added.push(entry);
  if (added.length > 0) await actLog.append(added);
  return added.length;
}

/** Undefined where only the last word of a hash counts. */
function nameOf(entry: ActLogEntry): string | undefined {
  if ('jws' in entry) return entry.jws;
  return 'tombstone' in entry ? `${entry.tombstone} ${entry.at}` : undefined;
}
