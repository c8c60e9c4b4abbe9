import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { judgeClose } from '#domain/close-judgement.ts';
import { deviceEventSchema } from '#domain/consent-event.ts';
import { DAY, HOUR } from '#domain/instant.ts';
import { isCloseBy, readCloseFile } from '#protocol/close-file.ts';
import { JournalDatabase, type JournalRow } from '../journal/db.ts';
import type { Kiosk } from '../kiosk.ts';
import { createFakeBackEnd, goodCode } from '../testing/fake-back-end.ts';
import { createFaultyIndexedDB } from '../testing/faulty-indexed-db.ts';
import { openDay } from '../testing/open-day.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { enrolledTablet, offline, restart, save, waitingTablet } from '../testing/story.ts';
import { startTestDevice, type TestDevice, testPassphrase } from '../testing/test-device.ts';
import { noToAll } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';

async function open(kiosk: Kiosk) {
  const result = await kiosk.openClosing(testPassphrase);
  if (result.outcome !== 'open') throw new Error(result.outcome);
  return result.closing;
}

async function close(kiosk: Kiosk) {
  const result = await (await open(kiosk)).close();
  if (result.outcome !== 'closed') throw new Error(result.code);
  return result.close;
}

/** What the tablet's storage holds, and a way to change it behind the app's back. */
async function inStorage<T>({ indexedDB }: TestDevice, work: (db: JournalDatabase) => PromiseLike<T>): Promise<T> {
  const db = new JournalDatabase({ indexedDB, IDBKeyRange });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const stop = (kiosk: Kiosk) =>
  kiosk.saveStop({
    ...{ id: kiosk.newId(), locale: 'fr', scope: null },
    contact: { kind: 'email', value: 'camille@exemple.fr' },
  });

describe('a close of day', () => {
  it('counts offline what waits; later the back end has it all, the close too', async () => {
    const story = await waitingTablet(2);
    const { backEnd, tablet } = story;
    backEnd.intercept = offline;
    await save(story, 1, noToAll);
    await stop(tablet.kiosk);
    const { event } = await close(tablet.kiosk);
    expect(event.report).toMatchObject({
      ...{ number: 1, firstSeq: 1, lastSeq: 4, records: { sent: 0, waiting: 4, heldApart: 0, missing: 0 } },
      ...{ answers: { taken: 3, accepted: 2, refused: 1 }, withdrawals: 1, lost: 0 },
      ...{ ledger: { intact: true, verified: 4 }, skew: 2000 },
    });
    expect(event.report.channels[0]).toMatchObject({ channel: 'email', yes: 2, pending: 2 });
    expect(judgeClose(event.report).verdict).toBe('all-here');

    backEnd.intercept = (_request, forward) => forward();
    await tablet.kiosk.syncNow();
    const held = JSON.parse(backEnd.events.get(5)?.payload ?? '');
    expect(held).toEqual(event);
    expect(deviceEventSchema.safeParse(held).error).toBeUndefined();
    const { report } = await (await open(tablet.kiosk)).read();
    expect(report).toMatchObject({ number: 2, firstSeq: 5, records: { sent: 1 }, others: 1, since: event.capturedAt });
    expect(judgeClose(report).verdict).toBe('all-clear');
  });

  it('opens by the closing passphrase only, and reading changes nothing', async () => {
    const { tablet } = await waitingTablet(1);
    expect(await tablet.kiosk.openClosing('une phrase de trop')).toEqual({ outcome: 'wrong-passphrase' });
    await (await open(tablet.kiosk)).read();
    expect((await tablet.journal.readBatch(1)).head.seq).toBe(1);
  });

  it('is kept to be shown again, the newest first, also after a restart; its file is signed by the device', async () => {
    const story = await enrolledTablet();
    const first = await close(story.tablet.kiosk);
    const second = await close(story.tablet.kiosk);
    const again = await restart(story);
    expect(await (await open(again.kiosk)).list()).toEqual([second, first]);
    const file = readCloseFile(second.file);
    const device = await again.journal.getDevice();
    if (!file || !device) throw new Error('no close');
    expect(file.close.report.number).toBe(2);
    expect(await isCloseBy(file, [device.keys.publicKey])).toBe(true);
  });

  it('counts an answer on a phone once, whatever the clock says', async () => {
    const { backEnd, tablet, platform } = await enrolledTablet();
    const answerOnPhone = async () => {
      const code = await tablet.kiosk.handOver({ id: tablet.kiosk.newId(), locale: 'fr' });
      if (code.outcome !== 'signed') throw new Error(code.code);
      await backEnd.answerOnPhone(code.url);
      await tablet.kiosk.syncNow();
    };
    await answerOnPhone();
    await answerOnPhone();
    expect((await close(tablet.kiosk)).event.report.onPhone).toBe(2);
    platform.setClock(platform.now() - DAY);
    await answerOnPhone();
    expect((await close(tablet.kiosk)).event.report.onPhone).toBe(1);
  });

  it('names what is held apart: when, why, and who has it', async () => {
    const { backEnd, tablet, platform } = await waitingTablet(2);
    backEnd.revise = ({ answer, acknowledgement }) => {
      const outcomes = answer.outcomes.map((outcome) =>
        outcome.seq === 1 ? { ...outcome, outcome: 'quarantined' as const, reason: 'unpublished' } : outcome,
      );
      return { answer: { ...answer, outcomes }, acknowledgement };
    };
    await tablet.kiosk.syncNow();
    const { report, apart } = await (await open(tablet.kiosk)).read();
    expect(apart).toEqual([{ seq: 1, reason: 'unpublished', isHere: false, capturedAt: platform.now() }]);
    expect(judgeClose(report)).toMatchObject({ verdict: 'attention', problems: [{ kind: 'held-apart', count: 1 }] });
  });

  it('is not made when it cannot be stored, and takes no number then', async () => {
    const faulty = createFaultyIndexedDB();
    const backEnd = await createFakeBackEnd(await publish(sampleShop), Date.now);
    const tablet = await startTestDevice({ send: backEnd.send, indexedDB: faulty.factory, enrolmentCode: goodCode });
    const closing = await open(tablet.kiosk);
    faulty.failWrites('quota', Number.POSITIVE_INFINITY);
    expect(await closing.close()).toMatchObject({ outcome: 'not-closed' });
    faulty.failWrites('quota', 0);
    expect((await close(tablet.kiosk)).event.report.number).toBe(1);
  });

  it('gives no number twice when two tabs close at the same instant', async () => {
    const { tablet } = await waitingTablet(1);
    const closing = await open(tablet.kiosk);
    const made = await Promise.all([closing.close(), closing.close()]);
    expect(made.map(({ outcome }) => outcome).sort()).toEqual(['closed', 'not-closed']);
    expect((await closing.list()).map(({ event }) => event.report.number)).toEqual([1]);
  });
});

describe('the ledger', () => {
  const intact = async (change: (rows: readonly JournalRow[], db: JournalDatabase) => PromiseLike<unknown>) => {
    const { tablet } = await waitingTablet(3);
    await inStorage(tablet, async (db) => change(await db.journal.orderBy('seq').toArray(), db));
    return (await (await open(tablet.kiosk)).read()).report.ledger;
  };

  it('is intact as it was signed', async () => {
    expect(await intact(async () => {})).toEqual({ intact: true, verified: 3 });
  });

  it.each<[string, (rows: readonly JournalRow[], db: JournalDatabase) => PromiseLike<unknown>]>([
    ['other bytes', ([, row], db) => db.journal.update(2, { jws: `${row?.jws.slice(0, -4)}AAAA` })],
    ['another event in its place', ([row], db) => db.journal.update(2, { jws: row?.jws ?? '', hash: row?.hash ?? '' })],
    ['another hash', ([row], db) => db.journal.update(2, { hash: row?.hash ?? '' })],
    ['nothing that can be read', (_rows, db) => db.journal.update(2, { jws: 'x' })],
    [
      'a text that nobody has signed',
      (_rows, db) => db.journal.update(2, { jws: `e30.${btoa('{"type":"answers-given"}')}.c2ln` }),
    ],
    ['a head that is not the last event’s', ([row], db) => db.putValue('head', { seq: 3, hash: row?.hash ?? '' })],
    ['events beyond its head', ([row], db) => db.putValue('head', { seq: 1, hash: row?.hash ?? '' })],
  ])('is not, with %s', async (_, change) => {
    expect((await intact(change)).intact).toBe(false);
  });

  it('is intact where an event is gone: that is another question', async () => {
    expect(await intact((_rows, db) => db.journal.delete(2))).toEqual({ intact: true, verified: 2 });
  });
});

describe('contact data after a close (A4)', () => {
  /** Whether the tablet still has what one answer was sealed with, after closes at these instants. */
  async function isKept(closes: readonly string[], { ahead = 0, utcOffset = 60 } = {}) {
    const start = Date.parse(closes[0] ?? '') - 2 * HOUR + ahead;
    const platform = createTestPlatform({ now: start, utcOffset });
    const backEnd = await createFakeBackEnd(await publish(sampleShop), () => platform.now() - ahead);
    const tablet = await startTestDevice({ send: backEnd.send, platform, enrolmentCode: goodCode });
    await save({ tablet, platform });
    await tablet.engine.whenIdle();
    for (const at of closes) {
      platform.setClock(Date.parse(at) + ahead);
      await close(tablet.kiosk);
      await tablet.kiosk.syncNow();
    }
    return (await inStorage(tablet, (db) => db.journal.get(1)))?.seal !== null;
  }

  it.each([
    ['after one close', ['2026-11-21T19:00+01:00']],
    ['after two closes in one day', ['2026-11-21T13:00+01:00', '2026-11-21T19:00+01:00']],
    ['until midnight', ['2026-11-21T19:00+01:00', '2026-11-21T23:59:59+01:00']],
    ['for all of a day of 25 hours', ['2026-10-25T00:00+02:00', '2026-10-25T23:59:59+01:00']],
    ['for all of a day of 23 hours', ['2026-03-29T00:00+01:00', '2026-03-29T23:59:59+02:00']],
    ['for all of 29 February', ['2028-02-29T00:00+01:00', '2028-02-29T23:59:59+01:00']],
  ])('stays %s', async (_, closes) => {
    expect(await isKept(closes)).toBe(true);
  });

  it.each([
    ['the next evening', ['2026-11-21T19:00+01:00', '2026-11-22T19:00+01:00']],
    ['two in one day and the next evening', ['2026-11-21T13:00', '2026-11-21T19:00', '2026-11-22T19:00'].map(inParis)],
    ['a second before midnight and a second after', ['2026-11-21T23:59:59+01:00', '2026-11-22T00:00:01+01:00']],
    ['before and on a day of 25 hours', ['2026-10-24T19:00+02:00', '2026-10-25T19:00+01:00']],
    ['on a day of 23 hours and after', ['2026-03-29T23:59:59+02:00', '2026-03-30T00:00+02:00']],
    ['on 28 and 29 February', ['2028-02-28T19:00+01:00', '2028-02-29T19:00+01:00']],
    ['on 29 February and 1 March', ['2028-02-29T23:59:59+01:00', '2028-03-01T00:00+01:00']],
  ])('goes with the second close, on a later day: %s', async (_, closes) => {
    expect(await isKept(closes)).toBe(false);
  });

  it('goes by the store’s day on a tablet of another zone', async () => {
    const utcOffset = -600;
    expect(await isKept(['2026-11-21T13:00+01:00', '2026-11-21T19:00+01:00'], { utcOffset })).toBe(true);
    expect(await isKept(['2026-11-21T19:00+01:00', '2026-11-22T00:30+01:00'], { utcOffset })).toBe(false);
  });

  it('goes by the back end’s day on a tablet whose clock is wrong', async () => {
    for (const ahead of [365 * DAY, -9 * HOUR]) {
      expect(await isKept(['2026-11-21T08:00+01:00', '2026-11-21T23:00+01:00'], { ahead })).toBe(true);
      expect(await isKept(['2026-11-21T23:00+01:00', '2026-11-22T08:00+01:00'], { ahead })).toBe(false);
    }
  });

  it('can still be had as a file the next morning', async () => {
    const story = await enrolledTablet();
    const { tablet, platform } = story;
    const day = tablet.kiosk.today();
    await save(story);
    await tablet.engine.whenIdle();
    await close(tablet.kiosk);
    platform.setClock(platform.now() + 22 * HOUR);
    await tablet.kiosk.syncNow();
    const emails = async () => {
      const opened = await openDay(tablet.kiosk, testPassphrase, { businessDay: day });
      return 'opened' in opened ? opened.opened.map(({ email }) => email) : opened.outcome;
    };
    expect(await emails()).toEqual(['Camille@exemple.fr', '', '']);
    await close(tablet.kiosk);
    await tablet.kiosk.syncNow();
    // the rows stay for their week
    expect(await emails()).toEqual(['', '', '']);
  });

  it('stays, whatever is closed, until it is acknowledged', async () => {
    const story = await waitingTablet(1);
    const { backEnd, tablet, platform } = story;
    backEnd.intercept = offline;
    for (const _ of ['this evening', 'the next', 'the one after']) {
      await close(tablet.kiosk);
      platform.setClock(platform.now() + DAY);
    }
    const seal = async () => (await inStorage(tablet, (db) => db.journal.get(1)))?.seal;
    await tablet.engine.whenIdle();
    expect(await seal()).toBeTruthy();
    backEnd.intercept = (_request, forward) => forward();
    await tablet.kiosk.syncNow();
    expect(await seal()).toBeNull();
  });

  it('stays as long as the back end could not take it, and goes once it has', async () => {
    const story = await waitingTablet(2);
    const { backEnd, tablet, platform } = story;
    backEnd.revise = ({ answer, acknowledgement }) => ({
      answer: {
        ...answer,
        outcomes: answer.outcomes.map((outcome) =>
          outcome.seq === 1
            ? { ...outcome, outcome: 'quarantined' as const, reason: 'disclosure-unreadable' }
            : outcome,
        ),
      },
      acknowledgement: {
        ...acknowledgement,
        hashes: acknowledgement.hashes.filter((hash) => hash !== answer.outcomes.find(({ seq }) => seq === 1)?.hash),
      },
    });
    await tablet.kiosk.syncNow();
    for (const _ of ['this evening', 'the next']) {
      await close(tablet.kiosk);
      platform.setClock(platform.now() + DAY);
      await tablet.kiosk.syncNow();
    }
    const seals = () => inStorage(tablet, (db) => db.journal.where('seq').belowOrEqual(2).toArray());
    expect((await seals()).map(({ seal }) => seal !== null)).toEqual([true, false]);
    backEnd.revise = (said) => said;
    await tablet.kiosk.syncNow();
    await tablet.kiosk.syncNow();
    expect((await seals()).map(({ seal }) => seal !== null)).toEqual([false, false]);
  });

  it('that is gone when the back end comes back from a backup is missed there, and blocks nothing', async () => {
    const story = await enrolledTablet();
    const { backEnd, tablet, platform } = story;
    await save(story);
    await tablet.engine.whenIdle();
    for (const _ of ['this evening', 'the next']) {
      await close(tablet.kiosk);
      platform.setClock(platform.now() + DAY);
      await tablet.kiosk.syncNow();
    }
    backEnd.restoreThrough(0);
    await tablet.kiosk.syncNow();
    await tablet.kiosk.syncNow();
    const { report, apart } = await (await open(tablet.kiosk)).read();
    expect(apart).toMatchObject([{ seq: 1, reason: 'disclosure-unreadable', isHere: false }]);
    expect(report).toMatchObject({ records: { sent: 1 }, earlier: { waiting: 0, heldApart: 1, missing: 0 }, lost: 0 });
  });

  it('of a stop stays with its row: only the back end can open it, and might ask again', async () => {
    const { tablet, platform } = await enrolledTablet();
    await stop(tablet.kiosk);
    await tablet.engine.whenIdle();
    for (const _ of ['this evening', 'the next']) {
      await close(tablet.kiosk);
      platform.setClock(platform.now() + DAY);
      await tablet.kiosk.syncNow();
    }
    expect((await inStorage(tablet, (db) => db.journal.get(1)))?.seal).toBeTruthy();
  });
});

function inParis(local: string): string {
  return `${local}+01:00`;
}
