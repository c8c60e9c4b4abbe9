// What WebKit does after a resume ("Connection to Indexed Database server lost") must cost no more than a reopening.
import { describe, expect, it, vi } from 'vitest';
import { createFaultyIndexedDB } from '../testing/faulty-indexed-db.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { captureAnswers, enrolTestJournal, openTestJournal, testDevice } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import { toFailureCode } from './failure.ts';
import type { Journal } from './journal.ts';

const config = await publish(sampleShop);
const { keys, closing } = await testDevice();

const operations: readonly [string, (journal: Journal) => Promise<unknown>][] = [
  ['keysFor', (journal) => journal.keysFor('code', async () => keys)],
  ['enrol', (journal) => enrolTestJournal(journal, 'tablet-2', 'tablet-1')],
  ['wipe', (journal) => journal.wipe()],
  ['getDevice', (journal) => journal.getDevice()],
  ['putClosingKey', (journal) => journal.putClosingKey(closing)],
  ['getConfig', (journal) => journal.getConfig()],
  ['putConfig', (journal) => journal.putConfig(config)],
  ['getSync', (journal) => journal.getSync()],
  ['readBatch', (journal) => journal.readBatch(500)],
  ['readExceptions', (journal) => journal.readExceptions()],
  ['readHeld', (journal) => journal.readHeld()],
  ['readTally', (journal) => journal.readTally()],
  ['prune', (journal) => journal.prune(0)],
  ['readDay', (journal) => journal.readDay('2026-11-21')],
];

describe.each(operations)('%s', (_name, work) => {
  async function prepare() {
    vi.spyOn(console, 'warn').mockImplementation(() => {}); // Dexie speaks of its own reopening
    const faulty = createFaultyIndexedDB();
    const journal = openTestJournal(faulty.factory);
    await enrolTestJournal(journal);
    await captureAnswers(journal, createTestPlatform());
    return { ...faulty, journal };
  }

  it('works after the connection was lost', async () => {
    const { journal, failAll } = await prepare();
    failAll(1);
    await expect(work(journal)).resolves.not.toThrow();
  });

  it('works after the database was closed', async () => {
    const { journal, loseConnections } = await prepare();
    loseConnections();
    await expect(work(journal)).resolves.not.toThrow();
  });

  it('fails for good when it is lost again at once', async () => {
    const { journal, failAll } = await prepare();
    failAll(Number.POSITIVE_INFINITY);
    const code = await work(journal).catch(toFailureCode);
    failAll(0);
    expect(code).toBe('S-CONNECTION');
  });
});
