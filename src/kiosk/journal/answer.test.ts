import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#domain/instant.ts';
import { answerTo } from '../testing/answer-to.ts';
import { captureAnswers, enrolTestJournal, journalWith, openTestJournal } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import type { Batch } from './batch.ts';
import { listRows } from './day-rows.ts';
import { JournalDatabase } from './db.ts';
import type { Journal } from './journal.ts';
import type { Answer } from './settle.ts';

const platform = createTestPlatform();
const listDayRows = async (journal: Journal, day: string) => listRows(await journal.readDay(day));
const today = '2026-11-21';

describe('the back end’s words', () => {
  const shown = async (journal: Journal) => (await journal.readHeld()).flatMap((batch) => batch.acknowledgements);

  it('stay as long as a row rests on them: one that it carries, one that acknowledges it', async () => {
    const journal = await journalWith(platform, 1);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, answerTo(batch, [1], 'covers-1'));
    for (const word of ['unused', 'carried-by-2']) {
      const heartbeat = await journal.readBatch(500);
      await journal.applyAnswer(heartbeat, answerTo(heartbeat, [], word));
    }
    await captureAnswers(journal, platform);
    const next = await journal.readBatch(500);
    await journal.applyAnswer(next, answerTo(next, [2], 'covers-2'));
    expect((await shown(journal)).toSorted()).toEqual(['carried-by-2', 'covers-1', 'covers-2', 'first']);
  });

  it('go with the rows', async () => {
    const indexedDB = new IDBFactory();
    const journal = openTestJournal(indexedDB);
    await enrolTestJournal(journal);
    await captureAnswers(journal, platform);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, answerTo(batch, [1], 'covers-1'));
    const heartbeat = await journal.readBatch(500);
    await journal.applyAnswer(heartbeat, answerTo(heartbeat, [], 'newest'));
    await journal.prune(platform.now() + 7 * DAY);
    const database = new JournalDatabase({ indexedDB, IDBKeyRange });
    expect(await database.acknowledgements.toCollection().primaryKeys()).toEqual(['newest']);
    database.close();
  });
});

describe('an erasure', () => {
  const erased = (batch: Batch, held: readonly number[]): Answer => {
    const said = answerTo(batch, held);
    const change = { number: 1, event: batch.lines[0]?.[1] ?? '', question: 'email-news', change: 'erased' as const };
    return { ...said, answer: { ...said.answer, changes: [change], lastChange: 1 } };
  };
  const sealOf = async (journal: Journal) => (await journal.readDay(today)).rows[0]?.seal;

  it('drops the seal, which cannot be opened here to take out one contact point only', async () => {
    const journal = await journalWith(platform, 1);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, erased(batch, [1]));
    expect(await sealOf(journal)).toBeNull();
  });

  it('keeps the seal while the back end does not have it', async () => {
    const journal = await journalWith(platform, 1);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, erased(batch, []));
    expect(await sealOf(journal)).not.toBeNull();
  });
});

describe('an answer on somebody’s phone', () => {
  const nonce = 'n'.repeat(22);
  const tell = async (journal: Journal, at: number, ...told: [number: number, nonce: string][]) => {
    const batch = await journal.readBatch(500);
    const said = answerTo(batch, [], `word-${at}`);
    const changes = told.map(([number, event]) => ({
      number,
      event,
      question: '',
      change: 'answered-on-phone' as const,
    }));
    const lastChange = told.at(-1)?.[0] ?? 0;
    await journal.applyAnswer(batch, { ...said, at, answer: { ...said.answer, changes, lastChange } });
    return (await journal.readTally()).answeredOnPhone;
  };
  const now = platform.now();

  it('is remembered once per nonce, also when a restored back end numbers it anew', async () => {
    const journal = await journalWith(platform, 0);
    expect(await tell(journal, now, [5, nonce], [6, nonce])).toEqual([{ nonce, heardAt: now }]);
    expect(await tell(journal, now + HOUR, [5, nonce])).toEqual([{ nonce, heardAt: now }]);
    expect(await tell(journal, now + HOUR, [1, nonce], [2, 'another'])).toEqual([
      { nonce, heardAt: now },
      { nonce: 'another', heardAt: now + HOUR },
    ]);
  });

  it('is forgotten after 8 days, whether or not there is another', async () => {
    const journal = await journalWith(platform, 0);
    await tell(journal, now, [1, nonce]);
    expect(await tell(journal, now + 8 * DAY - 1)).toHaveLength(1);
    expect(await tell(journal, now + 8 * DAY)).toEqual([]);
  });

  it('changes nothing of this tablet’s own events', async () => {
    const journal = await journalWith(platform, 1);
    await tell(journal, now, [1, (await journal.readBatch(1)).rows[0]?.id ?? '']);
    expect((await journal.readDay(today)).heldApart[0]?.row.changes).toEqual({});
  });
});

describe('what was acknowledged', () => {
  it('stays a week for the day’s file, then goes; what the back end does not hold stays', async () => {
    const journal = await journalWith(platform, 3);
    const batch = await journal.readBatch(500);
    await journal.applyAnswer(batch, answerTo(batch, [1, 3]));
    await journal.prune(platform.now() + 7 * DAY - HOUR);
    expect(await listDayRows(journal, today)).toHaveLength(2 * 3);
    await journal.prune(platform.now() + 7 * DAY);
    expect(await listDayRows(journal, today)).toEqual([]);
    expect((await journal.readDay(today)).heldApart).toMatchObject([{ row: { seq: 2 } }]);
    expect((await journal.readExceptions())[0]?.rows[0]?.seal).not.toBeNull();
  });

  it('goes after a week of the back end’s, whatever the tablet’s clock says', async () => {
    const journal = await journalWith(platform, 1);
    const batch = await journal.readBatch(500);
    const said = answerTo(batch, [1]);
    await journal.applyAnswer(batch, { ...said, at: said.at - DAY }); // the tablet is a day slow
    await journal.prune(said.at - DAY + 7 * DAY);
    expect(await listDayRows(journal, today)).toEqual([]);
  });

  it('is the only thing that goes', async () => {
    const journal = await journalWith(platform, 2);
    await journal.prune(platform.now() + 365 * DAY);
    expect((await journal.readBatch(500)).rows).toHaveLength(2);
  });
});
