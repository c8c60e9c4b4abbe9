// Lays what the shop holds beside what the model says: by asking, by opening whatever can be opened, and by searching the bytes.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '#domain/instant.ts';
import { holdsClearText } from '#kiosk/testing/find-clear-text.ts';
import { openFromArchive } from '#server/keys/archive-key.ts';
import { findContactPoint } from '#server/storage/contact-point.ts';
import { verifyLedger } from '#server/storage/ledger.ts';
import { decideUse } from '#server/storage/may-contact.ts';
import { readHeldContacts } from '#server/testing/held-contacts.ts';
import { addDays, type Day, type ModelChannel, type ModelContact, mayBeHeld, mayContact, mustBeHeld } from './model.ts';
import { DOMAIN, NUMBERS } from './people.ts';
import { dayOf, type Shop } from './shop.ts';

const KEPT_MAILS = 31 * DAY;
/** A seal goes with the first exchange a week after it was acknowledged. */
const KEPT_SEALS = 15 * DAY;
/** Use, proof, and the days on which no night ran. */
const BOTH_CLOCKS = 8 * 366 * DAY;

export const channelsOf = ({ kind }: ModelContact): readonly ModelChannel[] =>
  kind === 'email' ? ['email'] : ['sms', 'phone', 'calls'];

/** The first thing that is wrong. */
export function fail(what: string): never {
  throw new Error(what);
}

export async function checkUse(shop: Shop, contact: ModelContact, channel: ModelChannel, day: Day): Promise<void> {
  const { kind, value } = contact;
  const { store, clock } = shop.backEnd;
  const asked = channel === 'calls' ? { channel: 'phone', purpose: 'calls' } : { channel, purpose: 'marketing' };
  const { answer, reason } = await decideUse(
    store,
    { ...(asked as { channel: 'phone'; purpose: string }), claim: { kind, value }, day },
    { config: shop.config, now: clock.now },
  );
  const expected = mayContact(contact, channel, day) ? 'yes' : 'no';
  if (answer !== expected) fail(`${value} by ${channel} on ${day}: ${answer} (${reason}), must be ${expected}`);
}

/** Of who has just left: no table knows them but by a no. */
export async function checkGone(shop: Shop, gone: readonly ModelContact[]): Promise<void> {
  const { sql, keys } = shop.backEnd.store;
  const ids = gone.filter(({ companion }) => companion === null).flatMap((contact) => [...contact.ids]);
  for (const table of ['grants', 'caps', 'restrictions', 'activities', 'tokens', 'mails', 'disclosures'] as const) {
    const left = await sql.selectFrom(table).select('contact_point').where('contact_point', 'in', ids).execute();
    const known = gone.find(({ ids: own }) => left.some(({ contact_point }) => own.has(contact_point ?? '')));
    if (known) fail(`${table} still knows ${known.value}, who is past their clock`);
  }
  const jobs = await sql.selectFrom('jobs').select('key').where('key', 'in', ids).execute();
  if (jobs.length > 0) fail('a job still knows somebody who is past their clock');
  for (const id of ids)
    if (keys.hasKey(id)) fail('the key store still has the key of somebody who is past their clock');
  for (const contact of gone)
    if (
      !contact.hasStopped &&
      !contact.hasRefusedCalls &&
      contact.companion === null &&
      (await findContactPoint(shop.backEnd.store, contact))
    )
      fail(`${contact.value} can still be looked up`);
}

/** Everything that can be opened is opened. */
export async function checkHeld(shop: Shop, contacts: readonly ModelContact[], today: Day): Promise<void> {
  const held = new Set(await readHeldContacts(shop.backEnd.store));
  for (const contact of contacts) {
    if (held.has(contact.value) && !mayBeHeld(contact)) fail(`${contact.value} is still held on ${today}`);
    if (!held.has(contact.value) && mustBeHeld(contact, today)) fail(`${contact.value} is not held on ${today}`);
  }
}

