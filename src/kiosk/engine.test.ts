import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { sha256 } from '#protocol/digest.ts';
import { createKiosk } from './create-kiosk.ts';
import { toPublished } from './device/published.ts';
import { createStatusStore } from './device/status.ts';
import { startEngine } from './engine.ts';
import { createJournal } from './journal/journal.ts';
import { createApi } from './outbox/api.ts';
import { createFakeBackEnd } from './testing/fake-back-end.ts';
import { createFaultyIndexedDB } from './testing/faulty-indexed-db.ts';
import { publish, sampleShop } from './testing/sample-shop.ts';
import { startTestDevice } from './testing/test-device.ts';
import { noToAll, yesToEmail } from './testing/test-journal.ts';
import { createTestPlatform } from './testing/test-platform.ts';

const platform = createTestPlatform();
const config = await publish(sampleShop);

async function start(enrolmentCode: string | undefined, indexedDB = new IDBFactory()) {
  const backEnd = createFakeBackEnd(config, platform.now);
  return startEngine({
    journal: createJournal({ indexedDB, IDBKeyRange }),
    api: createApi({ origin: 'http://back-end.test', send: backEnd.send }),
    platform,
    status: createStatusStore(),
    appVersion: '0.0.0-test',
    enrolmentCode,
    onWake: () => () => {},
    persist: async () => true,
    onPublished: () => {},
  });
}

async function enrolledTablet(indexedDB = new IDBFactory()) {
  const backEnd = createFakeBackEnd(config, platform.now);
  const device = { send: backEnd.send, platform, indexedDB };
  return { ...(await startTestDevice({ ...device, enrolmentCode: 'good-code' })), backEnd, device };
}

describe('starting', () => {
  it('needs an enrolment, or a code that is taken', async () => {
    expect(await start(undefined)).toEqual({ kind: 'not-enrolled' });
    expect(await start('used-code')).toEqual({ kind: 'enrolment-failed' });
    expect(await start('good-code')).toMatchObject({ kind: 'running' });
  });

  it('ignores a code on a tablet that is a device already', async () => {
    const indexedDB = new IDBFactory();
    await start('good-code', indexedDB);
    expect(await start('used-code', indexedDB)).toMatchObject({ kind: 'running' });
  });

  it('says storage when there is none', async () => {
    const indexedDB = new IDBFactory();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(await start('good-code', indexedDB)).toEqual({ kind: 'storage' });
  });
});

describe('saving', () => {
  it('gives a yes the link of its own secret, also when the same draft is saved again', async () => {
    const { kiosk, engine, backEnd } = await enrolledTablet();
    const draft = { id: kiosk.newId(), ...yesToEmail };
    const first = await kiosk.saveAnswers(draft);
    expect(await kiosk.saveAnswers(draft)).toEqual(first);
    const url = new URL((first.outcome === 'saved' && first.answerUrl) || '');
    expect(url.href).toMatch(/^https:\/\/shop\.example\/preferences\/[\w-]{43}$/);

    await engine.whenIdle();
    expect([...backEnd.events.keys()]).toEqual([1]);
    const { answerLinkDigest } = JSON.parse(backEnd.events.get(1)?.payload ?? '');
    expect(answerLinkDigest).toBe(await sha256(url.pathname.split('/')[2] ?? ''));
  });

  it('gives a refusal and a stop no link', async () => {
    const { kiosk } = await enrolledTablet();
    expect(await kiosk.saveAnswers({ id: kiosk.newId(), ...noToAll })).toEqual({ outcome: 'saved', answerUrl: null });
    const contact = { kind: 'email', value: 'camille@exemple.fr' } as const;
    const stop = { id: kiosk.newId(), locale: 'fr', scope: null, contact } as const;
    expect(await kiosk.saveStop(stop)).toEqual({ outcome: 'saved', answerUrl: null });
  });

  it('never gives thanks on an error', async () => {
    const faulty = createFaultyIndexedDB();
    const { kiosk } = await enrolledTablet(faulty.factory);
    faulty.failWrites('quota', Number.POSITIVE_INFINITY);
    const draft = { id: kiosk.newId(), ...yesToEmail };
    expect(await kiosk.saveAnswers(draft)).toEqual({ outcome: 'not-saved', code: 'S-FULL' });
    expect(await kiosk.saveAnswers({ ...draft, answers: [] })).toEqual({ outcome: 'not-saved', code: 'S-OTHER' });
  });

  it('waits for the engine, and says not saved when it does not come up', async () => {
    const identity = { device: 'tablet-1', secret: '', store: 'port', till: 'till-1', publicUrl: '' };
    const kiosk = createKiosk({
      published: toPublished(identity, config),
      started: Promise.resolve({ kind: 'storage' }),
      status: createStatusStore(),
      platform,
      appVersion: '0.0.0-test',
      onIdle: () => {},
    });
    const draft = { id: kiosk.newId(), ...yesToEmail };
    expect(await kiosk.saveAnswers(draft)).toEqual({ outcome: 'not-saved', code: 'S-OPEN' });
  });

  it('stops the tablet when its storage is gone', async () => {
    const faulty = createFaultyIndexedDB();
    const { kiosk, engine } = await enrolledTablet(faulty.factory);
    faulty.failWrites('lost', Number.POSITIVE_INFINITY);
    await kiosk.syncNow();
    expect(kiosk.getStatus().stopped).toBe('storage');
    faulty.failWrites('lost', 0);
    await kiosk.syncNow();
    await engine.whenIdle();
    expect(kiosk.getStatus().stopped).toBeNull();
  });
});

it('delivers both answers in one chain when the lock is stolen in mid-save', async () => {
  const loser = await enrolledTablet();
  const saving = loser.kiosk.saveAnswers({ id: platform.newId(), ...yesToEmail });
  loser.engine.stop(); // what the loser does when it hears of the theft
  const thief = await startTestDevice(loser.device);
  const stolen = thief.kiosk.saveAnswers({ id: platform.newId(), ...noToAll });
  expect([await saving, await stolen]).toMatchObject([{ outcome: 'saved' }, { outcome: 'saved' }]);

  await thief.kiosk.syncNow();
  const events = [...loser.backEnd.events.values()];
  const [first, second] = events.map((event) => JSON.parse(event.payload ?? ''));
  expect([first.seq, second.seq, second.previous]).toEqual([1, 2, events[0]?.hash]);
  expect(thief.kiosk.getStatus()).toMatchObject({ waiting: 0, toCheck: 0 });
});
