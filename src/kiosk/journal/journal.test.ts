import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#domain/instant.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { captureAnswers, contextAt, enrolTestJournal, openTestJournal } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import type { Batch } from './batch.ts';
import { buildStopEvent } from './event.ts';
import type { Journal } from './journal.ts';
import type { Answer } from './settle.ts';

const platform = createTestPlatform();
const today = '2026-11-21';

async function journalWith(count: number): Promise<Journal> {
  const journal = openTestJournal();
  await enrolTestJournal(journal);
  for (let i = 0; i < count; i++) await captureAnswers(journal, platform);
  return journal;
}

/** The back end holds these seqs of the batch; the others it could not take. */
function answerTo(batch: Batch, held: readonly number[]): Answer {
  const lines = batch.lines.map(([seq, , hash]) => ({ seq, hash, isHeld: held.includes(seq) }));
  const hashes = lines.filter((line) => line.isHeld).map((line) => line.hash);
  return {
    response: {
      acknowledgement: '{}',
      serverTime: platform.now(),
      expected: batch.head.seq + 1,
      configDigest: '',
      deviceStatus: 'active',
      outcomes: lines.map(({ seq, hash, isHeld }) => ({
        seq,
        hash,
        outcome: isHeld ? 'accepted' : 'quarantined',
        reason: isHeld ? undefined : 'disclosure-unreadable',
      })),
      changes: [],
      lastChange: 0,
    },
    acknowledgement: { device: 'tablet-1', hashes, receivedAt: platform.now() },
    acknowledgementHash: 'B'.repeat(43),
    at: platform.now(),
  };
}

describe('a device’s journal', () => {
  it('is enrolled once: a second link leaves it as it is', async () => {
    const journal = await journalWith(1);
    await enrolTestJournal(journal, 'tablet-2');
    expect(await journal.getIdentity()).toMatchObject({ device: 'tablet-1' });
    expect((await journal.readTally()).waiting).toBe(1);
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
    const journal = await journalWith(3);
    const first = await journal.readBatch(2);
    expect(first).toMatchObject({ mark: 0, waiting: 3, head: { seq: 3 }, noLongerHeld: [] });
    expect(first.lines.map(([seq]) => seq)).toEqual([1, 2]);
    await journal.applyAnswer(first, answerTo(first, [1, 2]));
    expect((await journal.readBatch(2)).lines.map(([seq]) => seq)).toEqual([3]);
  });

  it('offers each exception by itself, with its contact data', async () => {
    const journal = await journalWith(3);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, answerTo(batch, [2]));
    const exceptions = await journal.readExceptions();
    expect(exceptions.map(({ rows }) => rows.map((row) => [row.seq, row.disclosures.length]))).toEqual([
      [[1, 1]],
      [[3, 1]],
    ]);
    expect(await journal.readTally()).toMatchObject({ waiting: 2, toCheck: 2, oldestWaitingAt: platform.now() });
  });
});

describe('what was acknowledged', () => {
  it('stays a week for the day’s file, then goes; what the back end does not hold stays', async () => {
    const journal = await journalWith(3);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, answerTo(batch, [1, 3]));
    await journal.prune(platform.now() + 7 * DAY - HOUR);
    expect(await journal.listDayRows(today)).toHaveLength(9);
    await journal.prune(platform.now() + 7 * DAY);
    const rows = await journal.listDayRows(today);
    expect(new Set(rows.map((row) => row.seq))).toEqual(new Set([2]));
    expect((await journal.readExceptions())[0]?.rows[0]?.disclosures).toHaveLength(1);
  });

  it('is the only thing that goes', async () => {
    const journal = await journalWith(2);
    await journal.prune(platform.now() + 365 * DAY);
    expect((await journal.readBatch(500)).rows).toHaveLength(2);
  });
});

describe('the day’s rows', () => {
  it('are one per question, with an address only beside the yes that used it', async () => {
    const journal = await journalWith(1);
    const rows = await journal.listDayRows(today);
    expect(rows.map(({ question, answer, email, phone, status }) => [question, answer, email, phone, status])).toEqual([
      ['email-news', 'yes', 'Camille@exemple.fr', '', 'waiting'],
      ['sms-events', 'no', '', '', 'waiting'],
      ['phone-invitations', 'no', '', '', 'waiting'],
    ]);
  });

  it('show a stop without its contact point', async () => {
    const journal = await journalWith(0);
    const context = contextAt(platform, (await publish(sampleShop)).digest);
    const contact = { kind: 'phone', value: '+33612345678' } as const;
    const scope = { purpose: 'marketing', channel: 'sms' } as const;
    await journal.capture(() => buildStopEvent({ id: platform.newId(), locale: 'fr', scope, contact }, context));
    const rows = await journal.listDayRows(today);
    expect(rows).toMatchObject([{ type: 'withdrawal', purpose: 'marketing', channel: 'sms', email: '', phone: '' }]);
  });

  it('are those of that day', async () => {
    const journal = await journalWith(1);
    expect(await journal.listDayRows('2026-11-20')).toEqual([]);
  });
});
