import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '#domain/instant.ts';
import { isManifestBy } from '#protocol/day-manifest.ts';
import type { DayFileOrder } from '../kiosk.ts';
import { createFakeBackEnd, goodCode } from '../testing/fake-back-end.ts';
import { openDay } from '../testing/open-day.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { enrolledTablet, offline, save, waitingTablet } from '../testing/story.ts';
import { startTestDevice, testPassphrase } from '../testing/test-device.ts';
import { noToAll, yesToEmail } from '../testing/test-journal.ts';
import { createTestPlatform, type TestPlatformOptions } from '../testing/test-platform.ts';
import { writeDayFile } from './day-file.ts';

describe('a day’s file on the tablet', () => {
  /** Writes it with a word at each breath that it leaves the screen. */
  async function write(count: number, atBreath: (opened: number, stop: () => void) => void) {
    const { tablet, platform } = await waitingTablet(count);
    const device = await tablet.journal.getDevice();
    if (!device) throw new Error('not enrolled');
    const stopping = new AbortController();
    let opened = 0;
    const order: DayFileOrder = {
      ...{ businessDay: tablet.kiosk.today(), form: 'csv', passphrase: testPassphrase, signal: stopping.signal },
      onProgress: (done, total) => {
        expect(total).toBe(count);
        opened = done;
      },
    };
    const deps = { journal: tablet.journal, device, config: tablet.kiosk.config, now: platform.now };
    const pause = async () => atBreath(opened, () => stopping.abort());
    return writeDayFile({ ...deps, pause }, order, async () => ({ outcome: 'saved', answerUrl: null }));
  }

  it('opens the seals a few at a time, and says how far it is', async () => {
    const breaths: number[] = [];
    expect(await write(25, (opened) => breaths.push(opened))).toMatchObject({ outcome: 'written', rows: 75 });
    // first they are counted, then opened
    expect(breaths).toEqual([0, 0, 0, 10, 20, 25]);
  });

  it('never opens more than ten seals between two breaths, on a day of two thousand rows either', async () => {
    const breaths: number[] = [];
    expect(await write(667, (opened) => breaths.push(opened))).toMatchObject({ outcome: 'written', rows: 2001 });
    expect(breaths).toHaveLength(2 * 67); // counting takes as many
    for (const [i, opened] of breaths.entries()) expect(opened - (breaths[i - 1] ?? 0)).toBeLessThanOrEqual(10);
  });

  it('can be stopped in the middle, and then gives nothing out', async () => {
    const breaths: number[] = [];
    const result = await write(25, (opened, stop) => {
      breaths.push(opened);
      if (opened === 10) stop();
    });
    expect(result).toEqual({ outcome: 'cancelled' });
    expect(breaths).toEqual([0, 0, 0, 10]);
  });

  it.each(['excel', 'csv', 'jsonl'] as const)(
    'as %s comes with a manifest that its own key has signed',
    async (form) => {
      const { tablet } = await waitingTablet(2);
      const device = await tablet.journal.getDevice();
      const head = (await tablet.journal.readBatch(1)).head;
      const written = await openDay(tablet.kiosk, testPassphrase, { form });
      if (written.outcome !== 'written' || !written.manifest || !device) throw new Error(written.outcome);
      expect(await isManifestBy(written.manifest, [device.keys.publicKey])).toBe(true);
      const text = written.files[0]?.text ?? '';
      expect(written.manifest.manifest).toMatchObject({
        ...{ form, businessDay: tablet.kiosk.today(), madeBy: { kind: 'device', name: device.identity.device } },
        files: [{ part: 'answers', rows: 6, sha256: createHash('sha256').update(text).digest('hex') }],
        chains: [{ chain: device.identity.device, events: 2, firstSeq: 1, lastSeq: 2, head }],
      });
    },
  );

  it('lists what the back end holds apart by itself, with the reason and without contact data', async () => {
    const { backEnd, tablet } = await waitingTablet(2);
    backEnd.revise = ({ answer, acknowledgement }) => {
      const [first, ...others] = answer.outcomes;
      if (!first) return { answer, acknowledgement };
      const apart = { ...first, outcome: 'quarantined' as const, reason: 'unpublished' };
      return { answer: { ...answer, outcomes: [apart, ...others] }, acknowledgement };
    };
    await tablet.kiosk.syncNow();
    const written = await openDay(tablet.kiosk, testPassphrase);
    expect(written).toMatchObject({
      heldApart: 1,
      opened: [{ seq: 2 }, { seq: 2 }, { seq: 2 }],
      apart: [{ seq: 1, type: 'answers-given', state: 'quarantined', reason: 'unpublished' }],
      manifest: {
        manifest: {
          files: [
            { part: 'answers', rows: 3 },
            { part: 'held-apart', rows: 1 },
          ],
        },
      },
    });
    expect(JSON.stringify('apart' in written && written.apart)).not.toContain('Camille');
  });

  it('shows no contact data beside a yes that has expired or was erased', async () => {
    const { backEnd, tablet } = await waitingTablet(2);
    await tablet.kiosk.syncNow();
    const change = (number: number, what: 'expired' | 'erased') => ({
      ...{ number, event: backEnd.events.get(number)?.id ?? '', question: 'email-news', change: what },
    });
    backEnd.changes.push(change(1, 'expired'), change(2, 'erased'));
    await tablet.kiosk.syncNow();
    const rows = [{ status: 'expired', email: '' }, {}, {}, { status: 'erased', email: '' }, {}, {}];
    expect(await openDay(tablet.kiosk, testPassphrase)).toMatchObject({ opened: rows });
  });

  it('has all there is when the day was nothing but noes, or nothing at all', async () => {
    const story = await enrolledTablet();
    expect(await openDay(story.tablet.kiosk, testPassphrase)).toMatchObject({ rows: 0, opened: [] });
    await save(story, 1, noToAll);
    const rows = [{ answer: 'no', email: '' }, { answer: 'no' }, { answer: 'no' }];
    expect(await openDay(story.tablet.kiosk, testPassphrase)).toMatchObject({ rows: 3, opened: rows });
  });
});

