import { describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { recipientsOf } from '#protocol/seal.ts';
import { readSignedText, signedTypes, signText } from '#protocol/signature.ts';
import { makeDeviceKeys } from '../device/keys.ts';
import type { AnswersDraft } from '../kiosk.ts';
import { createFakeBackEnd, type FakeBackEnd, goodCode, problem } from '../testing/fake-back-end.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { startTestDevice, type TestDevice } from '../testing/test-device.ts';
import { noToAll, yesToEmail } from '../testing/test-journal.ts';
import { testPublicKey } from '../testing/test-keys.ts';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform.ts';

interface Story {
  readonly backEnd: FakeBackEnd;
  readonly tablet: TestDevice;
  readonly platform: TestPlatform;
}

async function enrolledTablet(): Promise<Story> {
  const platform = createTestPlatform();
  const backEnd = await createFakeBackEnd(await publish(sampleShop), () => platform.now() + 2000);
  const tablet = await startTestDevice({ send: backEnd.send, platform, enrolmentCode: goodCode });
  backEnd.requests.splice(0);
  return { backEnd, tablet, platform };
}

const restart = ({ backEnd, tablet, platform }: Story) => {
  tablet.engine.stop();
  return startTestDevice({ send: backEnd.send, platform, indexedDB: tablet.indexedDB });
};

async function save(
  { tablet, platform }: Pick<Story, 'tablet' | 'platform'>,
  times = 1,
  draft: Omit<AnswersDraft, 'id'> = yesToEmail,
) {
  for (let i = 0; i < times; i++)
    expect(await tablet.kiosk.saveAnswers({ id: platform.newId(), ...draft })).toMatchObject({ outcome: 'saved' });
}

const offline = async (): Promise<Response> => {
  throw new TypeError('Failed to fetch');
};

/** Spares a test of many answers a try after each. */
const busy = async () => new Response(null, { status: 503, headers: { 'Retry-After': '600' } });

/** So many answers taken without a network, and the network is back. */
async function waitingTablet(count: number, away = offline): Promise<Story> {
  const story = await enrolledTablet();
  story.backEnd.intercept = away;
  await save(story, count);
  await story.tablet.engine.whenIdle();
  story.backEnd.intercept = (_request, forward) => forward();
  story.backEnd.requests.splice(0);
  return story;
}

const heldPayloads = ({ events }: FakeBackEnd) => [...events.values()].filter((event) => event.payload !== null).length;

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

describe('whose word counts', () => {
  const untouched = { online: false, waiting: 1, stopped: null };

  it('takes no answer that another key has signed', async () => {
    const { backEnd, tablet } = await waitingTablet(1);
    const stranger = await makeDeviceKeys();
    for (const kid of [stranger.kid, (await testPublicKey('backEndSigning')).kid]) {
      backEnd.intercept = async (_request, forward) => {
        const { acknowledgement, answer } = await (await forward()).json();
        const text = readSignedText(acknowledgement) ?? '';
        const forged = await signText(text, signedTypes.acknowledgement, { ...stranger, kid });
        return Response.json({ acknowledgement: forged, answer });
      };
      await tablet.kiosk.syncNow();
      expect(tablet.kiosk.getStatus()).toMatchObject(untouched);
    }
  });

  it('takes no answer whose words are not the ones that were signed', async () => {
    const { backEnd, tablet } = await waitingTablet(1);
    backEnd.intercept = async (_request, forward) => {
      const { acknowledgement, answer } = await (await forward()).json();
      return Response.json({ acknowledgement, answer: answer.replace('"active"', '"retired"') });
    };
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject(untouched);
  });

  it('takes no older answer that somebody sends again', async () => {
    const { backEnd, tablet } = await waitingTablet(1);
    let older: unknown;
    backEnd.intercept = async (_request, forward) => {
      older ??= await (await forward()).json();
      throw new TypeError('network connection was lost');
    };
    await tablet.kiosk.syncNow();
    expect(older).toBeDefined();
    backEnd.intercept = async () => Response.json(older);
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject(untouched);
  });

  it('goes with the back end to new keys: seals to the new one, and takes its word', async () => {
    const story = await enrolledTablet();
    const { backEnd, tablet } = story;
    const before = backEnd.requests[0]?.manifest.sealingKey ?? (await testPublicKey('backEndSealing')).kid;
    await backEnd.rotateKeys();
    await tablet.kiosk.syncNow();
    await save(story);
    await tablet.engine.whenIdle();
    expect(tablet.kiosk.getStatus()).toMatchObject({ online: true, waiting: 0 });
    const request = backEnd.requests.findLast(({ events }) => events.length > 0);
    expect(request?.manifest.sealingKey).not.toBe(before);
    expect(recipientsOf(request?.events[0]?.seal ?? '')).toContain(request?.manifest.sealingKey);
    expect(backEnd.events.get(1)?.reason).toBeUndefined();
  });
});

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
    const rows = await tablet.kiosk.listDayRows(tablet.kiosk.today());
    expect(rows.find((row) => row.seq === poison)).toMatchObject({ status: 'to-check' });
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
    await vi.waitFor(() => expect(tablet.kiosk.getStatus().waiting).toBe(2));
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
