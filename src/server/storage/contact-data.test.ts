// Contact data at rest: what a stolen database, or an old copy of it, gives away.
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#domain/instant.ts';
import { readDisclosure } from '#protocol/disclosure.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import { listAudit } from './audit.ts';
import { eraseSubject } from './erasure.ts';
import { requestLink } from './preference-link.ts';
import { listQuarantine, rejectEvent } from './quarantine.ts';
import { createSqliteDialect } from './sqlite.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';
const OTHER = 'dominique.petit@exemple.fr';

let directory: string;
let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'contact-data-'));
  backEnd = await createTestBackEnd({ dialect: createSqliteDialect(join(directory, 'consent.sqlite')) });
  device = await enrolTestDevice(backEnd);
});
afterEach(async () => {
  await backEnd.store.close();
  await rm(directory, { recursive: true });
});

const erase = (value: string) => backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value }));

const breakChain = (event: Record<string, unknown>) => {
  event.previous = 'A'.repeat(43);
};

/** The ways in which a text can stand in bytes: plain, UTF-16, and base64url at each of its three offsets. */
function spellings(text: string): Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(' '.repeat(offset) + text).toString('base64url');
    return encoded.slice(offset === 0 ? 0 : offset + 1, -2);
  });
  return [Buffer.from(text), Buffer.from(text, 'utf16le'), ...base64.map((part) => Buffer.from(part))];
}

async function readFiles(): Promise<Buffer> {
  const names = await readdir(directory);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(directory, name)))));
}

interface Sealed {
  readonly contactPoint: string;
  readonly text: string;
}

/** Everything encrypted in a copy of the data files as they lie there now. */
async function stealData(): Promise<Sealed[]> {
  const copy = join(directory, 'copy');
  await mkdir(copy);
  for (const name of ['consent.sqlite', 'consent.sqlite-wal']) await copyFile(join(directory, name), join(copy, name));
  const db = new DatabaseSync(join(copy, 'consent.sqlite'));
  const rows = db
    .prepare(
      `select id as contactPoint, value as text from contact_points where value is not null
       union all select contact_point, sealed from disclosures`,
    )
    .all() as unknown as Sealed[];
  db.close();
  return rows;
}

/** What opens of it, whichever key is tried. */
async function openAll(stolen: readonly Sealed[]): Promise<string> {
  const ids = new Set(stolen.map(({ contactPoint }) => contactPoint));
  const opened: (string | undefined)[] = [];
  for (const { text } of stolen) for (const id of ids) opened.push(await backEnd.keys.open(id, text));
  return opened
    .flatMap((text) => (text?.startsWith('[') ? (JSON.parse(text) as string[]) : (text ?? [])))
    .map((text) => readDisclosure(text)?.value ?? text)
    .join(' ');
}

describe('the database and its write-ahead log', () => {
  it('hold no clear contact data after a yes, a stop, a mail, a confirmation and events held apart', async () => {
    await device.sync([
      await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] }),
      await device.stop({ email: OTHER }),
      await device.stop({ phone: PHONE }),
    ]);
    await device.sync([await device.answers({ email: OTHER, yes: ['email-news'], spoil: breakChain })]);
    await device.sync([await device.stop({ email: EMAIL, spoil: breakChain })]);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    for (const mail of backEnd.mails) await press(backEnd.app, confirmPathIn(mail), { action: 'confirm' });
    expect(backEnd.mails.map((mail) => mail.to)).toContain(EMAIL);
    expect(await readHeldContacts(backEnd.store)).toEqual(expect.arrayContaining([EMAIL, OTHER]));

    const bytes = await readFiles();
    const dump = Buffer.from(await backEnd.dump());
    for (const text of [EMAIL, PHONE, OTHER, 'camille.martin', 'dominique.petit'])
      for (const spelling of spellings(text)) {
        expect(bytes.includes(spelling), `${text} as ${spelling}`).toBe(false);
        expect(dump.includes(spelling), `${text} as ${spelling}`).toBe(false);
      }
    expect(bytes.includes('email-news')).toBe(true); // these are the bytes to look into
  });
});

