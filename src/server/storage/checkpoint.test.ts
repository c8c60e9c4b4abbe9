import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#domain/instant.ts';
import type { ActLogEntry } from '../act-log/act-log.ts';
import { createDossier } from '../proof/dossier.ts';
import { toFiles } from '../proof/files.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, openOwnPage, press } from '../testing/link.ts';
import { createMemoryActLog } from '../testing/memory-act-log.ts';
import { recordActivity } from './activity.ts';
import { findContactPoint } from './contact-point.ts';
import { listDayChains, readDayRows } from './day.ts';
import { readEvidence } from './evidence.ts';
import { type ChainReport, verifyLedger } from './ledger.ts';
import { replayActs } from './replay.ts';

const EMAIL = 'camille@exemple.fr';
const PHONE = { kind: 'phone', value: '+33612345678' } as const;

let backEnd: TestBackEnd;
let device: TestDevice;
let log: ActLogEntry[];
let early: MadeEvent[];

/** In 2026 a refusal, a yes by e-mail that is withdrawn, and one to texts that purchases keep alive; another refusal in 2033. */
beforeEach(async () => {
  log = [];
  backEnd = await createTestBackEnd({ actLog: createMemoryActLog(log) });
  device = await enrolTestDevice(backEnd);
  early = [
    await device.answers({}),
    await device.answers({ email: EMAIL, yes: ['email-news'] }),
    await device.answers({ phone: PHONE.value, yes: ['sms-events'] }),
    await device.answers({}),
  ];
  await device.sync(early);
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
  await press(backEnd.app, await openOwnPage(backEnd), { action: 'withdraw-all' });
  for (const day of ['2028-10-01', '2030-10-01', '2032-10-01', '2034-10-01']) {
    await backEnd.liveUntil(day);
    await device.sync([]); // a heartbeat
    await backEnd.store.transaction((tx) =>
      recordActivity(tx, PHONE, { kind: 'purchase', at: backEnd.clock.now }, backEnd.config.controller.country),
    );
  }
  await device.sync([await device.answers({})]);
});

const store = () => backEnd.store;
const reportOf = async (chain: string) =>
  (await verifyLedger(store())).find((report) => report.chain === chain) as ChainReport;
const textsOf = async (chain: string) =>
  (
    await store().sql.selectFrom('events').select(['seq', 'jws']).where('chain', '=', chain).orderBy('seq').execute()
  ).flatMap(({ seq, jws }) => (jws === null ? [] : seq));

describe('a ledger that is cut at a checkpoint', () => {
  beforeEach(() => backEnd.liveUntil('2035-01-01'));

  it('verifies, and says up to where it is cut', async () => {
    expect(await reportOf(device.id)).toMatchObject({ bad: null, events: 5, checkpoint: 4, cut: 3 });
    // the yes that purchases keep alive still says what it said
    expect(await textsOf(device.id)).toEqual([3, 5]);
    // enrolled; the confirmation and the withdrawal are gone
    expect(await reportOf('store:nantes')).toMatchObject({ bad: null, events: 3, checkpoint: 3, cut: 2 });
    expect(await textsOf('store:nantes')).toEqual([1]);
  });

  it('still proves the yes that is alive', async () => {
    const id = (await findContactPoint(store(), PHONE))?.id ?? '';
    const evidence = await readEvidence(store(), { kind: 'contact-point', id });
    if (!evidence) throw new Error('no evidence');
    const dossier = await createDossier(evidence, {
      ...{ id: 'dossier', madeAt: backEnd.clock.now, controller: backEnd.config.controller },
      ...{ keys: store().keys.verifying, ledger: [] },
    });
    const { checks } = await toFiles(dossier, 'fr', 'Europe/Paris');
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('takes nothing that comes again for new', async () => {
    const answer = await device.sync(early);
    expect(answer.outcomes.map(({ outcome }) => outcome)).toEqual(Array(4).fill('duplicate'));
    expect(await reportOf(device.id)).toMatchObject({ bad: null, cut: 3 });
  });

  it('still writes the file of a day of then, as far as it says something', async () => {
    const scope = { businessDay: '2026-10-12', store: null, device: device.id };
    const [chain] = await listDayChains(backEnd.store, scope);
    if (!chain) throw new Error('no chain');
    const events = new Set<string>();
    for await (const page of readDayRows(backEnd.store, chain, '2026-10-12'))
      for (const { event } of page) events.add(event);
    expect(early.map(({ line: [, id] }) => events.has(id))).toEqual([false, false, true, false]);
  });

  it('goes on to a later checkpoint', async () => {
    await backEnd.liveUntil('2044-01-01');
    expect(await reportOf(device.id)).toMatchObject({ bad: null, checkpoint: 5, cut: 5 });
  });

  it('has no more in the log beside the database', async () => {
    const texts = log.flatMap((entry) => ('jws' in entry ? entry.jws : []));
    expect(texts).toHaveLength(1); // the tablet
    expect(await replayActs(backEnd.store, backEnd.actLog)).toEqual({ entries: 0, logged: 0 });
  });

  it('has only the words that something rests on, and the young ones', async () => {
    const words = await store().sql.selectFrom('acknowledgements').select('received_at').execute();
    // the one that the yes carries, and the one that lists it
    expect(words.filter(({ received_at }) => received_at < backEnd.clock.now - 400 * DAY)).toHaveLength(2);
    expect(words.length).toBeLessThan(7);
  });
});

describe('what a checkpoint does not cover', () => {
  const empty = (chain: string, seq: number) =>
    sql`update events set jws = null where chain = ${chain} and seq = ${seq}`.execute(store().sql);

  it('is an event without its text where there is no checkpoint', async () => {
    await empty(device.id, 2);
    expect((await reportOf(device.id)).bad).toMatchObject({ seq: 2, problem: 'altered' });
  });

  it('is an event behind it', async () => {
    await backEnd.liveUntil('2035-01-01');
    await empty(device.id, 5);
    expect((await reportOf(device.id)).bad).toMatchObject({ seq: 5, problem: 'altered' });
  });

  it.each([
    ['taken away', () => sql`delete from checkpoints where chain = ${device.id}`],
    ['moved on', () => sql`update checkpoints set seq = 5 where chain = ${device.id}`],
    [
      'of another chain',
      () =>
        sql`update checkpoints set jws = (select jws from checkpoints where chain <> ${device.id}) where chain = ${device.id}`,
    ],
    ['whose event is another', () => sql`update events set hash = 'another' where chain = ${device.id} and seq = 4`],
    ['whose event is gone', () => sql`delete from events where chain = ${device.id} and seq = 4`],
    ['with a gap before it', () => sql`delete from events where chain = ${device.id} and seq = 1`],
    [
      'with another event before one that speaks',
      () => sql`update events set hash = 'x' where chain = ${device.id} and seq = 2`,
    ],
  ])('is what a checkpoint says when it is %s', async (_, tamper) => {
    await backEnd.liveUntil('2035-01-01');
    await tamper().execute(store().sql);
    expect((await reportOf(device.id)).bad).not.toBeNull();
  });

  it('is what vouches for a tablet', async () => {
    await backEnd.liveUntil('2035-01-01');
    await empty('store:nantes', 1);
    expect((await reportOf(device.id)).bad).toMatchObject({ problem: 'device-key' });
  });
});
