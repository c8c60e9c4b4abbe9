// What a thief, a faulty tablet or a network that replays may try at the wire, and what becomes of it.
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '#domain/instant.ts';
import { fromBase64Url, toBase64Url } from '#protocol/digest.ts';
import { setDeviceStatus } from '../storage/device.ts';
import { releaseEvent } from '../storage/quarantine.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { createKeyPair } from '../testing/enrolment.ts';

const PHONE = '+33612345678';
const SMS_YES = { phone: PHONE, yes: ['sms-events'] };

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const grants = async () =>
  (await backEnd.store.sql.selectFrom('grants').select('status').execute()).map(({ status }) => status);
const mustGetDevice = () =>
  backEnd.store.sql.selectFrom('devices').selectAll().where('id', '=', device.id).executeTakeFirstOrThrow();

/** The same signature over other words. */
function alter(jws: string, from: string, to: string): string {
  const [header, payload = '', signature] = jws.split('.');
  const text = new TextDecoder().decode(fromBase64Url(payload));
  if (!text.includes(from)) throw new Error('nothing to alter');
  return [header, toBase64Url(new TextEncoder().encode(text.replace(from, to))), signature].join('.');
}

/** Another signature over the same words, which nobody needs a key for: ECDSA takes n − s as well as s. */
function signOtherwise(jws: string): string {
  const [header, payload, signature = ''] = jws.split('.');
  const bytes = fromBase64Url(signature);
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n; // of P-256, SEC 2 §2.4.2
  const s = order - BigInt(`0x${Buffer.from(bytes.subarray(32)).toString('hex')}`);
  bytes.set(Buffer.from(s.toString(16).padStart(64, '0'), 'hex'), 32);
  return [header, payload, toBase64Url(bytes)].join('.');
}

const withSeal = (event: MadeEvent, seal: string | null) => ({ ...event, body: { ...event.body, seal } });

