import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { makeDeviceKeys } from '../device/keys.ts';
import { answerTo } from '../testing/answer-to.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import {
  captureAnswers,
  contextAt,
  enrolTestJournal,
  journalWith,
  openTestJournal,
  testDevice,
} from '../testing/test-journal.ts';
import { testPrivateKey } from '../testing/test-keys.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import { listRows, openRows } from './day-rows.ts';
import { JournalDatabase } from './db.ts';
import { buildStopEvent } from './event.ts';
import type { Journal } from './journal.ts';

const platform = createTestPlatform();
const openToday = async (journal: Journal) => {
  const day = await journal.readDay(today);
  const key = await testPrivateKey('closing');
  return (await Promise.all(day.rows.map((row) => openRows(row, day, key)))).flat();
};
const listDayRows = async (journal: Journal, day: string) => listRows(await journal.readDay(day));
const today = '2026-11-21';

describe('a device’s journal', () => {
  it('is enrolled once: a second link leaves it as it is', async () => {
    const journal = await journalWith(platform, 1);
    expect(await enrolTestJournal(journal, 'tablet-2')).toBe(false);
    expect(await journal.getDevice()).toMatchObject({ identity: { device: 'tablet-1' } });
    expect((await journal.readTally()).waiting).toBe(1);
  });

  it('has one key for each code: what one code may have enrolled is not offered with another', async () => {
    const journal = openTestJournal();
    const { kid } = await journal.keysFor('0123ABCD', makeDeviceKeys);
    expect((await journal.keysFor('0123ABCD', makeDeviceKeys)).kid).toBe(kid);
    expect((await journal.keysFor('4567EFGH', makeDeviceKeys)).kid).not.toBe(kid);
  });

  it('is sent in batches that a bad line can carry, however large the events are', async () => {
    const indexedDB = new IDBFactory();
    const journal = openTestJournal(indexedDB);
    await enrolTestJournal(journal);
    for (let i = 0; i < 3; i++) await captureAnswers(journal, platform);
    const database = new JournalDatabase({ indexedDB, IDBKeyRange });
    await database.journal.toCollection().modify({ seal: 'x'.repeat(1024 * 1024) });
    database.close();
    expect((await journal.readBatch(500)).rows.map(({ seq }) => seq)).toEqual([1]);
    expect((await journal.readHeld()).map(({ rows }) => rows.map(({ seq }) => seq))).toEqual([[1], [2], [3]]);
  });

  it('makes way for newer code in another tab, and never writes again', async () => {
    const indexedDB = new IDBFactory();
    const journal = openTestJournal(indexedDB);
    await enrolTestJournal(journal);
    const upgraded = new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('consent-kiosk', 999);
      request.onsuccess = () => resolve(request.result);
    });
    expect((await upgraded).version).toBe(999);
    const notSaved = { outcome: 'not-saved', code: 'S-VERSION' };
    expect(await captureAnswers(journal, platform)).toEqual(notSaved);
    (await upgraded).close();
    // nor after a roll-back to this code
    expect(await captureAnswers(openTestJournal(indexedDB), platform)).toEqual(notSaved);
  });
});

describe('a batch', () => {
  it('starts after the mark and declares what is no longer held', async () => {
    const journal = await journalWith(platform, 3);
    const first = await journal.readBatch(2);
    expect(first).toMatchObject({ mark: 0, waiting: 3, head: { seq: 3 }, noLongerHeld: [] });
    expect(first.lines.map(([seq]) => seq)).toEqual([1, 2]);
    await journal.applyAnswer(first, answerTo(first, [1, 2]));
    expect((await journal.readBatch(2)).lines.map(([seq]) => seq)).toEqual([3]);
  });

  it('offers each exception by itself, with its seal', async () => {
    const journal = await journalWith(platform, 3);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, answerTo(batch, [2]));
    const exceptions = await journal.readExceptions();
    expect(exceptions.map(({ rows }) => rows.map((row) => [row.seq, row.seal !== null]))).toEqual([
      [[1, true]],
      [[3, true]],
    ]);
    expect(await journal.readTally()).toMatchObject({ waiting: 2, toCheck: 2, oldestWaitingAt: platform.now() });
  });
});