describe('which day', () => {
  /** A tablet of the shop in Nantes, offline. */
  async function tabletAt(time: string, options: TestPlatformOptions = {}) {
    const platform = createTestPlatform({ ...options, now: Date.parse(time) });
    const backEnd = await createFakeBackEnd(await publish(sampleShop), platform.now);
    const tablet = await startTestDevice({ send: backEnd.send, platform, enrolmentCode: goodCode });
    backEnd.intercept = offline;
    const answer = () => save({ tablet, platform }, 1, yesToEmail);
    const daysOf = async (businessDay: string) => {
      const written = await openDay(tablet.kiosk, testPassphrase, { businessDay });
      return 'opened' in written ? written.opened.map(({ capturedAt }) => capturedAt.slice(0, 19)) : [];
    };
    return { tablet, platform, answer, daysOf };
  }

  it.each([
    ['23 hours', '2026-03-29', '2026-03-28T23:00:00Z', 23],
    ['25 hours', '2026-10-25', '2026-10-24T22:00:00Z', 25],
    ['24 hours, 29 February', '2028-02-29', '2028-02-28T23:00:00Z', 24],
  ])('of %s takes its first and its last second, and no other', async (_, day, midnight, hours) => {
    const start = Date.parse(midnight);
    const { tablet, platform, answer, daysOf } = await tabletAt(midnight);
    for (const instant of [start - SECOND, start, start + hours * HOUR - SECOND, start + hours * HOUR]) {
      platform.setClock(instant);
      await answer();
    }
    expect(new Set(await daysOf(day))).toHaveLength(2);
    expect(await tablet.kiosk.listDays()).toHaveLength(3);
  });

  it('is the store’s on a tablet whose clock is set to another zone', async () => {
    const { tablet, answer, daysOf } = await tabletAt('2026-11-21T23:30:00Z', { utcOffset: -600 });
    await answer();
    expect(tablet.kiosk.today()).toBe('2026-11-22'); // half past midnight in Nantes, yesterday noon on the tablet
    expect(new Set(await daysOf('2026-11-22'))).toEqual(new Set(['2026-11-21T13:30:00']));
    expect(await daysOf('2026-11-21')).toEqual([]);
  });

  it('stays as it was captured when the clock was wrong, and has its file all the same', async () => {
    const { tablet, platform, answer, daysOf } = await tabletAt('2026-11-21T10:00:00Z');
    await answer();
    platform.setClock(Date.parse('2027-11-21T10:00:00Z')); // somebody sets it a year ahead, and it is closing time
    await answer();
    platform.setClock(Date.parse('2026-11-21T19:00:00Z'));
    expect(await tablet.kiosk.listDays()).toEqual(['2026-11-21', '2027-11-21']);
    expect(new Set(await daysOf('2026-11-21'))).toHaveLength(1);
    expect(new Set(await daysOf('2027-11-21'))).toHaveLength(1);
  });

  it('can be yesterday, the next morning', async () => {
    const { tablet, platform, answer, daysOf } = await tabletAt('2026-11-21T18:00:00Z');
    await answer();
    platform.setClock(Date.parse('2026-11-22T08:00:00Z'));
    expect(await tablet.kiosk.listDays()).toEqual(['2026-11-22', '2026-11-21']);
    expect(await daysOf('2026-11-21')).toHaveLength(3);
    expect(await daysOf('2026-11-22')).toEqual([]);
  });
});