describe('an altered answer', () => {
  const toYes = (jws: string) => alter(jws, '"answer":"no"', '"answer":"yes"');

  it('is not what the manifest announces: it has not arrived, and nothing of it is kept', async () => {
    const event = await device.answers({});
    const altered = { ...event, body: { ...event.body, jws: toYes(event.body.jws) } };
    const { outcomes, word } = await device.sync([altered]);
    expect(outcomes).toMatchObject([{ reason: 'bytes-missing' }]);
    expect(word.hashes).toEqual([]);
    expect((await device.sync([event])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('is held when the manifest announces it so: its signature no longer fits', async () => {
    const event = await device.answers({ spoilJws: toYes });
    const { outcomes, word } = await device.sync([event]);
    expect(outcomes).toMatchObject([{ reason: 'signature' }]);
    expect(word.hashes).toEqual([event.line[2]]);
    const decision = await backEnd.store.transaction((tx) => releaseEvent(tx, event.line[2], 'operator'));
    expect(decision).toEqual({ outcome: 'unreleasable', reason: 'signature' });
  });

  it('is held when another key has signed it, also under the name of the device’s', async () => {
    const { key } = await createKeyPair();
    const events = [
      await device.answers({ ...SMS_YES, key }),
      await device.answers({ ...SMS_YES, key: { ...key, kid: device.key.kid } }),
    ];
    const { outcomes } = await device.sync(events);
    expect(outcomes).toMatchObject([{ reason: 'signature' }, { reason: 'signature' }]);
    expect(await grants()).toEqual([]);
  });

  it('that ends something takes effect all the same: in doubt the no wins (B6)', async () => {
    await device.sync([await device.answers(SMS_YES)]);
    const { key } = await createKeyPair();
    expect((await device.sync([await device.stop({ phone: PHONE, key })])).outcomes).toMatchObject([
      { reason: 'signature' },
    ]);
    expect(await grants()).toEqual(['withdrawn']);
  });

  it('is held when it is a signed word of another kind', async () => {
    const { manifest } = await device.request([]);
    const event = await device.answers({ spoilJws: () => manifest });
    expect((await device.sync([event])).outcomes).toMatchObject([{ reason: 'signature' }]);
  });
});

describe('the chain', () => {
  it('stops at a dropped event', async () => {
    const [first, , third] = [await device.answers({}), await device.answers(SMS_YES), await device.answers({})];
    const answer = await device.sync([first, third]);
    expect(answer.expected).toBe(2);
    expect(answer.word.hashes).toEqual([first.line[2]]);
  });

  it('shows a dropped event whose place another one takes', async () => {
    const first = await device.answers({});
    await device.answers(SMS_YES);
    device.head.seq = 1; // the second is thrown away, and the next one names it as previous
    const second = await device.answers({});
    expect((await device.sync([first, second])).outcomes).toMatchObject([
      { outcome: 'accepted' },
      { reason: 'broken-chain' },
    ]);
  });

  it('shows a reordered pair, whatever seq the manifest gives them', async () => {
    const [first, second] = [await device.answers({}), await device.answers({})];
    const at = ({ line, ...event }: MadeEvent, seq: number): MadeEvent => ({
      ...event,
      line: [seq, line[1], line[2]],
      body: { ...event.body, seq },
    });
    const { outcomes } = await device.sync([at(second, 1), at(first, 2)]);
    expect(outcomes).toMatchObject([{ reason: 'manifest-mismatch' }, { reason: 'manifest-mismatch' }]);
  });
});

describe('contact data', () => {
  it('of another event is not taken, nor acknowledged; its own is, when it comes', async () => {
    const mine = await device.answers(SMS_YES);
    const theirs = await device.answers({ ...SMS_YES, phone: '+33698765432' });
    const swapped = await device.sync([withSeal(mine, theirs.body.seal), withSeal(theirs, mine.body.seal)]);
    expect(swapped.outcomes).toMatchObject([{ reason: 'disclosure-unreadable' }, { reason: 'disclosure-unreadable' }]);
    expect(swapped.word.hashes).toEqual([]);
    expect(await backEnd.store.sql.selectFrom('disclosures').selectAll().execute()).toEqual([]);
    const { outcomes, word } = await device.sync([mine, theirs]);
    expect(outcomes).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
    expect(word.hashes).toHaveLength(2);
  });

  it.each<[string, (event: MadeEvent) => Promise<string | null>]>([
    ['no seal', async () => null],
    ['nonsense', async () => 'nonsense'],
    ['a damaged seal', async ({ body }) => (body.seal as string).replace(/"ciphertext":"..../, '"ciphertext":"AAAA')],
    [
      'a seal to somebody else only',
      async ({ disclosures }) => device.seal(disclosures, [(await createKeyPair('ECDH-ES')).publicKey]),
    ],
    ['a seal with nothing in it', () => device.seal([])],
    ['a seal with one too many', ({ disclosures }) => device.seal([...disclosures, 'AAAA'])],
  ])('in %s under a good signature is not acknowledged; a good resend counts', async (_name, spoil) => {
    const event = await device.answers(SMS_YES);
    const held = await device.sync([withSeal(event, await spoil(event))]);
    expect(held.outcomes).toMatchObject([{ reason: 'disclosure-unreadable' }]);
    expect(held.word.hashes).toEqual([]);
    const good = await device.sync([event]);
    expect(good.outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect(good.word.hashes).toEqual([event.line[2]]);
    expect(await grants()).toEqual(['given']);
  });

  it('that a refusal does not have is not taken beside it', async () => {
    const refusal = await device.answers({});
    const yes = await device.answers(SMS_YES);
    const { outcomes } = await device.sync([withSeal(refusal, yes.body.seal)]);
    expect(outcomes).toMatchObject([{ reason: 'disclosure-unreadable' }]);
  });

  it('of an event that cannot be read yet is opened before anything is acknowledged', async () => {
    const ahead = { ...SMS_YES, spoil: (event: Record<string, unknown>) => (event.schema = 3) };
    const whole = await device.answers(ahead);
    const unsealed = await device.answers(ahead);
    const { outcomes, word } = await device.sync([whole, withSeal(unsealed, 'nonsense')]);
    expect(outcomes).toMatchObject([{ reason: 'unpublished' }, { reason: 'disclosure-unreadable' }]);
    expect(word.hashes).toEqual([whole.line[2]]);
  });

  it('stands nowhere as it came: not in clear, not under its seal', async () => {
    const event = await device.answers(SMS_YES);
    const held = await device.answers({ ...SMS_YES, spoil: (e) => (e.previous = 'A'.repeat(43)) });
    await device.sync([event, held]);
    const dump = await backEnd.dump();
    expect(dump).not.toContain('612345678');
    for (const { body, disclosures } of [event, held]) {
      expect(dump).not.toContain(disclosures[0]);
      expect(dump).not.toContain((JSON.parse(body.seal as string) as { ciphertext: string }).ciphertext);
    }
  });
});

describe('a second event on a seq that is taken', () => {
  beforeEach(async () => {
    await device.sync([await device.answers({})]);
    Object.assign(device.head, { seq: 0, hash: null });
  });

  it('shows a restored profile, is kept beside the first, and everything after it is held', async () => {
    const second = await device.answers(SMS_YES);
    const answer = await device.sync([second]);
    expect(answer).toMatchObject({ expected: 2, outcomes: [{ reason: 'fork' }] });
    expect(answer.word.hashes).toEqual([second.line[2]]);
    expect((await device.sync([await device.answers(SMS_YES)])).outcomes).toMatchObject([{ reason: 'fork' }]);
    expect(await grants()).toEqual([]);
  });

  it('is not acknowledged either while its contact data is not ours', async () => {
    const second = await device.answers(SMS_YES);
    const held = await device.sync([withSeal(second, 'nonsense')]);
    expect(held.outcomes).toMatchObject([{ reason: 'disclosure-unreadable' }]);
    expect(held.word.hashes).toEqual([]);
    const whole = await device.sync([second]);
    expect(whole.outcomes).toMatchObject([{ reason: 'fork' }]);
    expect(whole.word.hashes).toEqual([second.line[2]]);
  });
});

describe('a batch that comes again', () => {
  it('changes nothing, however long after: neither what is known of the tablet nor of anybody’s consent', async () => {
    const request = await device.request([await device.answers(SMS_YES)], { appVersion: '0.0.9', waiting: 7 });
    const body = JSON.stringify(request);
    await device.read(request, await device.post(body));
    await device.sync([await device.stop({ phone: PHONE })]);
    const before = await mustGetDevice();
    backEnd.clock.now += 48 * HOUR;
    const again = await device.read(request, await device.post(body));
    expect(again.outcomes).toMatchObject([{ outcome: 'duplicate' }]);
    expect(await mustGetDevice()).toEqual(before);
    expect(await grants()).toEqual(['withdrawn']);
  });

  it('is known again when its signature is written otherwise', async () => {
    const request = await device.request([], { appVersion: '0.0.9' });
    await device.post(JSON.stringify(request));
    await device.sync([]);
    const before = await mustGetDevice();
    backEnd.clock.now += 48 * HOUR;
    const other = { ...request, manifest: signOtherwise(request.manifest) };
    expect((await device.post(JSON.stringify(other))).status).toBe(200); // the signature is a good one
    expect(await mustGetDevice()).toEqual(before);
  });

  it('leaves the clock as the tablet itself last showed it', async () => {
    await device.sync([], { sentAt: backEnd.clock.now - 5 * HOUR });
    expect((await mustGetDevice()).skew).toBeGreaterThanOrEqual(5 * HOUR);
    await device.sync([]);
    expect((await mustGetDevice()).skew).toBeLessThan(HOUR);
  });
});

describe('a tablet that is lost (B9)', () => {
  let before: MadeEvent;
  beforeEach(async () => {
    before = await device.answers(SMS_YES);
    await device.sync([before]);
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'lost', 'operator'));
  });

  it('has its yeses held, whatever time they claim, until an operator lets them count', async () => {
    const yes = await device.answers({
      phone: '+33698765432',
      yes: ['sms-events'],
      capturedAt: backEnd.clock.now - HOUR,
    });
    const answer = await device.sync([yes]);
    expect(answer).toMatchObject({ deviceStatus: 'lost', outcomes: [{ reason: 'device-lost' }] });
    expect(answer.word.hashes).toEqual([yes.line[2]]);
    expect(await grants()).toEqual(['given']);
    expect(await backEnd.store.transaction((tx) => releaseEvent(tx, yes.line[2], 'operator'))).toEqual({
      outcome: 'released',
    });
    expect(await grants()).toEqual(['given', 'given']);
  });

  it('is listened to when it ends something', async () => {
    expect((await device.sync([await device.stop({ phone: PHONE })])).outcomes).toMatchObject([
      { reason: 'device-lost' },
    ]);
    expect(await grants()).toEqual(['withdrawn']);
  });

  it('knows what it handed over before as handed over', async () => {
    expect((await device.sync([before])).outcomes).toMatchObject([{ outcome: 'duplicate' }]);
  });
});
