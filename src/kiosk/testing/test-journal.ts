// Journals of enrolled tablets for tests, and drafts to fill them.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { anybody } from '#domain/visit.ts';
import type { Device } from '../journal/db.ts';
import { buildAnswersEvent, type CaptureContext } from '../journal/event.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import type { AnswersDraft } from '../kiosk.ts';
import { publish, sampleShop } from './sample-shop.ts';
import { testDeviceKeys, testPublicKey } from './test-keys.ts';
import type { TestPlatform } from './test-platform.ts';

export function openTestJournal(indexedDB = new IDBFactory()): Journal {
  return createJournal({ indexedDB, IDBKeyRange });
}

/** The tablet that test journals belong to. */
export async function testDevice(device = 'tablet-1'): Promise<Device> {
  return {
    identity: { device, store: 'port', till: 'till-1', publicUrl: 'https://shop.example' },
    keys: await testDeviceKeys(),
    closing: { publicKey: await testPublicKey('closing'), wrapped: '' },
  };
}

/** False when it belongs to a device already. */
export async function enrolTestJournal(
  journal: Journal,
  device = 'tablet-1',
  replaced: string | null = null,
): Promise<boolean> {
  const hash = 'A'.repeat(43);
  const acknowledgement = { device, request: hash, answer: hash, hashes: [], receivedAt: 0 };
  return journal.enrol(
    {
      ...(await testDevice(device)),
      backEndKeys: { signing: [await testPublicKey('backEndSigning')], sealing: await testPublicKey('backEndSealing') },
      config: await publish(sampleShop),
      word: { jws: 'first', hash, acknowledgement },
      skew: 0,
      at: 0,
    },
    replaced,
  );
}

export const yesToEmail: Omit<AnswersDraft, 'id'> = {
  locale: 'fr',
  visit: anybody,
  answers: [
    { question: 'email-news', answer: 'yes' },
    { question: 'sms-events', answer: 'no' },
    { question: 'phone-invitations', answer: 'no' },
  ],
  contacts: [{ kind: 'email', value: 'Camille@exemple.fr' }],
};

export const noToAll: Omit<AnswersDraft, 'id'> = {
  locale: 'fr',
  visit: anybody,
  answers: sampleShop.questions.map(({ id }) => ({ question: id, answer: 'no' })),
  contacts: [],
};

/** Captures one answer, as the kiosk does. */
export async function captureAnswers(
  journal: Journal,
  platform: TestPlatform,
  draft: Partial<AnswersDraft> = {},
): Promise<ReturnType<Journal['capture']>> {
  const whole = { id: platform.newId(), ...yesToEmail, ...draft };
  const context = contextAt(platform, (await publish(sampleShop)).digest);
  return journal.capture(await testDevice(), (lastAcknowledgement) =>
    buildAnswersEvent(whole, 'answer-secret', { ...context, lastAcknowledgement }),
  );
}

/** So many answers that wait. */
export async function journalWith(platform: TestPlatform, count: number): Promise<Journal> {
  const journal = openTestJournal();
  await enrolTestJournal(journal);
  for (let i = 0; i < count; i++) await captureAnswers(journal, platform);
  return journal;
}

export function contextAt(platform: TestPlatform, configDigest: string): CaptureContext {
  const [store] = sampleShop.stores;
  if (!store) throw new Error('the sample shop has a store');
  return {
    device: 'tablet-1',
    store,
    till: 'till-1',
    config: sampleShop,
    configDigest,
    appVersion: '0.0.0-test',
    lastAcknowledgement: null,
    now: platform.now(),
    utcOffset: platform.utcOffset(),
    randomBytes: platform.randomBytes,
  };
}
