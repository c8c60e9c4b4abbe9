// Ten years of a shop, one person of each kind: when each piece of what is held of them leaves the live stores and the archive.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { ActLogEntry } from '../act-log/act-log.ts';
import { runNightIfDue } from '../jobs/night.ts';
import { openFromArchive } from '../keys/archive-key.ts';
import { silentLog } from '../log.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, openOwnPage, press } from '../testing/link.ts';
import { createMemoryActLog } from '../testing/memory-act-log.ts';
import { recordActivity } from './activity.ts';
import { countUnreadable } from './adopted-keys.ts';
import { eraseFromArchive } from './archive-erasure.ts';
import { recordAudit } from './audit.ts';
import { findContactPoint } from './contact-point.ts';
import { listDayChains, readDayRows } from './day.ts';
import { eraseSubject } from './erasure.ts';
import { isLetGo, readEvidence } from './evidence.ts';
import { verifyLedger } from './ledger.ts';
import { decideUse } from './may-contact.ts';
import { requestLink } from './preference-link.ts';
import { listQuarantine } from './quarantine.ts';
import { keepOwedProof } from './retention.ts';
import { oweAnswer } from './rights-answer.ts';
import { closeRequest, listRequestsOf } from './rights-request.ts';
import { createSqliteDialect } from './sqlite.ts';

const EMAIL = { kind: 'email', value: 'camille@exemple.fr' } as const;
const PHONE = { kind: 'phone', value: '+33612345678' } as const;

let backEnd: TestBackEnd;
let device: TestDevice;
let log: ActLogEntry[];

beforeEach(async () => {
  log = [];
  backEnd = await createTestBackEnd({ actLog: createMemoryActLog(log) }); // 2026-10-12, 18:00 in Nantes
  device = await enrolTestDevice(backEnd);
});

/** A yes by e-mail, confirmed from the mailbox. Returns the contact point. */
async function confirmEmail(): Promise<string> {
  await device.sync([await device.answers({ email: EMAIL.value, yes: ['email-news'] })]);
  backEnd.clock.now += 60_000;
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
  return idOf(EMAIL);
}

async function textMe(): Promise<string> {
  await device.sync([await device.answers({ phone: PHONE.value, yes: ['sms-events'] })]);
  return idOf(PHONE);
}

const idOf = async (claim: ContactClaim) => (await findContactPoint(backEnd.store, claim))?.id ?? '';

const mayContact = ({ kind }: ContactClaim) =>
  decideUse(
    backEnd.store,
    { claim: kind === 'email' ? EMAIL : PHONE, channel: kind === 'email' ? 'email' : 'sms', purpose: 'marketing' },
    { config: backEnd.config, now: backEnd.clock.now },
  );

/** Everything that the live stores know of a contact point, by where it is; what holds nothing is left out. */
async function liveOf(id: string): Promise<string[]> {
  const { sql, keys } = backEnd.store;
  const rows: Record<string, number> = {};
  for (const table of [
    'grants',
    'stops',
    'caps',
    'restrictions',
    'activities',
    'tokens',
    'mails',
    'disclosures',
  ] as const)
    rows[table] = (
      await sql.selectFrom(table).select('contact_point').where('contact_point', '=', id).execute()
    ).length;
  rows.jobs = (await sql.selectFrom('jobs').select('id').where('key', '=', id).execute()).length;
  const row = await sql.selectFrom('contact_points').selectAll().where('id', '=', id).executeTakeFirst();
  return [
    ...(row ? ['row'] : []),
    ...(row?.value ? ['value'] : []),
    ...(keys.hasKey(id) ? ['key'] : []),
    ...(keys.lookupHashOf(id) ? ['look-up'] : []),
    ...(log.some((entry) => 'hash' in entry && entry.contactPoint === id && entry.hash !== null)
      ? ['logged hash']
      : []),
    ...Object.entries(rows).flatMap(([name, n]) => (n > 0 ? name : [])),
  ];
}

