import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { createApi } from '../outbox/api.ts';
import { drain, offerExceptions } from '../outbox/drain.ts';
import { createFakeBackEnd } from '../testing/fake-back-end.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { shippedJournals, writeShippedJournal } from '../testing/shipped-journals.ts';
import { captureAnswers, openTestJournal } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import { JournalDatabase } from './db.ts';

it('has a fixture of the schema that ships now', () => {
  expect(shippedJournals.map(({ version }) => version)).toContain(new JournalDatabase({}).verno);
});

it.each(shippedJournals)('keeps and hands over what waits in a journal of schema $version', async (shipped) => {
  const indexedDB = new IDBFactory();
  await writeShippedJournal(indexedDB, shipped);
  const journal = openTestJournal(indexedDB);
  const platform = createTestPlatform({ seed: 2 });
  expect((await journal.readTally()).waiting).toBe(shipped.waiting.length);
  expect(await captureAnswers(journal, platform)).toEqual({ outcome: 'saved' });
  expect((await journal.readTally()).waiting).toBe(shipped.waiting.length + 1);

  const device = await journal.getDevice();
  if (!device) throw new Error('the identity was lost');
  const backEnd = await createFakeBackEnd(await publish(sampleShop), platform.now);
  backEnd.register(device.identity.device, device.keys.publicKey);
  const api = createApi({ origin: 'http://back-end.test', send: backEnd.send });
  const deps = { journal, api, device, platform, appVersion: '0.0.0-test', signal: new AbortController().signal };
  const { mark } = await journal.readBatch(1);
  // the back end has booked all of this before, and what it could not take is offered again
  for (let seq = 1; seq <= mark; seq++)
    backEnd.events.set(seq, { id: '', hash: '', jws: null, payload: null, reason: 'bytes-missing' });

  backEnd.changes.push({ number: 1, event: 'nonce', question: '', change: 'answered-on-phone' });
  await drain(deps);
  await offerExceptions(deps);
  expect(await journal.readTally()).toMatchObject({ waiting: 0, toCheck: 0, answeredOnPhone: [{ nonce: 'nonce' }] });
  const held = [...backEnd.events.values()].map((event) => event.hash);
  expect(held).toEqual(expect.arrayContaining([...shipped.waiting]));
});