describe('the count of lost events', () => {
  async function without(journal: Journal, indexedDB: IDBFactory, seq: number) {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('consent-kiosk');
      request.onsuccess = () => resolve(request.result);
    });
    await new Promise<void>((resolve) => {
      const transaction = database.transaction('journal', 'readwrite');
      transaction.objectStore('journal').delete(seq);
      transaction.oncomplete = () => resolve();
    });
    database.close();
    return (await journal.readTally()).lost;
  }

  it('is none while every event that waits is here, and unknown when one in their middle is not', async () => {
    const indexedDB = new IDBFactory();
    const journal = openTestJournal(indexedDB);
    await enrolTestJournal(journal);
    for (let i = 0; i < 4; i++) await captureAnswers(journal, platform);
    expect((await journal.readTally()).lost).toBe(0);
    const batch = await journal.readBatch(1);
    await journal.applyAnswer(batch, { ...answerTo(batch, [1]), at: 0 });
    expect(await without(journal, indexedDB, 1)).toBe(0); // acknowledged: as after pruning
    expect(await without(journal, indexedDB, 3)).toBe('unknown');
    const rest = await journal.readBatch(500);
    await journal.applyAnswer(rest, answerTo(rest, [2, 4]));
    expect(await journal.readTally()).toMatchObject({ waiting: 0, lost: 'unknown' }); // handed over, and still not all
  });

  it('is unknown when an event that the back end could not take is gone', async () => {
    const indexedDB = new IDBFactory();
    const journal = openTestJournal(indexedDB);
    await enrolTestJournal(journal);
    await captureAnswers(journal, platform);
    const batch = await journal.readBatch(1);
    await journal.applyAnswer(batch, answerTo(batch, []));
    expect((await journal.readTally()).lost).toBe(0);
    expect(await without(journal, indexedDB, 1)).toBe('unknown');
  });
});

describe('a device’s end', () => {
  it('does not come before everything is handed over, and leaves nothing behind', async () => {
    const indexedDB = new IDBFactory();
    const journal = openTestJournal(indexedDB);
    await enrolTestJournal(journal);
    await captureAnswers(journal, platform);
    expect(await journal.wipe()).toBe(false);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, answerTo(batch, [1]));
    expect(await journal.wipe()).toBe(true);
    const database = new JournalDatabase({ indexedDB, IDBKeyRange });
    for (const table of [database.journal, database.acknowledgements, database.device])
      expect(await table.count()).toBe(0);
    database.close();
  });

  it('is also that of one whose place another takes: the new one begins its own chain', async () => {
    const journal = await journalWith(platform, 1);
    expect(await enrolTestJournal(journal, 'tablet-2', 'tablet-1')).toBe(false);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, answerTo(batch, [1]));
    expect(await enrolTestJournal(journal, 'tablet-2', 'tablet-1')).toBe(true);
    expect(await journal.readBatch(500)).toMatchObject({ mark: 0, head: { seq: 0, hash: null }, rows: [] });
    expect(await journal.getDevice()).toMatchObject({ identity: { device: 'tablet-2' } });
  });
});

describe('the day’s rows', () => {
  it('are one per question, without contact data: the tablet cannot read that back', async () => {
    const journal = await journalWith(platform, 1);
    const rows = await listDayRows(journal, today);
    expect(rows.map(({ question, answer, email, phone, status }) => [question, answer, email, phone, status])).toEqual([
      ['email-news', 'yes', '', '', 'waiting'],
      ['sms-events', 'no', '', '', 'waiting'],
      ['phone-invitations', 'no', '', '', 'waiting'],
    ]);
  });

  it('have an address only beside the yes that used it, once they are opened', async () => {
    const journal = await journalWith(platform, 1);
    const rows = await openToday(journal);
    expect(rows.map(({ question, email, phone }) => [question, email, phone])).toEqual([
      ['email-news', 'Camille@exemple.fr', ''],
      ['sms-events', '', ''],
      ['phone-invitations', '', ''],
    ]);
  });

  it('show nobody’s address that the event does not name, whatever lies beside it', async () => {
    const indexedDB = new IDBFactory();
    const journal = openTestJournal(indexedDB);
    await enrolTestJournal(journal);
    await captureAnswers(journal, platform);
    await captureAnswers(journal, platform);
    const database = new JournalDatabase({ indexedDB, IDBKeyRange });
    await database.journal.update(1, { seal: (await database.journal.get(2))?.seal ?? null });
    database.close();
    const rows = await openToday(journal);
    expect(rows.flatMap(({ seq, email }) => (email ? [seq] : []))).toEqual([2]);
  });

  it('show a stop without its contact point', async () => {
    const journal = await journalWith(platform, 0);
    const context = contextAt(platform, (await publish(sampleShop)).digest);
    const contact = { kind: 'phone', value: '+33612345678' } as const;
    const scope = { purpose: 'marketing', channel: 'sms' } as const;
    await journal.capture(await testDevice(), () =>
      buildStopEvent({ id: platform.newId(), locale: 'fr', scope, contact }, context),
    );
    const rows = await listDayRows(journal, today);
    expect(rows).toMatchObject([{ type: 'withdrawal', purpose: 'marketing', channel: 'sms', email: '', phone: '' }]);
  });

  it('are those of that day', async () => {
    const journal = await journalWith(platform, 1);
    expect(await listDayRows(journal, '2026-11-20')).toEqual([]);
  });
});