const getSealed = (contactPoint: string) => {
  const { archive } = backEnd;
  return archive.getSealed(archive.find(contactPoint)[0]?.id ?? '') ?? '';
};
const archived = () => backEnd.archive.list().map(({ contactPoint, keepUntil }) => ({ id: contactPoint, keepUntil }));
const isLedgerGood = async () => (await verifyLedger(backEnd.store)).every(({ bad }) => bad === null);

describe('a consent that is used until its clock has run out', () => {
  it('is in the live stores until the day, in the archive for five years, and then nowhere', async () => {
    const id = await confirmEmail();
    await backEnd.liveUntil('2029-10-11');
    expect(await liveOf(id)).toEqual(
      expect.arrayContaining(['row', 'value', 'key', 'look-up', 'grants', 'disclosures']),
    );
    expect(await mayContact(EMAIL)).toMatchObject({ answer: 'yes' });
    expect(archived()).toEqual([]);

    await backEnd.liveUntil('2029-10-12');
    expect(await liveOf(id)).toEqual([]);
    expect(await mayContact(EMAIL)).toMatchObject({ answer: 'no', reason: 'unknown' });
    expect(archived()).toEqual([{ id, keepUntil: '2034-10-12' }]);
    expect(await readHeldContacts(backEnd.store)).toEqual([]);

    await backEnd.liveUntil('2034-10-11');
    expect(archived()).toEqual([{ id, keepUntil: '2034-10-12' }]);
    await backEnd.liveUntil('2034-10-12');
    expect(archived()).toEqual([]);
    expect(await isLedgerGood()).toBe(true);
  });

  it('is an expiry on the store’s chain that says why, and no stop: who comes back is welcome', async () => {
    await confirmEmail();
    await backEnd.liveUntil('2029-10-12');
    const { jws } = await backEnd.store.sql
      .selectFrom('events')
      .select('jws')
      .where('type', '=', 'expiry')
      .executeTakeFirstOrThrow();
    const fact = JSON.parse(Buffer.from(jws?.split('.')[1] ?? '', 'base64url').toString());
    expect(fact.endOfUse).toEqual({ lastContactOn: '2026-10-12', rule: 'fr-electronic-prospect' });
    await confirmEmail();
    expect(await mayContact(EMAIL)).toMatchObject({ answer: 'yes' });
  });

  it('lies in the archive with all that proves it, under a key that the back end does not have', async () => {
    const id = await confirmEmail();
    await backEnd.liveUntil('2029-10-12');
    const sealed = getSealed(id);
    expect(sealed).not.toContain('camille');
    const held = JSON.parse(await openFromArchive(sealed, backEnd.archiveKey));
    expect(held.contact).toEqual(EMAIL);
    expect(held.standing).toMatchObject([{ status: 'expired', channel: 'email' }]);
    expect(held.mails).toHaveLength(1);
    const types = held.events.map(
      ({ jws }: { jws: string }) => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()).type,
    );
    expect(types).toEqual(['answers-given', 'confirmation', 'expiry', 'device-enrolled']);
    expect(held.events[0].disclosures).toHaveLength(1);
    for (const digest of held.configs) expect(backEnd.archive.getConfig(digest)).toContain('email-news');
    expect(held.configs).toHaveLength(1);
  });

  it('gets no mail any more: not what was owed, and not by asking for a link', async () => {
    const id = await confirmEmail();
    await backEnd.store.transaction((tx) => requestLink(tx, EMAIL.value));
    backEnd.mailFates.push({ outcome: 'refused', reason: '550' });
    await backEnd.runJobs(); // a dead letter, that an operator may try again
    const dead = await backEnd.store.sql.selectFrom('jobs').select('id').where('state', '=', 'dead').execute();
    expect(dead).toHaveLength(1);
    await backEnd.liveUntil('2029-10-12');
    expect(await backEnd.store.sql.selectFrom('jobs').selectAll().where('key', '=', id).execute()).toEqual([]);
    const sent = backEnd.mails.length;
    await backEnd.store.transaction((tx) => requestLink(tx, EMAIL.value));
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(sent);
  });

  it('is kept alive by a purchase, and ends three years after it', async () => {
    const id = await textMe();
    await backEnd.liveUntil('2029-01-01');
    await backEnd.store.transaction((tx) =>
      recordActivity(tx, PHONE, { kind: 'purchase', at: backEnd.clock.now }, backEnd.config.controller.country),
    );
    await backEnd.liveUntil('2031-12-31');
    expect(await mayContact(PHONE)).toMatchObject({ answer: 'yes' });
    await backEnd.liveUntil('2032-01-01');
    expect(await liveOf(id)).toEqual([]);
    expect(archived()).toEqual([{ id, keepUntil: '2037-01-01' }]);
  });
});

