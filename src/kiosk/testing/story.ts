// Tablets in the middle of their day, for the tests of the outbox.
import { expect } from 'vitest';
import type { AnswersDraft } from '../kiosk.ts';
import { createFakeBackEnd, type FakeBackEnd, goodCode } from './fake-back-end.ts';
import { publish, sampleShop } from './sample-shop.ts';
import { startTestDevice, type TestDevice } from './test-device.ts';
import { yesToEmail } from './test-journal.ts';
import { createTestPlatform, type TestPlatform } from './test-platform.ts';

export interface Story {
  readonly backEnd: FakeBackEnd;
  readonly tablet: TestDevice;
  readonly platform: TestPlatform;
}

export async function enrolledTablet(): Promise<Story> {
  const platform = createTestPlatform();
  const backEnd = await createFakeBackEnd(await publish(sampleShop), () => platform.now() + 2000);
  const tablet = await startTestDevice({ send: backEnd.send, platform, enrolmentCode: goodCode });
  backEnd.requests.splice(0);
  return { backEnd, tablet, platform };
}

export const restart = ({ backEnd, tablet, platform }: Story) => {
  tablet.engine.stop();
  return startTestDevice({ send: backEnd.send, platform, indexedDB: tablet.indexedDB });
};

export async function save(
  { tablet, platform }: Pick<Story, 'tablet' | 'platform'>,
  times = 1,
  draft: Omit<AnswersDraft, 'id'> = yesToEmail,
) {
  for (let i = 0; i < times; i++)
    expect(await tablet.kiosk.saveAnswers({ id: platform.newId(), ...draft })).toMatchObject({ outcome: 'saved' });
}

export const offline = async (): Promise<Response> => {
  throw new TypeError('Failed to fetch');
};

/** Spares a test of many answers a try after each. */
export const busy = async () => new Response(null, { status: 503, headers: { 'Retry-After': '600' } });

/** So many answers taken without a network, and the network is back. */
export async function waitingTablet(count: number, away = offline): Promise<Story> {
  const story = await enrolledTablet();
  story.backEnd.intercept = away;
  await save(story, count);
  await story.tablet.engine.whenIdle();
  story.backEnd.intercept = (_request, forward) => forward();
  story.backEnd.requests.splice(0);
  return story;
}

export const heldPayloads = ({ events }: FakeBackEnd) =>
  [...events.values()].filter((event) => event.payload !== null).length;
