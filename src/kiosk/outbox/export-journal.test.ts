import { describe, expect, it, vi } from 'vitest';
import { readSignedText, signedTypes, verifyText } from '#protocol/signature.ts';
import { type Manifest, manifestSchema, type SyncRequest, syncRequestSchema } from '#protocol/sync.ts';
import { createFakeBackEnd, goodCode, problem } from '../testing/fake-back-end.ts';
import { createFaultyIndexedDB } from '../testing/faulty-indexed-db.ts';
import { holdsClearText } from '../testing/find-clear-text.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { startTestDevice, type TestDevice } from '../testing/test-device.ts';
import { captureAnswers, enrolTestJournal, openTestJournal, testDevice, yesToEmail } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import { exportJournal } from './export-journal.ts';

async function tabletWith(acknowledged: number, waiting: number) {
  const platform = createTestPlatform();
  const faulty = createFaultyIndexedDB();
  const backEnd = await createFakeBackEnd(await publish(sampleShop), platform.now);
  const device = { send: backEnd.send, platform, indexedDB: faulty.factory, enrolmentCode: goodCode };
  const tablet = await startTestDevice(device);
  const save = async () => {
    await tablet.kiosk.saveAnswers({ id: platform.newId(), ...yesToEmail });
    await tablet.engine.whenIdle();
  };
  for (let i = 0; i < acknowledged; i++) await save();
  backEnd.intercept = async () => problem('device-unknown');
  for (let i = 0; i < waiting; i++) await save();
  return { tablet, backEnd, faulty };
}

async function linesOf(blob: Blob): Promise<unknown[]> {
  return (await blob.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

async function batchesOf(tablet: TestDevice): Promise<{ request: SyncRequest; manifest: Manifest }[]> {
  const [, ...requests] = await linesOf(await tablet.kiosk.exportJournal());
  const keys = (await tablet.journal.getDevice())?.keys;
  return Promise.all(
    requests.map(async (line) => {
      const request = syncRequestSchema.parse(line);
      const text = await verifyText(request.manifest, signedTypes.manifest, keys ? [keys.publicKey] : []);
      return { request, manifest: manifestSchema.parse(JSON.parse(text ?? '')) };
    }),
  );
}

describe('the journal as a file', () => {
  it('says what it is, then holds every row, sent or not, in signed batches, also while the tablet is turned away', async () => {
    const { tablet } = await tabletWith(2, 2);
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: 'device', waiting: 2 });
    const [first] = await linesOf(await tablet.kiosk.exportJournal());
    expect(first).toEqual({ format: 'consent-kiosk-journal', version: 1, device: 'tablet-1' });

    const [batch, ...others] = await batchesOf(tablet);
    expect(others).toEqual([]);
    expect(batch?.manifest.lines.map(([seq]) => seq)).toEqual([1, 2, 3, 4]);
    expect(batch?.request.events.map(({ seq, seal }) => [seq, seal !== null])).toEqual(
      [1, 2, 3, 4].map((seq) => [seq, true]),
    );
    // the enrolment's word, which event 1 carries, and the two that acknowledge
    expect(batch?.request.acknowledgements).toHaveLength(3);
    expect(tablet.kiosk.getStatus().waiting).toBe(2);
  });

  it('holds nobody’s data in clear', async () => {
    const { tablet } = await tabletWith(1, 1);
    const text = await (await tablet.kiosk.exportJournal()).text();
    const inside = (await batchesOf(tablet)).flatMap(({ request }) =>
      [request.manifest, ...request.events.map(({ jws }) => jws)].map(readSignedText),
    );
    for (const secret of ['Camille', 'exemple.fr']) {
      expect(holdsClearText(text, secret)).toBe(false);
      expect(holdsClearText(inside.join(), secret)).toBe(false);
    }
  });

  it('begins another batch after 500 events', async () => {
    const journal = openTestJournal();
    const platform = createTestPlatform();
    await enrolTestJournal(journal);
    for (let i = 0; i < 501; i++) await captureAnswers(journal, platform);
    const blob = await exportJournal(journal, await testDevice(), { sentAt: 0, appVersion: '0.0.0-test' });
    const [, ...requests] = (await linesOf(blob)) as [unknown, ...SyncRequest[]];
    expect(requests.map(({ events }) => events.length)).toEqual([500, 1]);
  });

  it('holds what can be read, and declares what cannot', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {}); // Dexie speaks of its own reopening
    const { tablet, faulty } = await tabletWith(2, 3);
    faulty.spoilRow(1);
    faulty.spoilRow(4);
    const [batch] = await batchesOf(tablet);
    expect(batch?.manifest.lines.map(([seq]) => seq)).toEqual([2, 3, 5]);
    expect(batch?.manifest.noLongerHeld).toEqual([[4, 4]]); // 1 is at the back end already
  });

  it('is no file at all when nothing can be read', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { tablet, faulty } = await tabletWith(0, 2);
    faulty.spoilRow(1);
    faulty.spoilRow(2);
    await expect(tablet.kiosk.exportJournal()).rejects.toThrow('no row of the journal can be read');
  });

  it('is read over a new connection after the browser has closed the database', async () => {
    const { tablet, faulty } = await tabletWith(1, 1);
    faulty.loseConnections();
    expect((await batchesOf(tablet))[0]?.manifest.lines).toHaveLength(2);
  });
});