describe('what the person has ended', () => {
  it('by a withdrawal leaves after 90 days; the no stays, and beats an older yes that was still on its way', async () => {
    const id = await textMe();
    const offline = await enrolTestDevice(backEnd, 'caisse-1');
    const older = await offline.answers({ phone: PHONE.value, yes: ['sms-events'] });
    backEnd.clock.now += 60_000;
    await device.sync([await device.stop({ phone: PHONE.value })]);
    await backEnd.liveUntil('2027-01-09');
    expect(await liveOf(id)).toContain('value');
    await backEnd.liveUntil('2027-01-10');
    expect(await liveOf(id)).toEqual(['row', 'look-up', 'stops']);
    expect(archived()).toEqual([{ id, keepUntil: '2031-10-12' }]);

    await backEnd.liveUntil('2031-10-12');
    expect(archived()).toEqual([]);
    expect(await liveOf(id)).toEqual(['row', 'look-up', 'stops']);
    await offline.sync([older]);
    expect(await mayContact(PHONE)).toMatchObject({ answer: 'no', reason: 'withdrawn' });
    await backEnd.liveUntil('2036-10-12');
    expect(await mayContact(PHONE)).toMatchObject({ answer: 'no', reason: 'withdrawn' });
  });

  it('by a withdrawal of one thing leaves every other no too, for an older yes that was still on its way', async () => {
    const offline = await enrolTestDevice(backEnd, 'caisse-1');
    const older = await offline.answers({ phone: PHONE.value, yes: ['phone-invitations'] });
    backEnd.clock.now += 60_000;
    const id = await textMe(); // and do not call me
    const scope = { purpose: 'marketing', channel: 'sms' } as const;
    await device.sync([await device.stop({ phone: PHONE.value, scope })]);
    await backEnd.liveUntil('2027-01-10');
    expect(await liveOf(id)).toEqual(['row', 'look-up', 'stops']);
    await offline.sync([older]);
    expect(
      await decideUse(
        backEnd.store,
        { claim: PHONE, channel: 'phone', purpose: 'marketing' },
        { config: backEnd.config, now: backEnd.clock.now },
      ),
    ).toMatchObject({ answer: 'no', reason: 'refused' });
  });

  it('by an objection on their own page leaves a no for which a later yes needs a confirmation', async () => {
    const id = await confirmEmail();
    const page = await openOwnPage(backEnd);
    await press(backEnd.app, page, { action: 'object' });
    await backEnd.runJobs();
    await backEnd.liveUntil('2027-01-10');
    expect(await liveOf(id)).toEqual(['row', 'look-up', 'logged hash', 'stops']);
    await backEnd.liveUntil('2036-10-12');
    expect(archived()).toEqual([]);
    await device.sync([]); // the tablet hears a word, so that what comes is provably later
    await device.sync([await device.answers({ email: EMAIL.value, yes: ['email-news'] })]);
    expect(await mayContact(EMAIL)).toMatchObject({ answer: 'no', reason: 'requested' });
  });

  it('by a refusal leaves nothing: there never was anything', async () => {
    await device.sync([await device.answers({})]);
    expect(await backEnd.store.sql.selectFrom('contact_points').selectAll().execute()).toEqual([]);
    await backEnd.liveUntil('2036-10-12');
    expect(archived()).toEqual([]);
    expect(await isLedgerGood()).toBe(true);
  });

  it('by never confirming leaves nothing, and nothing of it goes to the archive', async () => {
    await device.sync([await device.answers({ email: EMAIL.value, yes: ['email-news'] })]);
    const id = await idOf(EMAIL);
    await backEnd.runJobs();
    backEnd.clock.now += 40 * 86_400_000;
    await backEnd.runJobs(); // it lapses
    expect(await liveOf(id)).toContain('grants');
    await backEnd.liveUntil('2027-03-01');
    expect(await liveOf(id)).toEqual([]);
    expect(archived()).toEqual([]);
  });

  it('by an erasure leaves the tombstone alone, which still stops what comes late', async () => {
    const id = await textMe();
    const offline = await enrolTestDevice(backEnd, 'caisse-1');
    const older = await offline.answers({ phone: PHONE.value, yes: ['sms-events'] });
    await backEnd.store.transaction((tx) => eraseSubject(tx, PHONE));
    await backEnd.liveUntil('2027-01-10');
    expect(await liveOf(id)).toEqual([]);
    expect(archived()).toEqual([]);
    await backEnd.liveUntil('2036-10-12');
    expect(await offline.sync([older])).toMatchObject({ outcomes: [{ outcome: 'erased' }] });
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
  });
});

