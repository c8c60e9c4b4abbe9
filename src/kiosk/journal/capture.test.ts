import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { deviceEventSchema } from '#domain/consent-event.ts';
import { sha256 } from '#protocol/digest.ts';
import { openDisclosures } from '#protocol/disclosure.ts';
import { openSeal } from '#protocol/seal.ts';
import { readSignedText, signedTypes, verifyText } from '#protocol/signature.ts';
import { recipientsOf } from '#protocol/testing/seal.ts';
import { createFaultyIndexedDB, type Fault } from '../testing/faulty-indexed-db.ts';
import { holdsClearText } from '../testing/find-clear-text.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import {
  captureAnswers,
  contextAt,
  enrolTestJournal,
  noToAll,
  openTestJournal,
  testDevice,
  yesToEmail,
} from '../testing/test-journal.ts';
import { testPrivateKey, testPublicKey } from '../testing/test-keys.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import { buildAnswersEvent, buildStopEvent } from './event.ts';
import type { Journal } from './journal.ts';

const rowsOf = async (journal: Journal) => (await journal.readBatch(500)).rows;

async function expectChain(journal: Journal, length: number) {
  const rows = await rowsOf(journal);
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length }, (_, i) => i + 1));
  let previous: string | null = null;
  for (const row of rows) {
    const text = await verifyText(row.jws, signedTypes.event, [await testPublicKey('tablet')]);
    const event = deviceEventSchema.parse(JSON.parse(text ?? ''));
    expect(event).toMatchObject({ id: row.id, seq: row.seq, previous });
    expect(row.hash).toBe(await sha256(row.jws));
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

    const saving = slow.capture(await testDevice(), async () => {
      // signing is what A2 does outside the transaction: while it is awaited, the other tab saves
      const sign = crypto.subtle.sign.bind(crypto.subtle);
      vi.spyOn(crypto.subtle, 'sign').mockImplementationOnce(async (...given) => {
        platform.advance(5000);
        await captureAnswers(fast, platform);
        return sign(...given);
      });
      return fixed;
    });
    expect(await saving).toEqual({ outcome: 'saved' });

    await expectChain(slow, 2);
    const [, second] = await rowsOf(slow);
    expect(JSON.parse(readSignedText(second?.jws ?? '') ?? '')).toEqual({
      ...fixed.event,
      seq: 2,
      previous: expect.any(String),
    });
  });

  it('seals contact data to the back end and the closing key, and keeps no word of it in clear', async () => {
    const journal = openTestJournal();
    await enrolTestJournal(journal);
    await captureAnswers(journal, createTestPlatform());
    const [row] = await rowsOf(journal);
    const { _sd } = JSON.parse(readSignedText(row?.jws ?? '') ?? '');
    for (const name of ['backEndSealing', 'closing'] as const) {
      const disclosures = await openSeal(row?.seal ?? '', [await testPrivateKey(name)]);
      expect(await openDisclosures(_sd, disclosures ?? [])).toEqual(yesToEmail.contacts);
    }
    const kept = [JSON.stringify(row), readSignedText(row?.jws ?? '') ?? ''].join();
    for (const part of ['Camille', 'exemple.fr']) expect(holdsClearText(kept, part)).toBe(false);
  });

  it('seals a stop to the back end alone, and a refusal to nobody', async () => {
    const journal = openTestJournal();
    const platform = createTestPlatform();
    await enrolTestJournal(journal);
    const context = contextAt(platform, (await publish(sampleShop)).digest);
    const contact = { kind: 'phone', value: '+33612345678' } as const;
    const stop = { id: platform.newId(), locale: 'fr', scope: null, contact } as const;
    await journal.capture(await testDevice(), () => buildStopEvent(stop, context));
    await captureAnswers(journal, platform, noToAll);
    const [first, second] = await rowsOf(journal);
    expect(recipientsOf(first?.seal ?? '')).toEqual([(await testPublicKey('backEndSealing')).kid]);
    expect(second?.seal).toBeNull();
  });

  it('signs nothing into the chain of a device that has taken this one’s place', async () => {
    const journal = openTestJournal();
    await enrolTestJournal(journal);
    await enrolTestJournal(journal, 'tablet-2', 'tablet-1');
    const notSaved = { outcome: 'not-saved', code: 'S-REPLACED' };
    expect(await captureAnswers(journal, createTestPlatform())).toEqual(notSaved);
    expect(await rowsOf(journal)).toEqual([]);
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
