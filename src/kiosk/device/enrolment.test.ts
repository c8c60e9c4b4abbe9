import { describe, expect, it } from 'vitest';
import { createApi, type Send } from '../outbox/api.ts';
import { createFakeBackEnd, goodCode } from '../testing/fake-back-end.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { enrolTestJournal, openTestJournal } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import { enrolDevice } from './enrolment.ts';

const platform = createTestPlatform();
const input = { code: goodCode, passphrase: 'une phrase d’essai' };

async function newTablet(way: (send: Send) => Send = (send) => send) {
  const backEnd = await createFakeBackEnd(await publish(sampleShop), platform.now);
  const journal = openTestJournal();
  const api = createApi({ origin: 'http://back-end.test', send: way(backEnd.send) });
  const deps = { api, journal, platform, appVersion: '0.0.0-test', iterations: 1000 };
  return { backEnd, journal, enrol: (given = input) => enrolDevice(deps, given) };
}

describe('an enrolment', () => {
  it('makes a device with a key that no script can read', async () => {
    const { backEnd, journal, enrol } = await newTablet();
    expect(await enrol()).toBeUndefined();
    const device = await journal.getDevice();
    expect(device?.identity).toMatchObject({ device: 'tablet-1', store: 'port', till: 'till-1' });
    expect(device?.keys.key).toMatchObject({ extractable: false, type: 'private' });
    expect(backEnd.enrolled).toEqual([{ device: 'tablet-1', kid: device?.keys.kid, replaces: null }]);
  });

  it.each([
    ['a code that is none', { ...input, code: 'GOOD-C0D' }, 'code'],
    ['a code that is not taken', { ...input, code: 'WRNG-C0DE' }, 'code'],
    ['a passphrase of nine letters', { ...input, passphrase: 'neuf lett' }, 'passphrase'],
  ])('fails by %s, and stores no device', async (_name, given, failure) => {
    const { journal, enrol } = await newTablet();
    expect(await enrol(given)).toBe(failure);
    expect(await journal.getDevice()).toBeUndefined();
  });

  it('knows a code however it is typed', async () => {
    const { enrol } = await newTablet();
    expect(await enrol({ ...input, code: ' g00d c0de ' })).toBeUndefined();
  });

  it('says network to a portal’s words, and to words that were changed on the way', async () => {
    for (const spoil of [
      async () => new Response('<html>Log in</html>', { status: 403 }),
      async (good: Response) => {
        const { acknowledgement, answer } = await good.json();
        return Response.json({ acknowledgement, answer: answer.replace('till-1', 'till-2') });
      },
    ]) {
      const { journal, enrol } = await newTablet((send) => async (request) => spoil(await send(request)));
      expect(await enrol()).toBe('network');
      expect(await journal.getDevice()).toBeUndefined();
    }
  });

  it.each(['devices', 'config'])('tries again with the same key after the answer to %s was lost', async (path) => {
    let isLost = true;
    const { backEnd, journal, enrol } = await newTablet((send) => async (request) => {
      const response = await send(request);
      if (isLost && request.url.includes(path)) throw new TypeError('network connection was lost');
      return response;
    });
    expect(await enrol()).toBe('network');
    isLost = false;
    expect(await enrol()).toBeUndefined();
    expect(backEnd.enrolled.map(({ device }) => device)).toEqual(['tablet-1']);
    expect((await journal.getDevice())?.keys.kid).toBe(backEnd.enrolled[0]?.kid);
  });

  it('leaves a journal alone that became a device’s meanwhile', async () => {
    const { journal, enrol } = await newTablet();
    await enrolTestJournal(journal, 'tablet-9');
    expect(await enrol()).toBeUndefined();
    expect(await journal.getDevice()).toMatchObject({ identity: { device: 'tablet-9' } });
  });
});