describe('calls in Germany (UWG § 7a)', () => {
  beforeEach(async () => {
    const { config } = backEnd;
    await backEnd.publish({ ...config, controller: { ...config.controller, country: 'DE' } });
  });

  async function callMe(): Promise<string> {
    const { config } = backEnd;
    const german = { ...config, controller: { ...config.controller, country: 'DE' } };
    await device.sync([await device.answers({ phone: PHONE.value, yes: ['phone-invitations'], config: german })]);
    return idOf(PHONE);
  }

  it('are proven five years from the last time that somebody asked, and no erasure reaches that proof before', async () => {
    const id = await callMe();
    await backEnd.liveUntil('2028-05-01');
    await backEnd.store.transaction((tx) =>
      recordAudit(tx, { actor: 'api-key:telephony', action: 'may-contact', subject: id }),
    );
    await backEnd.liveUntil('2029-10-12');
    expect(archived()).toEqual([{ id, keepUntil: '2033-05-01' }]);

    const { archive, keys, store } = backEnd;
    expect(eraseFromArchive({ archive, keys }, PHONE, '2029-10-13')).toEqual({ erased: [], keptUntil: '2033-05-01' });
    await store.transaction((tx) => eraseSubject(tx, PHONE));
    await backEnd.liveUntil('2029-10-14');
    expect(archived()).toEqual([{ id, keepUntil: '2033-05-01' }]);
    await backEnd.liveUntil('2033-05-01');
    expect(archived()).toEqual([]);
  });
});

it('an erasure in Germany leaves the proof that the law obliges to keep, in the archive and nowhere else', async () => {
  const { archive, config, store, keys } = backEnd;
  const german = { ...config, controller: { ...config.controller, country: 'DE' } };
  await backEnd.publish(german);
  await device.sync([await device.answers({ phone: PHONE.value, yes: ['phone-invitations'], config: german })]);
  const id = await idOf(PHONE);
  await store.transaction(async (tx) => {
    await keepOwedProof(tx, archive, PHONE, german);
    await eraseSubject(tx, PHONE);
  });
  expect(await liveOf(id)).not.toContain('value');
  expect(archived()).toEqual([{ id, keepUntil: '2031-10-12' }]);
  expect(eraseFromArchive({ archive, keys }, PHONE, '2026-10-12')).toEqual({ erased: [], keptUntil: '2031-10-12' });
  await backEnd.liveUntil('2031-10-11');
  expect(archived()).toHaveLength(1);
  await backEnd.liveUntil('2031-10-12');
  expect(archived()).toEqual([]);
});

it('an erasure elsewhere leaves nothing in the archive', async () => {
  const { archive, config, store } = backEnd;
  await textMe();
  await store.transaction((tx) => keepOwedProof(tx, archive, PHONE, config));
  expect(archived()).toEqual([]);
});

