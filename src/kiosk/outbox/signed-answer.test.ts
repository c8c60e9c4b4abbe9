import { describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/digest.ts';
import { readSignedText, signedTypes, signText } from '#protocol/signature.ts';
import { recipientsOf } from '#protocol/testing/seal.ts';
import { makeDeviceKeys } from '../device/keys.ts';
import { enrolledTablet, save, waitingTablet } from '../testing/story.ts';
import { testPublicKey } from '../testing/test-keys.ts';

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

  it('takes no answer under a key that only the answer itself names', async () => {
    const { backEnd, tablet } = await waitingTablet(1);
    const stranger = await makeDeviceKeys();
    backEnd.intercept = async (_request, forward) => {
      const { acknowledgement, answer } = await (await forward()).json();
      const { keys, ...said } = JSON.parse(answer);
      const text = JSON.stringify({ ...said, keys: { ...keys, signing: [stranger.publicKey] } });
      const word = { ...JSON.parse(readSignedText(acknowledgement) ?? ''), answer: await sha256(text) };
      const forged = await signText(JSON.stringify(word), signedTypes.acknowledgement, stranger);
      return Response.json({ acknowledgement: forged, answer: text });
    };
    await tablet.kiosk.syncNow();
    expect(tablet.kiosk.getStatus()).toMatchObject(untouched);
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
