import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import type { Language } from '#domain/shop-config.ts';
import { sha256 } from '#protocol/digest.ts';
import { isHandOverBy, peekHandOver } from '#protocol/hand-over.ts';
import type { PublicKey } from '#protocol/public-key.ts';
import { readSignedText } from '#protocol/signature.ts';
import { createKiosk } from './create-kiosk.ts';
import { toPublished } from './device/published.ts';
import { createStatusStore } from './device/status.ts';
import { startEngine } from './engine.ts';
import { createJournal } from './journal/journal.ts';
import type { HandOverCode } from './kiosk.ts';
import { createApi } from './outbox/api.ts';
import { createFakeBackEnd, goodCode, problem } from './testing/fake-back-end.ts';
import { createFaultyIndexedDB } from './testing/faulty-indexed-db.ts';
import { openDay } from './testing/open-day.ts';
import { publish, sampleShop } from './testing/sample-shop.ts';
import { startTestDevice, testPassphrase } from './testing/test-device.ts';
import { noToAll, yesToEmail } from './testing/test-journal.ts';
import { createTestPlatform } from './testing/test-platform.ts';

const platform = createTestPlatform();
const config = await publish(sampleShop);
const badCode = 'WRNG-C0DE';

async function start(code: string | undefined, indexedDB = new IDBFactory()) {
  const backEnd = await createFakeBackEnd(config, platform.now);
  return startEngine({
    journal: createJournal({ indexedDB, IDBKeyRange }),
    api: createApi({ origin: 'http://back-end.test', send: backEnd.send }),
    platform,
    status: createStatusStore(),
    appVersion: '0.0.0-test',
    enrolment: code === undefined ? undefined : { code, passphrase: testPassphrase },
    iterations: 1000,
    onWake: () => () => {},
    persist: async () => true,
    onPublished: () => {},
  });
}

async function enrolledTablet(indexedDB = new IDBFactory()) {
  const backEnd = await createFakeBackEnd(config, platform.now);
  const device = { send: backEnd.send, platform, indexedDB };
  return { ...(await startTestDevice({ ...device, enrolmentCode: goodCode })), backEnd, device };
}

