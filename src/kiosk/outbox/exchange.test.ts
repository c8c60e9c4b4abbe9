import { describe, expect, it } from 'vitest';
import { MINUTE } from '#domain/instant.ts';
import { problem } from '../testing/fake-back-end.ts';
import { enrolledTablet, heldPayloads, offline, save, waitingTablet } from '../testing/story.ts';
import { noToAll, yesToEmail } from '../testing/test-journal.ts';

describe('a bad way', () => {
  it('sends the very same bytes however often it has to', async () => {
    const { backEnd, tablet } = await waitingTablet(2);
    const sent: string[] = [];
    backEnd.intercept = async ({ events }) => {
      sent.push(JSON.stringify(events));
      throw new TypeError('network connection was lost');
    };
    for (let i = 0; i < 3; i++) await tablet.kiosk.syncNow();
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
  });

  it('sends again after an answer that was cut off, and the event is there once', async () => {
    const { backEnd, tablet, platform } = await enrolledTablet();
    backEnd.intercept = async (_request, forward) => {
      await forward();
      throw new TypeError('network connection was lost');
    };
    await save({ tablet, platform });
    await tablet.engine.whenIdle();
    expect(tablet.kiosk.getStatus()).toMatchObject({ online: false, waiting: 1 });
    backEnd.intercept = (_request, forward) => forward();
    await tablet.kiosk.syncNow();
    expect(backEnd.events.size).toBe(1);
    expect(tablet.kiosk.getStatus()).toMatchObject({ online: true, waiting: 0 });
  });

  it.each<[string, () => Promise<Response>]>([
    ['a captive portal’s page', async () => new Response('<html>Welcome to Café Wi-Fi</html>')],
    ['a portal that refuses', async () => new Response('<html>Log in</html>', { status: 403 })],
    ['somebody else’s JSON', async () => Response.json({ ok: true })],
    ['a server that is down', async () => problem('unavailable')],
    ['no answer', offline],
  ])('keeps everything and works on with %s', async (_name, answer) => {
    const story = await waitingTablet(2);
    story.backEnd.intercept = answer;
    await story.tablet.kiosk.syncNow();
    expect(story.tablet.kiosk.getStatus()).toMatchObject({ online: false, waiting: 2, toCheck: 0, stopped: null });
    expect((await story.tablet.journal.readBatch(500)).rows).toHaveLength(2);
  });

  it('takes no acknowledgement for another device', async () => {
    const { backEnd, tablet } = await waitingTablet(1);
    backEnd.revise = ({ answer, acknowledgement }) => ({
      answer,
      acknowledgement: { ...acknowledgement, device: 'tablet-2' },
    });
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject({ online: false, waiting: 1 });
  });

  it('lets nothing go that the acknowledgement does not echo', async () => {
    const { backEnd, tablet } = await waitingTablet(3);
    const [, second] = (await tablet.journal.readBatch(500)).rows;
    backEnd.revise = ({ answer, acknowledgement }) => {
      const hashes = acknowledgement.hashes.filter((hash) => hash !== second?.hash);
      return { answer, acknowledgement: { ...acknowledgement, hashes } };
    };
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject({ waiting: 2 });
    expect((await tablet.journal.readBatch(500)).rows.map((row) => row.seq)).toEqual([2, 3]);
  });

  it('takes nothing to heart that comes after another tab has become the kiosk (A5)', async () => {
    const { backEnd, tablet } = await waitingTablet(1);
    backEnd.intercept = (_request, forward) => {
      tablet.engine.stop();
      return forward();
    };
    await tablet.kiosk.syncNow();
    expect(backEnd.events.size).toBe(1);
    expect((await tablet.journal.readBatch(500)).rows).toHaveLength(1);
  });

  it('stops when the back end turns it away, keeps everything, and goes on when it is let in again', async () => {
    const { backEnd, tablet, platform } = await waitingTablet(1);
    backEnd.intercept = async () => problem('device-unknown');
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: 'device', waiting: 1 });
    backEnd.intercept = (_request, forward) => forward();
    platform.advance(5 * MINUTE);
    await tablet.engine.whenIdle();
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: null, waiting: 0 });
  });

  it('takes no new answers on a tablet that was reported lost, hands over what it has, and wipes nothing', async () => {
    const { backEnd, tablet } = await waitingTablet(2);
    backEnd.deviceStatus = 'lost';
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: 'device', waiting: 0 });
    expect(backEnd.events.size).toBe(2);
    expect(await tablet.journal.getDevice()).toBeDefined();
  });

  it('hands over what a retired tablet has, then wipes it, keys and all', async () => {
    const story = await waitingTablet(2);
    const { backEnd, tablet, platform } = story;
    backEnd.deviceStatus = 'retired';
    backEnd.intercept = async (request, forward) =>
      request.events.some((event) => event.seq === 2) ? problem('too-large') : forward();
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: 'device', waiting: 1 });
    expect(await tablet.journal.getDevice()).toBeDefined();

    backEnd.intercept = (_request, forward) => forward();
    await tablet.kiosk.syncNow(); // offers the exception again
    expect(heldPayloads(backEnd)).toBe(2);
    expect(tablet.kiosk.getStatus()).toMatchObject({ stopped: 'retired', waiting: 0 });
    expect(await tablet.journal.getDevice()).toBeUndefined();
    expect(tablet.newest()).toBeUndefined();
    expect(await tablet.kiosk.saveAnswers({ id: platform.newId(), ...yesToEmail })).toMatchObject({ code: 'S-EMPTY' });
    expect(tablet.kiosk.getStatus().stopped).toBe('retired');
  });
});

describe('what is sent', () => {
  it('holds no contact data in a refusal, and opens every digest of a yes', async () => {
    const story = await enrolledTablet();
    const { backEnd, tablet } = story;
    await save(story, 1, { ...noToAll, contacts: yesToEmail.contacts });
    await save(story);
    await tablet.engine.whenIdle();
    const events = backEnd.requests.flatMap((request) => request.events);
    expect(events.map((event) => event.seal !== null)).toEqual([false, true]);
    expect(backEnd.events.get(2)?.reason).toBeUndefined();
  });
});
