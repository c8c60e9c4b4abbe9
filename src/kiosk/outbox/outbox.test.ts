import { describe, expect, it, vi } from 'vitest';
import { MINUTE, SECOND } from '#domain/instant.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { enrolledTablet, offline, restart, save, waitingTablet } from '../testing/story.ts';
import { yesToEmail } from '../testing/test-journal.ts';

describe('a tablet with a network', () => {
  it('hands over an answer as soon as it is saved', async () => {
    const { backEnd, tablet, platform } = await enrolledTablet();
    await save({ tablet, platform });
    await tablet.engine.whenIdle();
    expect(backEnd.events.size).toBe(1);
    expect(tablet.kiosk.getStatus()).toMatchObject({ online: true, waiting: 0, toCheck: 0, skew: 2000, stopped: null });
  });

  it('carries the hash of the last acknowledgement in the next event', async () => {
    const { backEnd, tablet, platform } = await enrolledTablet();
    await save({ tablet, platform });
    await tablet.engine.whenIdle();
    const sync = await tablet.journal.getSync();
    await save({ tablet, platform });
    await tablet.engine.whenIdle();
    expect(JSON.parse(backEnd.events.get(2)?.payload ?? '').lastAcknowledgement).toBe(sync?.acknowledgement);
  });

  it('announces its head in an empty batch every five minutes when idle', async () => {
    const { backEnd, tablet, platform } = await enrolledTablet();
    await save({ tablet, platform });
    await tablet.engine.whenIdle();
    backEnd.requests.splice(0);
    platform.advance(5 * MINUTE);
    await tablet.engine.whenIdle();
    expect(backEnd.requests.map(({ manifest }) => [manifest.lines.length, manifest.head.seq])).toEqual([[0, 1]]);
  });

  it('has one exchange under way, however many ask', async () => {
    const { backEnd, tablet } = await enrolledTablet();
    let underWay = 0;
    backEnd.intercept = async (_request, forward) => {
      expect(++underWay).toBe(1);
      const response = await forward();
      underWay--;
      return response;
    };
    await Promise.all([tablet.kiosk.syncNow(), tablet.kiosk.syncNow(), tablet.kiosk.syncNow()]);
    expect(backEnd.requests).toHaveLength(2); // the one under way, and one round for all who asked meanwhile
  });

  it('is asked for news once at a time, and adds no round to one that is under way', async () => {
    const { backEnd, tablet } = await enrolledTablet();
    await Promise.all([tablet.kiosk.askForNews(), tablet.kiosk.askForNews(), tablet.kiosk.askForNews()]);
    await tablet.engine.whenIdle();
    expect(backEnd.requests).toHaveLength(1);
  });

  it('leaves a back end alone that has asked for it, whoever waits for news', async () => {
    const { backEnd, tablet } = await enrolledTablet();
    backEnd.intercept = async () => new Response(null, { status: 429, headers: { 'Retry-After': '120' } });
    await tablet.kiosk.syncNow();
    backEnd.requests.splice(0);
    await tablet.kiosk.askForNews();
    await tablet.engine.whenIdle();
    expect(backEnd.requests).toEqual([]);
  });

  it('stores a newly published config, and shows nothing of it by itself', async () => {
    const { backEnd, tablet } = await enrolledTablet();
    backEnd.config = await publish({ ...sampleShop, farewell: { fr: 'à demain', en: 'see you tomorrow' } });
    await tablet.kiosk.syncNow();
    expect(tablet.newest()?.config.farewell.fr).toBe('à demain');
    expect(tablet.kiosk.config.farewell.fr).toBe('à bientôt');
  });

  it('tells of confirmations and erasures in the day’s rows', async () => {
    const { backEnd, tablet, platform } = await enrolledTablet();
    const id = platform.newId();
    await tablet.kiosk.saveAnswers({ id, ...yesToEmail });
    const status = async () => (await tablet.kiosk.listDayRows(tablet.kiosk.today()))[0];
    backEnd.changes = [{ number: 1, event: id, question: 'email-news', change: 'confirmed' }];
    await tablet.kiosk.syncNow();
    expect(await status()).toMatchObject({ status: 'confirmed' });
    backEnd.changes = [{ number: 2, event: id, question: 'email-news', change: 'erased' }];
    await tablet.kiosk.syncNow();
    expect(await status()).toMatchObject({ status: 'erased' });
    expect((await tablet.journal.readBatch(1)).changesHeard).toBe(2);
  });

  it('listens from the beginning again when the back end has told less than it heard: that came from a backup', async () => {
    const { backEnd, tablet, platform } = await enrolledTablet();
    const id = platform.newId();
    await tablet.kiosk.saveAnswers({ id, ...yesToEmail });
    const confirmed = { event: id, question: 'email-news', change: 'confirmed' as const };
    backEnd.changes = [1, 2, 3].map((number) => ({ number, ...confirmed }));
    await tablet.kiosk.syncNow();
    backEnd.changes = [{ ...confirmed, number: 1, change: 'withdrawn' }];
    await tablet.kiosk.syncNow();
    await tablet.kiosk.syncNow();
    expect((await tablet.kiosk.listDayRows(tablet.kiosk.today()))[0]?.status).toBe('withdrawn');
  });
});

describe('waiting', () => {
  it('doubles the range of the jitter with every failure, up to five minutes', async () => {
    const { backEnd, tablet, platform } = await enrolledTablet();
    Object.assign(platform, { random: () => 0.5 });
    backEnd.intercept = offline;
    await tablet.kiosk.syncNow();
    const waits: number[] = [];
    for (let i = 0; i < 11; i++) {
      const wait = platform.timers()[0] ?? 0;
      waits.push(wait / SECOND);
      platform.advance(wait);
      await tablet.engine.whenIdle();
    }
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 32, 64, 128, 150, 150]);
  });

  it('keeps quiet for as long as the back end asks, unless a person says now', async () => {
    const story = await waitingTablet(1);
    const { backEnd, tablet, platform } = story;
    backEnd.intercept = async () => new Response(null, { status: 429, headers: { 'Retry-After': '120' } });
    await tablet.kiosk.syncNow();
    backEnd.requests.splice(0);
    backEnd.intercept = (_request, forward) => forward();
    await save(story);
    tablet.wake();
    platform.advance(119 * SECOND);
    await tablet.engine.whenIdle();
    expect(backEnd.requests).toEqual([]);
    await vi.waitFor(() => expect(tablet.kiosk.getStatus().waiting).toBe(2), 15_000);
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus().waiting).toBe(0);
  });

  it('tries at once when the page wakes', async () => {
    const { backEnd, tablet } = await waitingTablet(1);
    tablet.wake();
    await tablet.engine.whenIdle();
    expect(backEnd.events.size).toBe(1);
  });

  it('survives a restart with everything that waits', async () => {
    const story = await waitingTablet(3);
    const restarted = await restart(story);
    expect(story.backEnd.events.size).toBe(3);
    expect(restarted.kiosk.getStatus()).toMatchObject({ waiting: 0 });
  });

  it('sends and applies nothing after it was stopped', async () => {
    const { backEnd, tablet } = await waitingTablet(1);
    tablet.engine.stop();
    await tablet.kiosk.syncNow();
    tablet.wake();
    expect(backEnd.requests).toEqual([]);
  });
});