describe('the archive', () => {
  it('gives up what its owner erases, the same night', async () => {
    await textMe();
    await backEnd.liveUntil('2029-10-12');
    await backEnd.store.transaction((tx) => eraseSubject(tx, PHONE));
    await backEnd.liveUntil('2029-10-13');
    expect(archived()).toEqual([]);
  });

  it('loses nothing and doubles nothing when the night is cut off after its commit', async () => {
    const id = await textMe();
    const { archive } = backEnd;
    const crashing: typeof archive = {
      ...archive,
      async put(entry, proof) {
        await archive.put(entry, proof);
        throw new Error('the power is gone');
      },
    };
    const { store, actLog } = backEnd;
    backEnd.clock.now = Date.parse('2029-10-12T02:00:00Z');
    await runNightIfDue({ store, actLog, archive: crashing, mailbox: null, log: silentLog });
    expect(await liveOf(id)).toContain('value');
    expect(archive.listUnsettled()).toEqual([id]);

    await backEnd.liveUntil('2029-10-13');
    expect(await liveOf(id)).toEqual([]);
    expect(archived()).toEqual([{ id, keepUntil: '2034-10-12' }]);
    expect(archive.listUnsettled()).toEqual([]);
    const facts = await backEnd.store.sql.selectFrom('events').select('id').where('type', '=', 'expiry').execute();
    expect(facts).toHaveLength(1);
  });

  it('gives up what was not put away after all: somebody was in touch between crash and morning', async () => {
    const id = await textMe();
    await backEnd.archive.put(
      {
        id: 'entry',
        contactPoint: id,
        kind: 'phone',
        hash: 'h',
        archivedAt: backEnd.clock.now,
        keepUntil: '2034-10-12',
        dutyUntil: null,
      },
      { text: '{}', configs: new Map() },
    );
    await backEnd.liveUntil('2026-10-13');
    expect(archived()).toEqual([]);
    expect(await liveOf(id)).toContain('value');
  });
});

it('put back from an older copy of the data is nobody any more, and goes again, without taking its proof along', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'retention-'));
  const dialect = (name: string) => createSqliteDialect(join(directory, name));
  const { keys, actLog, clock, archive, archiveKey } = backEnd;
  backEnd = await createTestBackEnd({ ...{ keys, actLog, clock }, dialect: dialect('data'), archive: backEnd });
  device = await enrolTestDevice(backEnd);
  const id = await textMe();
  await sql`vacuum into ${join(directory, 'copy')}`.execute(backEnd.store.sql);
  await backEnd.liveUntil('2029-10-12');
  await backEnd.store.close();

  backEnd = await createTestBackEnd({ ...{ keys, actLog, clock }, dialect: dialect('copy'), archive: backEnd });
  expect(await liveOf(id)).toEqual(['row', 'value', 'grants', 'stops', 'disclosures']); // no key, no look-up
  expect(await readHeldContacts(backEnd.store)).toEqual([]);
  const isPutAway = (one: string) => archive.find(one).length > 0;
  expect(await countUnreadable(backEnd.store, isPutAway)).toBe(0);
  await backEnd.liveUntil('2029-10-13');
  expect(await liveOf(id)).toEqual([]);
  expect(JSON.parse(await openFromArchive(getSealed(id), archiveKey)).contact).toEqual(PHONE);
  await backEnd.store.close();
  await rm(directory, { recursive: true });
});

it('put back from an older copy, when a crash had kept the archive from hearing that the data had gone: the proof stays', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'retention-'));
  const dialect = (name: string) => createSqliteDialect(join(directory, name));
  const { keys, actLog, clock, archive } = backEnd;
  backEnd = await createTestBackEnd({ ...{ keys, actLog, clock }, dialect: dialect('data'), archive: backEnd });
  device = await enrolTestDevice(backEnd);
  const id = await textMe();
  await sql`vacuum into ${join(directory, 'copy')}`.execute(backEnd.store.sql);
  clock.now = Date.parse('2029-10-12T02:00:00Z');
  const crashing: typeof archive = {
    ...archive,
    settle() {
      throw new Error('the power is gone');
    },
  };
  const { store } = backEnd;
  await runNightIfDue({ store, actLog, archive: crashing, mailbox: null, log: silentLog });
  expect([await liveOf(id), archive.listUnsettled()]).toEqual([[], [id]]);
  await store.close();

  backEnd = await createTestBackEnd({ ...{ keys, actLog, clock }, dialect: dialect('copy'), archive: backEnd });
  await backEnd.liveUntil('2029-10-13');
  expect(await liveOf(id)).toEqual([]);
  expect(archived()).toEqual([{ id, keepUntil: '2034-10-12' }]);
  expect(archive.listUnsettled()).toEqual([]);
  await backEnd.store.close();
  await rm(directory, { recursive: true });
});

