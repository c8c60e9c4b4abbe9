// Runs in the browser: the tablet's own journal and outbox, without screens, beside a bare Dexie put for comparison.
// Times are taken inside the page; driving it from outside would add milliseconds to each.

import { Dexie, type Table } from 'dexie';
import type { ShopConfig } from '#domain/shop-config.ts';
import { anybody } from '#domain/visit.ts';
import { enrolDevice } from '#kiosk/device/enrolment.ts';
import { webPlatform } from '#kiosk/device/web.ts';
import { putRow, sealEvent } from '#kiosk/journal/capture.ts';
import { type Device, JournalDatabase, type JournalRow } from '#kiosk/journal/db.ts';
import { buildAnswersEvent, type CaptureContext, type FixedEvent, toPayload } from '#kiosk/journal/event.ts';
import { createJournal } from '#kiosk/journal/journal.ts';
import type { AnswersDraft } from '#kiosk/kiosk.ts';
import { createApi } from '#kiosk/outbox/api.ts';
import { drain } from '#kiosk/outbox/drain.ts';
import { sha256 } from '#protocol/digest.ts';
import { signedTypes, signText } from '#protocol/signature.ts';

const name = `bench-${Date.now()}`;
const journal = createJournal({ name });
const api = createApi({ origin: location.origin });
const appVersion = 'bench';

async function enrol(code: string): Promise<void> {
  const deps = { api, journal, platform: webPlatform, appVersion };
  const failure = await enrolDevice(deps, { code, passphrase: 'a phrase for the bench' });
  if (failure) throw new Error(failure);
}

async function mustGetDevice(): Promise<Device> {
  const device = await journal.getDevice();
  if (!device) throw new Error('not enrolled');
  return device;
}

/** Builds the next answer: one yes, with a phone number. */
async function createBuilder({
  identity,
}: Device): Promise<(lastAcknowledgement: string | null) => Promise<FixedEvent>> {
  const published = await journal.getConfig();
  const config = JSON.parse(published?.text ?? '') as ShopConfig;
  const store = config.stores.find((s) => s.id === identity.store);
  if (!published || !store) throw new Error('no such store');
  const context: Omit<CaptureContext, 'now' | 'lastAcknowledgement'> = {
    ...{ device: identity.device, till: identity.till, store, config, configDigest: published.digest },
    ...{ appVersion, utcOffset: 0, randomBytes: webPlatform.randomBytes },
  };
  const answers = config.questions.map(({ id }): AnswersDraft['answers'][number] => ({
    question: id,
    answer: id === 'sms-events' ? 'yes' : 'no',
  }));
  let number = 10_000_000;
  return (lastAcknowledgement) => {
    const contacts = [{ kind: 'phone' as const, value: `+336${number++}` }];
    const draft = { id: crypto.randomUUID(), locale: 'fr' as const, visit: anybody, answers, contacts };
    return buildAnswersEvent(draft, 'A'.repeat(43), { ...context, now: Date.now(), lastAcknowledgement });
  };
}

/** Milliseconds of each capture, awaited one after another, as the kiosk does it. */
async function capture(count: number): Promise<number[]> {
  const device = await mustGetDevice();
  const build = await createBuilder(device);
  return repeat(count, async () => {
    const result = await journal.capture(device, build);
    if (result.outcome !== 'saved') throw new Error(result.code);
  });
}

/** The same work taken apart, and the last row once more as a bare put. */
async function captureInParts(count: number) {
  const device = await mustGetDevice();
  const build = await createBuilder(device);
  const db = new JournalDatabase({ name });
  const bare = new Dexie(`${name}-bare-${Date.now()}`, { chromeTransactionDurability: 'strict', cache: 'disabled' });
  bare.version(1).stores({ rows: 'seq' });
  const rows: Table<JournalRow, number> = bare.table('rows');
  await bare.open();
  const { sealing } = await db.mustGetValue('backEndKeys');

  const times = {
    build: [] as number[],
    seal: [] as number[],
    sign: [] as number[],
    put: [] as number[],
    bare: [] as number[],
  };
  for (let i = 0; i < count; i += 1) {
    const { acknowledgement } = await db.mustGetValue('sync');
    const head = await db.mustGetValue('head');
    const fixed = await timed(times.build, () => build(acknowledgement));
    const seal = await timed(times.seal, () => sealEvent(fixed, sealing, device.closing.publicKey));
    const seq = head.seq + 1;
    const { jws, hash } = await timed(times.sign, async () => {
      const signed = await signText(toPayload(fixed, seq, head.hash), signedTypes.event, device.keys);
      return { jws: signed, hash: await sha256(signed) };
    });
    const { capturedAt, businessDay, event } = fixed;
    const row: JournalRow = {
      ...{ seq, id: event.id, hash, jws, seal, capturedAt, businessDay, changes: {}, acknowledgement },
    };
    if (!(await timed(times.put, () => putRow(db, row, head, device)))) throw new Error('the head has moved');
    await timed(times.bare, () => rows.put(row));
  }
  db.close();
  bare.close();
  return times;
}

async function timed<T>(times: number[], work: () => PromiseLike<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  times.push(performance.now() - start);
  return result;
}

async function repeat(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) await timed(times, work);
  return times;
}

/** Milliseconds until everything waiting is acknowledged by the back end, and how many it was. */
async function drainAll(): Promise<{ waiting: number; milliseconds: number }> {
  const device = await mustGetDevice();
  const { waiting } = await journal.readTally();
  const signal = new AbortController().signal;
  const start = performance.now();
  await drain({ journal, api, device, platform: webPlatform, appVersion, signal });
  const milliseconds = performance.now() - start;
  if ((await journal.readTally()).waiting !== 0) throw new Error('not drained');
  return { waiting, milliseconds };
}

export const bench = { enrol, capture, captureInParts, drainAll };
Object.assign(globalThis, { bench });
