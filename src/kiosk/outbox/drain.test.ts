import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { listHeldRows, listRows } from '../journal/day-rows.ts';
import { type FakeBackEnd, problem } from '../testing/fake-back-end.ts';
import { busy, enrolledTablet, heldPayloads, offline, restart, save, waitingTablet } from '../testing/story.ts';

describe('a batch that is not taken', () => {
  it('arrives in two halves after one wrong 400', async () => {
    const { backEnd, tablet } = await waitingTablet(4);
    let wrong = 1;
    backEnd.intercept = async (_request, forward) => (wrong-- > 0 ? problem('bad-request') : forward());
    await tablet.kiosk.syncNow();
    expect(backEnd.requests.map((request) => request.events.length)).toEqual([4, 2, 2]);
    expect(heldPayloads(backEnd)).toBe(4);
    expect(tablet.kiosk.getStatus()).toMatchObject({ waiting: 0, toCheck: 0 });
  });

  it('delivers 499 good neighbours of a poison event, keeps the poison and offers it again', async () => {
    const story = await waitingTablet(500, busy);
    const { backEnd, tablet } = story;
    const poison = 137;
    const refuse: FakeBackEnd['intercept'] = async (request, forward) =>
      request.events.some((event) => event.seq === poison) ? problem('too-large') : forward();
    backEnd.intercept = refuse;
    await tablet.kiosk.syncNow();
    expect(heldPayloads(backEnd)).toBe(499);
    expect(backEnd.events.get(poison)).toMatchObject({ payload: null, reason: 'bytes-missing' });
    expect(tablet.kiosk.getStatus()).toMatchObject({ waiting: 1, toCheck: 1 });
    const day = await tablet.journal.readDay(tablet.kiosk.today());
    expect(listRows(day).filter(({ seq }) => seq === poison)).toEqual([]);
    expect(listHeldRows(day)).toMatchObject([{ seq: poison, reason: 'bytes-missing' }]);
    expect(backEnd.requests.length).toBeLessThan(40);

    // a restart changes nothing; the hourly offer is taken once the way is good
    const restarted = await restart(story);
    expect(restarted.kiosk.getStatus()).toMatchObject({ waiting: 1, toCheck: 1 });
    backEnd.intercept = (_request, forward) => forward();
    story.platform.advance(HOUR + 5 * MINUTE);
    await restarted.engine.whenIdle();
    story.platform.advance(5 * MINUTE);
    await restarted.engine.whenIdle();
    expect(heldPayloads(backEnd)).toBe(500);
    expect(restarted.kiosk.getStatus()).toMatchObject({ waiting: 0, toCheck: 0 });
  }, 30_000);

  it('counts what the back end holds apart until somebody has looked, and lets it go', async () => {
    const { backEnd, tablet } = await waitingTablet(2);
    backEnd.revise = ({ answer, acknowledgement }) => {
      const [first, ...others] = answer.outcomes;
      if (!first) return { answer, acknowledgement };
      const apart = { ...first, outcome: 'quarantined' as const, reason: 'unpublished' };
      return { answer: { ...answer, outcomes: [apart, ...others] }, acknowledgement };
    };
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject({ waiting: 0, toCheck: 1 });
    const held = backEnd.events.get(1);
    backEnd.changes.push({ number: 1, event: held?.id ?? '', question: '', change: 'settled' });
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject({ waiting: 0, toCheck: 0 });
  });
});

describe('a back end restored from yesterday’s backup', () => {
  it('gets again what it has lost, while the tablet says so', async () => {
    const story = await waitingTablet(6);
    const { backEnd, tablet } = story;
    await tablet.kiosk.syncNow();
    backEnd.restoreThrough(2);
    const alarms: unknown[] = [];
    tablet.kiosk.subscribeStatus(() => alarms.push(tablet.kiosk.getStatus().stopped));
    let exchanges = 0;
    backEnd.intercept = (_request, forward) => (++exchanges === 1 ? forward() : offline());
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: 'restored-back-end', waiting: 4 });
    backEnd.intercept = (_request, forward) => forward();
    await tablet.kiosk.syncNow();
    expect([...backEnd.events.keys()]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: null, waiting: 0, lost: 0 });
  });

  it('is shown its own words about these events again, and no others in every-day traffic', async () => {
    const story = await enrolledTablet();
    const { backEnd, tablet } = story;
    const said: string[] = [];
    for (let i = 0; i < 3; i++) {
      await save(story);
      await tablet.engine.whenIdle();
      said.push((await tablet.journal.getSync())?.acknowledgement ?? '');
    }
    expect(backEnd.requests.flatMap((request) => request.acknowledgements)).toEqual([]);
    backEnd.restoreThrough(1);
    backEnd.requests.splice(0);
    await tablet.kiosk.syncNow();
    const again = await Promise.all(backEnd.requests.flatMap((request) => request.acknowledgements).map(sha256));
    // the first is carried by event 2, the others acknowledge 2 and 3
    expect(again.toSorted()).toEqual(said.toSorted());
  });

  it('is told what the tablet no longer holds', async () => {
    const story = await waitingTablet(2);
    const { backEnd, tablet, platform } = story;
    await tablet.kiosk.syncNow();
    platform.advance(8 * 24 * HOUR);
    await tablet.engine.whenIdle();
    await tablet.kiosk.syncNow();
    await save(story, 2);
    await tablet.engine.whenIdle();
    backEnd.restoreThrough(1);
    await tablet.kiosk.syncNow();
    expect(backEnd.lost).toEqual([2]);
    expect([...backEnd.events.keys()]).toEqual([1, 3, 4]);
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: null, waiting: 0 });
  });

  it('gets an event without the contact data that was dropped as erased, and nobody waits for more', async () => {
    const story = await waitingTablet(2);
    const { backEnd, tablet } = story;
    await tablet.kiosk.syncNow();
    const event = backEnd.events.get(2)?.id ?? '';
    backEnd.changes = [{ number: 1, event, question: 'email-news', change: 'erased' }];
    await tablet.kiosk.syncNow();
    backEnd.restoreThrough(1);
    await tablet.kiosk.syncNow();
    expect(backEnd.events.get(2)).toMatchObject({ id: event, reason: 'disclosure-unreadable' });
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: null, waiting: 0, toCheck: 1 });
  });
});
