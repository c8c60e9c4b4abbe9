import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { deviceEventSchema } from '#domain/consent-event.ts';
import { sha256 } from '#protocol/digest.ts';
import { createFaultyIndexedDB, type Fault } from '../testing/faulty-indexed-db.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { captureAnswers, contextAt, enrolTestJournal, openTestJournal, yesToEmail } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import { buildAnswersEvent } from './event.ts';
import type { Journal } from './journal.ts';

const rowsOf = async (journal: Journal) => (await journal.readBatch(500)).rows;

async function expectChain(journal: Journal, length: number) {
  const rows = await rowsOf(journal);
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length }, (_, i) => i + 1));
  let previous: string | null = null;
  for (const row of rows) {
    const event = deviceEventSchema.parse(JSON.parse(row.payload));
    expect(event).toMatchObject({ id: row.id, seq: row.seq, previous });
    expect(row.hash).toBe(await sha256(row.payload));
    previous = row.hash;
  }
  expect((await journal.readBatch(1)).head).toEqual({ seq: length, hash: previous });
}

describe('capture', () => {
  it('chains every event to the one before it', async () => {
    const journal = openTestJournal();
    const platform = createTestPlatform();
    await enrolTestJournal(journal);
    for (let i = 0; i < 3; i++) expect(await captureAnswers(journal, platform)).toEqual({ outcome: 'saved' });
    await expectChain(journal, 3);
  });

  it('says saved after the complete of one strict transaction, and not before', async () => {
    const { factory, writes } = createFaultyIndexedDB();
    const journal = openTestJournal(factory);
    await enrolTestJournal(journal);
    const earlier = writes.length;
    await captureAnswers(journal, createTestPlatform());
    expect(writes.slice(earlier)).toEqual([{ durability: 'strict', isComplete: true }]);
  });

  it('keeps one row for one id, however often it is saved', async () => {
    const journal = openTestJournal();
    const platform = createTestPlatform();
    await enrolTestJournal(journal);
    const id = platform.newId();
    const results = await Promise.all([1, 2, 3].map(() => captureAnswers(journal, platform, { id })));
    expect(results).toEqual(Array(3).fill({ outcome: 'saved' }));
    await expectChain(journal, 1);
  });

  it('keeps one chain when two tabs save at the same instant', async () => {
    const indexedDB = new IDBFactory();
    const [one, two] = [openTestJournal(indexedDB), openTestJournal(indexedDB)];
    const platform = createTestPlatform();
    await enrolTestJournal(one);
    await Promise.all([one, two, one, two, one, two].map((journal) => captureAnswers(journal, platform)));
    await expectChain(one, 6);
  });

  it('keeps what was fixed at capture when another tab takes the place first', async () => {
    const indexedDB = new IDBFactory();
    const [slow, fast] = [openTestJournal(indexedDB), openTestJournal(indexedDB)];
    const platform = createTestPlatform();
    await enrolTestJournal(slow);
    const { digest } = await publish(sampleShop);
    const mine = { id: platform.newId(), ...yesToEmail };
    const fixed = await buildAnswersEvent(mine, 'answer-secret', contextAt(platform, digest));

    const saving = slow.capture(async () => {
      // hashing is what A2 does outside the transaction: while it is awaited, the other tab saves
      const hash = crypto.subtle.digest.bind(crypto.subtle);
      vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce(async (...given) => {
        platform.advance(5000);
        await captureAnswers(fast, platform);
        return hash(...given);
      });
      return fixed;
    });
    expect(await saving).toEqual({ outcome: 'saved' });

    await expectChain(slow, 2);
    const [, second] = await rowsOf(slow);
    expect(JSON.parse(second?.payload ?? '')).toEqual({ ...fixed.event, seq: 2, previous: expect.any(String) });
  });

  it('opens again after the browser has closed the database', async () => {
    const { factory, loseConnections } = createFaultyIndexedDB();
    const journal = openTestJournal(factory);
    const platform = createTestPlatform();
    await enrolTestJournal(journal);
    await captureAnswers(journal, platform);
    loseConnections();
    expect(await captureAnswers(journal, platform)).toEqual({ outcome: 'saved' });
    await expectChain(journal, 2);
  });

  it('does not begin a new chain in a journal that was cleared', async () => {
    const journal = openTestJournal();
    expect(await captureAnswers(journal, createTestPlatform())).toEqual({ outcome: 'not-saved', code: 'S-EMPTY' });
  });
});

describe.each<{ fault: Fault; code: string }>([
  { fault: 'quota', code: 'S-FULL' },
  { fault: 'abort', code: 'S-ABORT' },
  { fault: 'closed', code: 'S-CLOSED' },
  { fault: 'lost', code: 'S-CONNECTION' },
])('when storage fails ($fault)', ({ fault, code }) => {
  async function prepare() {
    vi.spyOn(console, 'warn').mockImplementation(() => {}); // Dexie speaks of its own reopening
    const faulty = createFaultyIndexedDB();
    const journal = openTestJournal(faulty.factory);
    await enrolTestJournal(journal);
    return { ...faulty, journal, platform: createTestPlatform() };
  }

  it('saves one record at the second try', async () => {
    const { journal, platform, failWrites } = await prepare();
    failWrites(fault, 1);
    expect(await captureAnswers(journal, platform)).toEqual({ outcome: 'saved' });
    await expectChain(journal, 1);
  });

  it('says not saved when it goes on failing, stores nothing, and saves later', async () => {
    const { journal, platform, failWrites } = await prepare();
    failWrites(fault, Number.POSITIVE_INFINITY);
    expect(await captureAnswers(journal, platform)).toEqual({ outcome: 'not-saved', code });
    failWrites(fault, 0);
    expect(await rowsOf(journal)).toEqual([]);
    expect(await captureAnswers(journal, platform)).toEqual({ outcome: 'saved' });
    await expectChain(journal, 1);
  });
});