describe('starting', () => {
  it('needs an enrolment, or a code that is taken', async () => {
    expect(await start(undefined)).toMatchObject({ kind: 'not-enrolled', failure: undefined });
    expect(await start(badCode)).toMatchObject({ kind: 'not-enrolled', failure: 'code' });
    expect(await start(goodCode)).toMatchObject({ kind: 'running' });
  });

  it('enrols by hand where there was no link', async () => {
    const indexedDB = new IDBFactory();
    const started = await start(undefined, indexedDB);
    if (started.kind !== 'not-enrolled') throw new Error(started.kind);
    expect(await started.enrol({ code: goodCode, passphrase: testPassphrase })).toBeUndefined();
    expect(await start(undefined, indexedDB)).toMatchObject({ kind: 'running' });
  });

  it('ignores a code on a tablet that is a device already', async () => {
    const indexedDB = new IDBFactory();
    await start(goodCode, indexedDB);
    expect(await start(badCode, indexedDB)).toMatchObject({ kind: 'running' });
  });

  it('says storage when there is none', async () => {
    const indexedDB = new IDBFactory();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(await start(goodCode, indexedDB)).toEqual({ kind: 'storage' });
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
    const identity = { device: 'tablet-1', store: 'port', till: 'till-1', publicUrl: '' };
    const kiosk = createKiosk({
      published: toPublished(identity, config),
      started: Promise.resolve({ kind: 'storage' }),
      status: createStatusStore(),
      platform,
      appVersion: '0.0.0-test',
      onIdle: () => () => {},
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

describe('a hand-over', () => {
  const linkOf = (code: HandOverCode) =>
    (code.outcome === 'signed' ? new URL(code.url).pathname.split('/')[2] : '') ?? '';

  it('is signed without a network by the device’s own key, and says where, when and what was shown, of nobody', async () => {
    const { kiosk, engine, backEnd, journal } = await enrolledTablet();
    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    await engine.whenIdle();
    backEnd.intercept = async () => problem('unavailable');
    const code = await kiosk.handOver({ id: kiosk.newId(), locale: 'en' });
    expect(code).toMatchObject({ outcome: 'signed', cardAddress: 'shop.example/q/port' });
    const device = await journal.getDevice();
    expect(code.outcome === 'signed' && new URL(code.url).origin).toBe('https://shop.example');
    expect(await isHandOverBy(linkOf(code), device?.keys.publicKey as PublicKey)).toBe(true);
    expect(JSON.parse(readSignedText(linkOf(code)) ?? '')).toEqual({
      iss: 'tablet-1',
      iat: Math.floor(platform.now() / 1000),
      jti: code.outcome === 'signed' && code.nonce,
      store: 'port',
      till: 'till-1',
      config: config.digest,
      locale: 'en',
    });
    // a QR code of version 18 at M, in bytes: five pixels a module on a page of 520
    expect(code.outcome === 'signed' && code.url.length).toBeLessThan(500);
  });

  it('has one nonce a showing, in every language, and another one for the next', async () => {
    const { kiosk } = await enrolledTablet();
    const nonceOf = async (id: string, locale: Language) =>
      peekHandOver(linkOf(await kiosk.handOver({ id, locale })))?.jti;
    const [id, next] = [kiosk.newId(), kiosk.newId()];
    const nonce = await nonceOf(id, 'fr');
    expect(nonce).toMatch(/^[\w-]{22}$/);
    expect(await nonceOf(id, 'fr')).toBe(nonce);
    expect(await nonceOf(id, 'en')).toBe(nonce);
    expect(await nonceOf(next, 'fr')).not.toBe(nonce);
  });

  it.each([
    ['has none', { handOver: { validHours: 24, cardAnswersPerHour: 0 } }],
    [
      'asks nothing that a mailbox confirms',
      { questions: sampleShop.questions.filter(({ channel }) => channel !== 'email') },
    ],
  ])('names no counter card where the shop %s', async (_case, cardless) => {
    const shop = { ...sampleShop, ...cardless };
    const backEnd = await createFakeBackEnd(await publish(shop), platform.now);
    const { kiosk } = await startTestDevice({ send: backEnd.send, platform, enrolmentCode: goodCode });
    expect(await kiosk.handOver({ id: kiosk.newId(), locale: 'fr' })).toMatchObject({ cardAddress: null });
  });

  it('says so when the engine does not come up', async () => {
    const identity = { device: 'tablet-1', store: 'port', till: 'till-1', publicUrl: '' };
    const kiosk = createKiosk({
      published: toPublished(identity, config),
      started: Promise.resolve({ kind: 'storage' }),
      status: createStatusStore(),
      platform,
      appVersion: '0.0.0-test',
      onIdle: () => () => {},
    });
    expect(await kiosk.handOver({ id: 'x', locale: 'fr' })).toEqual({ outcome: 'not-signed', code: 'S-OPEN' });
  });

  it('is known as complete once the back end tells of it, also after a restart', async () => {
    const { kiosk, engine, backEnd, device } = await enrolledTablet();
    const code = await kiosk.handOver({ id: kiosk.newId(), locale: 'fr' });
    if (code.outcome !== 'signed') throw new Error(code.code);
    expect(kiosk.getStatus().answeredOnPhone).toEqual([]);
    await backEnd.answerOnPhone(code.url);
    await kiosk.askForNews();
    await engine.whenIdle();
    const heard = [{ nonce: code.nonce, heardAt: platform.now() }];
    expect(kiosk.getStatus().answeredOnPhone).toEqual(heard);
    engine.stop();
    const { kiosk: restarted } = await startTestDevice(device);
    expect(restarted.getStatus().answeredOnPhone).toEqual(heard);
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

describe('a new device in place of the old one', () => {
  const input = { code: goodCode, passphrase: 'une autre phrase' };

  it('begins a chain of its own with a key of its own, vouched for by the old key', async () => {
    const { kiosk, engine, backEnd, journal } = await enrolledTablet();
    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    await engine.whenIdle();
    expect(await kiosk.replaceDevice(input)).toBe('replaced');
    const [old, next] = backEnd.enrolled;
    expect(next).toMatchObject({ device: 'tablet-2', replaces: 'tablet-1' });
    expect(next?.kid).not.toBe(old?.kid);

    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    await engine.whenIdle();
    expect(JSON.parse(backEnd.events.get(1)?.payload ?? '')).toMatchObject({
      device: 'tablet-2',
      seq: 1,
      previous: null,
    });
    expect(kiosk.getStatus()).toMatchObject({ waiting: 0, toCheck: 0, stopped: null });
    expect(await journal.getDevice()).toMatchObject({ identity: { device: 'tablet-2' }, keys: { kid: next?.kid } });
    expect(await openDay(kiosk, testPassphrase)).toEqual({ outcome: 'wrong-passphrase' });
    expect(await openDay(kiosk, input.passphrase)).toMatchObject({ outcome: 'written' });
  });

  it('waits until the old one has handed over everything, with its old key', async () => {
    const { kiosk, engine, backEnd } = await enrolledTablet();
    backEnd.intercept = async () => problem('unavailable');
    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    await engine.whenIdle();
    expect(await kiosk.replaceDevice(input)).toBe('not-drained');
    expect(backEnd.enrolled).toHaveLength(1); // the code is not spent
    backEnd.intercept = (_request, forward) => forward();
    await kiosk.syncNow();
    expect(JSON.parse(backEnd.events.get(1)?.payload ?? '').device).toBe('tablet-1');
    expect(await kiosk.replaceDevice(input)).toBe('replaced');
  });

  it('leaves the old one at work when the code is not taken', async () => {
    const { kiosk, engine, backEnd } = await enrolledTablet();
    expect(await kiosk.replaceDevice({ ...input, code: badCode })).toBe('code');
    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    await engine.whenIdle();
    expect(backEnd.events.size).toBe(1);
  });
});

describe('the day’s contact data', () => {
  it('is opened by the passphrase, after an event that says so', async () => {
    const { kiosk, engine, backEnd } = await enrolledTablet();
    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    expect(await kiosk.listDayRows(kiosk.today())).toMatchObject([{ email: '' }, { email: '' }, { email: '' }]);

    const opened = await openDay(kiosk, testPassphrase);
    const rows = [{ question: 'email-news', email: 'Camille@exemple.fr' }, { email: '' }, { email: '' }];
    expect(opened).toMatchObject({ outcome: 'written', opened: rows });
    await engine.whenIdle();
    const event = JSON.parse(backEnd.events.get(2)?.payload ?? '');
    expect(event).toMatchObject({ type: 'day-exported', exportedDay: kiosk.today(), rows: 3, collector: 'staff' });
    // that event is no row of the day itself
    expect(await kiosk.listDayRows(kiosk.today())).toHaveLength(3);
  });

  it('stays shut after a wrong passphrase, and nothing is written', async () => {
    const { kiosk, engine, journal } = await enrolledTablet();
    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    await engine.whenIdle();
    expect(await openDay(kiosk, 'une phrase de trop')).toEqual({ outcome: 'wrong-passphrase' });
    expect((await journal.readBatch(1)).head.seq).toBe(1);
  });

  it('stays shut when the event that says so cannot be written', async () => {
    const faulty = createFaultyIndexedDB();
    const { kiosk, engine } = await enrolledTablet(faulty.factory);
    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    await engine.whenIdle();
    faulty.failWrites('quota', Number.POSITIVE_INFINITY);
    expect(await openDay(kiosk, testPassphrase)).toEqual({ outcome: 'not-opened', code: 'S-FULL' });
    faulty.failWrites('quota', 0);
  });

  it('goes on opening under a new passphrase, and under no older one, also after a restart', async () => {
    const { kiosk, engine, device } = await enrolledTablet();
    await kiosk.saveAnswers({ id: kiosk.newId(), ...yesToEmail });
    expect(await kiosk.changePassphrase('une phrase de trop', 'une autre phrase')).toBe('wrong-passphrase');
    expect(await kiosk.changePassphrase(testPassphrase, 'dix lettre')).toBe('changed');
    expect(await kiosk.changePassphrase('dix lettre', 'court')).toBe('not-changed');
    engine.stop();
    const { kiosk: restarted } = await startTestDevice(device);
    expect(await openDay(restarted, testPassphrase)).toEqual({ outcome: 'wrong-passphrase' });
    expect(await openDay(restarted, 'dix lettre')).toMatchObject({
      outcome: 'written',
      opened: [{ email: 'Camille@exemple.fr' }, {}, {}],
    });
  });
});

describe('the team’s code', () => {
  it('is asked for from the start on, also after a restart, and counts tries across it', async () => {
    const { kiosk, engine, device } = await enrolledTablet();
    expect(kiosk.getStatus().hasPin).toBe(false);
    expect(await kiosk.unlockTeam('')).toEqual({ outcome: 'open' });
    expect(await kiosk.setPin('une phrase de trop', '4071')).toBe('wrong-passphrase');
    expect(await kiosk.setPin(testPassphrase, '4071')).toBe('set');
    expect(kiosk.getStatus().hasPin).toBe(true);
    for (const wrong of ['1111', '2222']) expect(await kiosk.unlockTeam(wrong)).toMatchObject({ outcome: 'wrong' });
    engine.stop();
    const { kiosk: restarted } = await startTestDevice(device);
    expect(restarted.getStatus().hasPin).toBe(true);
    expect(await restarted.unlockTeam('3333')).toEqual({ outcome: 'wrong', wait: 30_000 });
    expect(await restarted.unlockTeam('4071')).toMatchObject({ outcome: 'wait' });
  });

  it('goes with the device, and lets in whoever looks after a tablet whose storage is gone', async () => {
    const faulty = createFaultyIndexedDB();
    const { kiosk } = await enrolledTablet(faulty.factory);
    await kiosk.setPin(testPassphrase, '4071');
    faulty.failWrites('lost', Number.POSITIVE_INFINITY);
    expect(await kiosk.unlockTeam('1111')).toEqual({ outcome: 'open' });
    faulty.failWrites('lost', 0);
    expect(await kiosk.replaceDevice({ code: goodCode, passphrase: testPassphrase })).toBe('replaced');
    expect(kiosk.getStatus().hasPin).toBe(false);
    expect(await kiosk.unlockTeam('')).toEqual({ outcome: 'open' });
  });
});
