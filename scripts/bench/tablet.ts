// Runs in the browser: the tablet's own journal and outbox, without screens, beside bare IndexedDB for comparison.
// Times are taken inside the page; driving it from outside would add milliseconds to each.
import type { ShopConfig } from '#domain/shop-config.ts';
import { enrolDevice } from '#kiosk/device/enrolment.ts';
import { webPlatform } from '#kiosk/device/web.ts';
import { buildAnswersEvent, type CaptureContext } from '#kiosk/journal/event.ts';
import { createJournal } from '#kiosk/journal/journal.ts';
import { createApi } from '#kiosk/outbox/api.ts';
import { drain } from '#kiosk/outbox/drain.ts';

const journal = createJournal({ name: `bench-${Date.now()}` });
const api = createApi({ origin: location.origin });

async function enrol(code: string): Promise<void> {
  if (!(await enrolDevice({ api, journal, platform: webPlatform }, code))) throw new Error('not enrolled');
}

async function context(): Promise<Omit<CaptureContext, 'now' | 'lastAcknowledgement'>> {
  const [identity, published] = await Promise.all([journal.getIdentity(), journal.getConfig()]);
  if (!identity || !published) throw new Error('not enrolled');
  const config = JSON.parse(published.text) as ShopConfig;
  const store = config.stores.find((s) => s.id === identity.store);
  if (!store) throw new Error('no such store');
  return {
    ...{ device: identity.device, till: identity.till, store, config, configDigest: published.digest },
    ...{ appVersion: 'bench', utcOffset: 0, randomBytes: webPlatform.randomBytes },
  };
}

/** Milliseconds of each capture, awaited one after another: build, hash, one strict transaction. */
async function capture(count: number): Promise<number[]> {
  const fixed = await context();
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const answers = fixed.config.questions.map(({ id }) => ({
      question: id,
      answer: id === 'sms-events' ? 'yes' : 'no',
    }));
    const contacts = [{ kind: 'phone' as const, value: `+336${String(10_000_000 + i)}` }];
    const start = performance.now();
    const result = await journal.capture((lastAcknowledgement) =>
      buildAnswersEvent(
        { id: crypto.randomUUID(), locale: 'fr', answers: answers as never, contacts },
        'A'.repeat(43),
        { ...fixed, now: Date.now(), lastAcknowledgement },
      ),
    );
    times.push(performance.now() - start);
    if (result.outcome !== 'saved') throw new Error(result.code);
  }
  return times;
}

/** Milliseconds of a bare put of 1.6 kB, awaited, `strict`: what the disk and the browser take by themselves. */
async function barePut(count: number): Promise<number[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(`bare-${Date.now()}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'seq' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const payload = 'x'.repeat(1600);
  const times: number[] = [];
  for (let seq = 0; seq < count; seq += 1) {
    const start = performance.now();
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.objectStore('rows').put({ seq, payload });
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
    times.push(performance.now() - start);
  }
  return times;
}

/** Milliseconds until everything waiting is acknowledged by the back end, and how many it was. */
async function drainAll(): Promise<{ waiting: number; milliseconds: number }> {
  const identity = await journal.getIdentity();
  if (!identity) throw new Error('not enrolled');
  const { waiting } = await journal.readTally();
  const signal = new AbortController().signal;
  const start = performance.now();
  await drain({ journal, api, identity, platform: webPlatform, appVersion: 'bench', signal });
  const milliseconds = performance.now() - start;
  if ((await journal.readTally()).waiting !== 0) throw new Error('not drained');
  return { waiting, milliseconds };
}

export const bench = { enrol, capture, barePut, drainAll };
Object.assign(globalThis, { bench });