describe('a copy of the data from before an erasure, with the keys of today', () => {
  it('tells nothing of who was erased, and all of the other', async () => {
    await device.sync([
      await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] }),
      await device.answers({ email: OTHER, yes: ['email-news'] }),
    ]);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'], spoil: breakChain })]);
    const stolen = await stealData();
    expect(await openAll(stolen)).toContain(EMAIL);
    await erase(EMAIL);
    const opened = await openAll(stolen);
    expect(opened).not.toContain(EMAIL);
    expect(opened).toContain(OTHER);
    expect(opened).toContain(PHONE);
  });

  it('ties nobody who was erased to any event by a hash', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    const before = await backEnd.dump();
    const { keys } = backEnd;
    const lookUpHash = keys.hash('lookup', 'email', EMAIL);
    const known = keys.findContactPoint(lookUpHash) as string;
    expect(before).toContain(known);
    await erase(EMAIL);
    expect(keys.findContactPoint(lookUpHash)).toBeUndefined();
    expect(keys.lookupHashOf(known)).toBeUndefined();
    const tombstone = keys.hash('tombstone', 'email', EMAIL);
    expect(before).not.toContain(lookUpHash);
    expect(before).not.toContain(tombstone);
    expect((await backEnd.dump()).split(tombstone)).toHaveLength(2); // once: its own row
    expect(JSON.stringify(await backEnd.actLog.read())).not.toContain(lookUpHash);
  });

  it('does not even when the erased one came back and was erased again', async () => {
    await erase(EMAIL);
    await device.sync([]);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    expect(await readHeldContacts(backEnd.store)).toEqual([EMAIL]);
    backEnd.clock.now += HOUR;
    await erase(EMAIL);
    const tombstone = backEnd.keys.hash('tombstone', 'email', EMAIL);
    expect((await backEnd.dump()).split(tombstone)).toHaveLength(2);
  });
});

describe('what nothing needs any more', () => {
  it('loses its key with its value: an older copy cannot be read', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    const stolen = await stealData();
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'not-me' });
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    expect(await openAll(stolen)).toBe('');
  });

  it('keeps its look-up hash for the stop that reaches what comes later', async () => {
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const late = await other.answers({ email: EMAIL, yes: ['email-news'] });
    await device.sync([await device.stop({ email: EMAIL, spoil: breakChain })]);
    const [held] = await listQuarantine(backEnd.store);
    await backEnd.store.transaction((tx) => rejectEvent(tx, held?.hash as string, 'operator'));
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    await other.sync([late]);
    const grants = await backEnd.store.sql.selectFrom('grants').select('status').execute();
    expect(grants).toEqual([{ status: 'withdrawn' }]);
  });

  it('keeps it for the stop of all that reaches another contact point of the same event', async () => {
    await device.sync([await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] })]);
    await backEnd.runJobs();
    backEnd.clock.now += 8 * DAY;
    await backEnd.runJobs();
    expect(await readHeldContacts(backEnd.store)).toEqual([PHONE]); // the request has lapsed
    await device.sync([await device.stop({ email: EMAIL })]);
    const grants = await backEnd.store.sql.selectFrom('grants').select('status').orderBy('question').execute();
    expect(grants).toEqual([{ status: 'withdrawn' }, { status: 'withdrawn' }]);
  });

  it('keeps it for the limit of mails a day', async () => {
    const ask = async () => device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await ask();
    await backEnd.runJobs();
    backEnd.clock.now += 7 * DAY - HOUR;
    for (let i = 0; i < 3; i += 1) {
      await backEnd.store.transaction((tx) => requestLink(tx, EMAIL));
      await backEnd.runJobs();
    }
    backEnd.clock.now += 2 * HOUR;
    await backEnd.runJobs();
    expect(await readHeldContacts(backEnd.store)).toEqual([]); // the request has lapsed
    await ask();
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(4);
  });

  it('gives way to the same batch bringing it again', async () => {
    const capturedAt = backEnd.clock.now - 40 * DAY;
    const spoil = (event: Record<string, unknown>) => {
      event.lastAcknowledgement = null; // nothing proves that it is younger than it says
    };
    const tooOld = await device.answers({ email: EMAIL, yes: ['email-news'], capturedAt, spoil });
    const fresh = await device.answers({ email: EMAIL, yes: ['email-news'] });
    await device.sync([tooOld, fresh]);
    await backEnd.runJobs();
    expect(backEnd.mails.map((mail) => mail.to)).toEqual([EMAIL]);
    expect(await readHeldContacts(backEnd.store)).toEqual([EMAIL]);
  });

  it('stays as long as an event that is held apart waits for a decision', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'], spoil: breakChain })]);
    const [held] = await listQuarantine(backEnd.store);
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    await other.sync([await other.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'not-me' });
    expect(await readHeldContacts(backEnd.store)).toEqual([EMAIL]);
    await backEnd.store.transaction((tx) => rejectEvent(tx, held?.hash as string, 'operator'));
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
  });
});

describe('the audit log', () => {
  it('names each reading of an address to write to it, and holds no contact data', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    const entries = await listAudit(backEnd.store, 10);
    const [contact] = await backEnd.store.sql.selectFrom('contact_points').select('id').execute();
    expect(entries).toMatchObject([{ actor: 'system:confirmation.send', action: 'mail', subject: contact?.id }]);
    expect(JSON.stringify(entries)).not.toMatch(/camille|exemple/);
  });

  it('is not written by a person who reads their own page', async () => {
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    const before = await backEnd.dump();
    expect((await backEnd.app.request(confirmPathIn(backEnd.mails[0]))).status).toBe(200);
    expect(await backEnd.dump()).toBe(before);
  });
});