describe('one person, two ways to reach them', () => {
  it('both leave in the night in which the clock of both has run out', async () => {
    await device.sync([
      await device.answers({ email: EMAIL.value, phone: PHONE.value, yes: ['email-news', 'sms-events'] }),
    ]);
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
    const ids = [await idOf(EMAIL), await idOf(PHONE)];
    await backEnd.liveUntil('2029-10-12');
    for (const id of ids) expect(await liveOf(id)).toEqual([]);
  });

  it('are judged apart, and a stop of everything by the one that has ended still finds the other (D8)', async () => {
    await device.sync([
      await device.answers({ email: EMAIL.value, phone: PHONE.value, yes: ['email-news', 'sms-events'] }),
    ]);
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
    const [email, phone] = [await idOf(EMAIL), await idOf(PHONE)];
    await backEnd.liveUntil('2029-01-01');
    await backEnd.store.transaction((tx) =>
      recordActivity(tx, PHONE, { kind: 'purchase', at: backEnd.clock.now }, backEnd.config.controller.country),
    );
    await backEnd.liveUntil('2029-10-12');
    expect(await liveOf(email)).toEqual(['row', 'look-up', 'logged hash', 'grants']);
    expect(archived()).toMatchObject([{ id: email }]);
    await device.sync([await device.stop({ email: EMAIL.value })]);
    expect(await mayContact(PHONE)).toMatchObject({ answer: 'no', reason: 'withdrawn' });
    await backEnd.liveUntil('2030-01-10');
    for (const id of [email, phone]) expect(await liveOf(id)).toEqual(['row', 'look-up', 'logged hash', 'stops']);
    expect(
      archived()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([email, phone].sort());
  });
});

it('a consent that is past both clocks goes by itself where another keeps the number', async () => {
  await device.sync([await device.answers({ phone: PHONE.value, yes: ['sms-events'] })]);
  await device.sync([await device.stop({ phone: PHONE.value, scope: { purpose: 'marketing', channel: 'sms' } })]);
  await device.sync([]);
  await device.sync([await device.answers({ phone: PHONE.value, yes: ['phone-invitations'] })]);
  const id = await idOf(PHONE);
  for (const day of ['2029-01-01', '2031-01-01']) {
    await backEnd.liveUntil(day);
    await backEnd.store.transaction((tx) =>
      recordActivity(tx, PHONE, { kind: 'purchase', at: backEnd.clock.now }, backEnd.config.controller.country),
    );
  }
  const held = async () => [
    (await backEnd.store.sql.selectFrom('grants').select('question').execute()).map(({ question }) => question).sort(),
    (await backEnd.store.sql.selectFrom('disclosures').select('event').execute()).length,
  ];
  await backEnd.liveUntil('2031-10-11');
  expect(await held()).toEqual([['phone-invitations', 'sms-events'], 2]);
  await backEnd.liveUntil('2031-10-12');
  expect(await held()).toEqual([['phone-invitations'], 1]);
  expect(await liveOf(id)).toContain('value');
  expect(archived()).toEqual([]);
});

describe('once the live data has let go of it', () => {
  const DAY_OF_IT = '2026-10-12';
  const rowsOfThatDay = async () => {
    const rows = [];
    for (const chain of await listDayChains(backEnd.store, { businessDay: DAY_OF_IT, store: null, device: null }))
      for await (const page of readDayRows(backEnd.store, chain, DAY_OF_IT)) rows.push(...page);
    return rows.flatMap(({ answer, question, status, email, phone }) =>
      answer === 'yes' ? [{ question, status, contact: email + phone }] : [],
    );
  };

  it('a yes that was withdrawn is over in the file of its day, as one that was erased is erased: neither may be used', async () => {
    await confirmEmail();
    await textMe();
    await device.sync([await device.stop({ phone: PHONE.value })]);
    await backEnd.store.transaction((tx) => eraseSubject(tx, EMAIL));
    expect(await rowsOfThatDay()).toMatchObject([{ status: 'erased' }, { status: 'withdrawn' }]);
    await backEnd.liveUntil('2027-02-01');
    expect(await rowsOfThatDay()).toEqual([
      { question: 'email-news', status: 'erased', contact: '' },
      { question: 'sms-events', status: 'over', contact: '' },
    ]);
  });

  it('its event alone is no proof any more, and one whose consent runs is', async () => {
    await confirmEmail();
    await textMe();
    const [emails, texts] = (await listEventsOfYeses()) as [string, string];
    await device.sync([await device.stop({ phone: PHONE.value })]);
    await backEnd.liveUntil('2027-02-01');
    const isHalf = async (id: string) => {
      const evidence = await readEvidence(backEnd.store, { kind: 'event', id });
      return evidence && isLetGo(evidence);
    };
    expect([await isHalf(emails), await isHalf(texts)]).toEqual([false, true]);
  });

  async function listEventsOfYeses(): Promise<string[]> {
    const rows = await backEnd.store.sql.selectFrom('grants').select('event').orderBy('latest').execute();
    return rows.map(({ event }) => event);
  }
});

it('frozen data stays as long as it is frozen', async () => {
  const id = await confirmEmail();
  const page = await openOwnPage(backEnd);
  await press(backEnd.app, page, { action: 'restrict' });
  expect(await mayContact(EMAIL)).toMatchObject({ reason: 'restricted' });
  await backEnd.liveUntil('2036-10-12');
  expect(await liveOf(id)).toContain('value');
  expect(archived()).toEqual([]);
});

it('who waits for an answer to a request about their data stays until it is closed', async () => {
  const id = await textMe();
  backEnd.clock.now = Date.parse('2029-10-01T10:00:00Z');
  await backEnd.store.sql
    .insertInto('rights_requests')
    .values({
      ...{ id: 'request', kind: 'access', contact_point: id, received_on: '2029-10-01', due_on: '2029-11-02' },
      ...{ came_by: 'post', identity: 'mailbox', text: null, opened_by: 'operator:dana', opened_at: 0 },
      ...{ extended_at: null, extension_reason: null, closed_at: null, closed_by: null, outcome: null },
      ...{ refusal_reason: null, owed_to: null, told_at: null },
    })
    .execute();
  await backEnd.liveUntil('2029-10-12');
  expect(await liveOf(id)).toContain('value');
  await backEnd.store.sql.updateTable('rights_requests').set({ closed_at: backEnd.clock.now }).execute();
  await backEnd.liveUntil('2029-10-13');
  expect(await liveOf(id)).toEqual([]);
});

it('who is owed a mail that was given up does not stay for it', async () => {
  const id = await confirmEmail();
  const page = await openOwnPage(backEnd);
  await press(backEnd.app, `${page}/complain`, { id: crypto.randomUUID(), text: 'Bonjour' });
  await backEnd.store.transaction(async (tx) => {
    const [row] = await listRequestsOf(tx, id);
    if (row) await oweAnswer(tx, await closeRequest(tx, row, { outcome: 'done', identity: 'mailbox', by: 'operator' }));
  });
  backEnd.mailFates.push({ outcome: 'refused', reason: 'RCPT TO 550' });
  await backEnd.runJobs();
  await backEnd.liveUntil('2029-10-12');
  expect(await liveOf(id)).toEqual([]);
});

it('an event that nobody has decided on loses its contact data when the use clock would have run', async () => {
  await device.sync([
    await device.answers({
      ...{ phone: PHONE.value, yes: ['sms-events'] },
      spoil: (event) => Object.assign(event, { previous: 'A'.repeat(43) }),
    }),
  ]);
  await backEnd.liveUntil('2029-10-01');
  expect(await readHeldContacts(backEnd.store)).toEqual([PHONE.value]);
  await backEnd.liveUntil('2029-10-13');
  expect(await readHeldContacts(backEnd.store)).toEqual([]);
  expect(await listQuarantine(backEnd.store)).toHaveLength(1);
});