export async function checkArchive(shop: Shop, contacts: readonly ModelContact[], today: Day): Promise<void> {
  const { archive, archiveKey } = shop.backEnd;
  if (archive.listUnsettled().length > 0) fail('the archive is not settled');
  const found = await Promise.all(
    archive.list().map(async ({ id, keepUntil }) => {
      const { contact } = JSON.parse(await openFromArchive(archive.getSealed(id) ?? '', archiveKey));
      return `${contact.value} until ${keepUntil}`;
    }),
  );
  const expected = contacts.flatMap(({ value, archived }) => archived.map((until) => `${value} until ${until}`));
  const more = found.filter((one) => !expected.includes(one)).sort();
  const less = expected.filter((one) => !found.includes(one)).sort();
  if (more.length + less.length > 0)
    fail(`the archive on ${today} has too much: ${more.slice(0, 3)}; lacks: ${less.slice(0, 3)}`);
}

/** Chains hold from their checkpoints on, and what is past both clocks says nothing any more. */
export async function checkLedger(shop: Shop, contacts: readonly ModelContact[]): Promise<void> {
  const { store, clock } = shop.backEnd;
  const bad = (await verifyLedger(store)).find((chain) => chain.bad !== null);
  if (bad) fail(`a chain does not hold: ${bad.bad?.problem}`);
  const live = new Set(contacts.flatMap(({ yeses }) => yeses.map(({ event }) => event)));
  const rows = await store.sql.selectFrom('events').select(['id', 'jws', 'type', 'received_at']).execute();
  for (const { id, jws, type, received_at } of rows) {
    if (live.has(id) && jws === null) fail(`${type} of somebody who is in use says nothing`);
    const isOfPeople = type === 'answers-given' || type === 'withdrawal' || type === 'imported' || type === 'expiry';
    if (isOfPeople && jws !== null && !live.has(id) && received_at < clock.now - BOTH_CLOCKS)
      fail(`${type} of ${dayOf(received_at)} still says something`);
  }
}

/** In no file, in no form, beside the mailbox that a shop without a mail server has. */
export async function checkBytes(shop: Shop): Promise<void> {
  const { backEnd, directory, logged, whole } = shop;
  const archive = join(directory, `archive-${backEnd.clock.now}.sqlite`);
  backEnd.archive.copyTo(archive);
  const places = {
    'the data': await backEnd.dump(),
    'the log beside the data': JSON.stringify(logged),
    'the key store': (await readFile(backEnd.keys.backUp(directory))).toString('latin1'),
    'the archive': (await readFile(archive)).toString('latin1'),
    'the tablet': JSON.stringify(await readTablet(whole.indexedDB)),
  };
  for (const [place, bytes] of Object.entries(places))
    for (const secret of [DOMAIN, NUMBERS]) if (holdsClearText(bytes, secret)) fail(`${place} names somebody in clear`);
  const rows = (await readTablet(whole.indexedDB)).journal as { readonly seal: unknown; readonly capturedAt: number }[];
  if (rows.some(({ seal, capturedAt }) => seal !== null && capturedAt < backEnd.clock.now - KEPT_SEALS))
    fail('the tablet still has the contact data of somebody');
}

export async function checkMailbox({ mailbox, backEnd }: Shop): Promise<void> {
  const mails = await mailbox.list();
  if (mails.some(({ date }) => date < backEnd.clock.now - KEPT_MAILS)) fail('the mailbox still has an old mail');
}

/** No mail leaves but as the answer to what the person has just done. */
export function checkMails(shop: Shop, from: number, byValue: ReadonlyMap<string, ModelContact>): void {
  const today = dayOf(shop.backEnd.clock.now);
  for (const { to, subject } of shop.mails.slice(from)) {
    const contact = byValue.get(to) ?? fail('a mail to nobody');
    if (contact.actedOn === null || contact.actedOn < addDays(today, -1)) fail(`a mail left for ${to}: ${subject}`);
  }
}

async function readTablet(indexedDB: IDBFactory): Promise<Record<string, unknown[]>> {
  const [{ name = '' } = {}] = await indexedDB.databases();
  const db = await done(indexedDB.open(name));
  const read: Record<string, unknown[]> = {};
  for (const store of db.objectStoreNames) read[store] = await done(db.transaction(store).objectStore(store).getAll());
  db.close();
  return read;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
