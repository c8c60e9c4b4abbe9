import { scryptSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '#domain/instant.ts';
import { CODE_ALPHABET, ENROLMENT_PATH, type EnrolmentAnswer } from '#protocol/enrolment.ts';
import type { PrivateKey } from '#protocol/public-key.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { SignedAnswer } from '#protocol/sync.ts';
import { setDeviceStatus } from '../storage/device.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import { createKeyPair, type KeyPair, toEnrolmentBody, toReplacement } from '../testing/enrolment.ts';

let backEnd: TestBackEnd;
let pair: KeyPair;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  pair = await createKeyPair();
});

const post = (body: object) =>
  backEnd.app.request(ENROLMENT_PATH, { method: 'POST', body: JSON.stringify(body) }) as Promise<Response>;

async function enrol(code: string, more: { pair?: KeyPair; replaces?: string; by?: PrivateKey } = {}) {
  return post(await toEnrolmentBody(code, more.pair ?? pair, more));
}

const enrolled = async (response: Response) =>
  JSON.parse(((await response.json()) as SignedAnswer).answer) as EnrolmentAnswer;

const devices = () => backEnd.store.sql.selectFrom('devices').selectAll().orderBy('enrolled_at').execute();
const facts = async () =>
  (
    await backEnd.store.sql
      .selectFrom('events')
      .selectAll()
      .where('chain', '=', 'store:nantes')
      .orderBy('seq')
      .execute()
  ).map((event) => JSON.parse(readSignedText(event.jws ?? '') ?? ''));

/** Another code that leads to the same try, with the same two characters in front. */
const wrongFor = (code: string) => code.slice(0, 7) + (code.endsWith('0') ? '1' : '0');

describe('a code', () => {
  it('makes one tablet a device at its till, with a key that the ledger names', async () => {
    const response = await enrol(await backEnd.enrolmentCode());
    expect(response.status).toBe(201);
    const identity = await enrolled(response);
    expect(identity).toMatchObject({
      ...{ store: 'nantes', till: 'caisse-1', configDigest: backEnd.configDigest, publicUrl: PUBLIC_URL },
      keys: backEnd.store.keys.forDevices,
    });
    expect(await facts()).toMatchObject([
      { type: 'device-enrolled', device: identity.device, till: 'caisse-1', key: pair.publicKey, replaces: null },
    ]);
  });

  it('has eight characters that nobody mistakes for another', async () => {
    const code = await backEnd.enrolmentCode();
    expect(code).toHaveLength(8);
    for (const character of code) expect(CODE_ALPHABET).toContain(character);
  });

  it('is read however it is typed', async () => {
    const code = await backEnd.enrolmentCode();
    const typed = `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await enrol(` ${typed} `)).status).toBe(201);
  });

  it('enrols no second tablet', async () => {
    const code = await backEnd.enrolmentCode();
    await enrol(code);
    expect((await enrol(code, { pair: await createKeyPair() })).status).toBe(403);
    expect(await devices()).toHaveLength(1);
  });

  it('gives the same tablet the same device again: the answer was lost on its way', async () => {
    const code = await backEnd.enrolmentCode();
    const body = await toEnrolmentBody(code, pair);
    const first = await enrolled(await post(body));
    expect((await enrolled(await post(body))).device).toBe(first.device);
    expect((await enrolled(await enrol(code))).device).toBe(first.device);
    expect(await devices()).toHaveLength(1);
    expect(await facts()).toHaveLength(1);
  });

  it('lives for ten minutes', async () => {
    const code = await backEnd.enrolmentCode();
    backEnd.clock.now += 10 * MINUTE - 1000;
    const late = await backEnd.enrolmentCode();
    expect((await enrol(code)).status).toBe(201);
    backEnd.clock.now += 10 * MINUTE;
    expect((await enrol(late, { pair: await createKeyPair() })).status).toBe(403);
    expect((await enrol(code)).status).toBe(403);
  });

  it('is locked by five wrong tries, alone', async () => {
    const code = await backEnd.enrolmentCode();
    const other = await backEnd.enrolmentCode('caisse-2');
    for (let i = 0; i < 5; i += 1) expect((await enrol(wrongFor(code))).status).toBe(403);
    expect((await enrol(code)).status).toBe(403);
    expect((await enrol(other)).status).toBe(201);
  });

  it('stands four wrong tries, also when they come at once', async () => {
    const code = await backEnd.enrolmentCode();
    const tries = await Promise.all(Array.from({ length: 4 }, () => enrol(wrongFor(code))));
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await enrol(code)).status).toBe(201);
  });

  it('is locked by no made-up code, and those change nothing', async () => {
    const code = await backEnd.enrolmentCode();
    const before = await backEnd.dump();
    const strange = code.startsWith('0') ? '1' : '0';
    for (const made of [strange.repeat(8), 'no-such-code', '']) expect((await enrol(made)).status).toBe(403);
    expect(await backEnd.dump()).toBe(before);
    expect((await enrol(code)).status).toBe(201);
  });

  it('is stored as a slow hash only', async () => {
    const code = await backEnd.enrolmentCode();
    const dump = await backEnd.dump();
    expect(dump).not.toContain(code);
    expect(dump).not.toContain(code.slice(2));
    const { code_hash } = await backEnd.store.sql.selectFrom('enrolment_codes').selectAll().executeTakeFirstOrThrow();
    const [salt = '', hash] = code_hash.split('.');
    expect(scryptSync(code, Buffer.from(salt, 'base64url'), 32).toString('base64url')).toBe(hash);
  });
});

describe('a key', () => {
  it.each<[string, (body: { enrolment: string }) => object]>([
    ['nothing', () => ({})],
    ['no signed word', () => ({ enrolment: 'nonsense' })],
    ['another text under the signature', ({ enrolment }) => ({ enrolment: enrolment.replace(/\.[^.]+\./, '.e30.') })],
    ['no signature', ({ enrolment }) => ({ enrolment: enrolment.replace(/[^.]+$/, '') })],
  ])('is not enrolled by %s, and the code stays good', async (_name, spoil) => {
    const code = await backEnd.enrolmentCode();
    expect((await post(spoil(await toEnrolmentBody(code, pair)))).status).toBe(400);
    expect((await enrol(code)).status).toBe(201);
  });

  it('is not enrolled by somebody who does not have it', async () => {
    const thief = await createKeyPair();
    const code = await backEnd.enrolmentCode();
    const byThief = { by: { ...thief.key, kid: pair.key.kid } };
    expect((await enrol(code, byThief)).status).toBe(400);
    const misnamed = { ...thief, publicKey: { ...thief.publicKey, kid: pair.publicKey.kid } };
    expect((await enrol(code, { pair: misnamed, ...byThief })).status).toBe(400);
    expect(await devices()).toEqual([]);
  });

  it('is not made a second device by a second code, at another till', async () => {
    await enrol(await backEnd.enrolmentCode());
    expect((await enrol(await backEnd.enrolmentCode('caisse-2'))).status).toBe(400);
    expect(await devices()).toHaveLength(1);
  });

  it('that is retired does not come back by a code', async () => {
    const { device } = await enrolled(await enrol(await backEnd.enrolmentCode()));
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device, 'retired', 'operator'));
    expect((await enrol(await backEnd.enrolmentCode())).status).toBe(400);
  });
});

describe('a tablet that is enrolled again (A1)', () => {
  it('becomes a new device with a chain of its own, and the old one is retired', async () => {
    const old = await enrolTestDevice(backEnd);
    await old.sync([await old.answers({})]);
    const next = await enrolTestDevice(backEnd, 'caisse-2', old);
    expect(await devices()).toMatchObject([
      { id: old.id, status: 'retired', replaces: null },
      { id: next.id, status: 'active', replaces: old.id },
    ]);
    expect((await facts()).at(-1)).toMatchObject({ type: 'device-enrolled', device: next.id, replaces: old.id });
    expect((await next.sync([await next.answers({})])).outcomes).toMatchObject([{ seq: 1, outcome: 'accepted' }]);
  });

  it('does not stand better than before when it was reported lost', async () => {
    const old = await enrolTestDevice(backEnd);
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, old.id, 'lost', 'operator'));
    const next = await enrolTestDevice(backEnd, 'caisse-1', old);
    expect(await devices()).toMatchObject([
      { id: old.id, status: 'lost' },
      { id: next.id, status: 'active' },
    ]);
  });

  it('can still hand over what its old key has signed', async () => {
    const old = await enrolTestDevice(backEnd);
    const event = await old.answers({ phone: '+33612345678', yes: ['sms-events'] });
    await enrolTestDevice(backEnd, 'caisse-1', old);
    const answer = await old.sync([event]);
    expect(answer).toMatchObject({ deviceStatus: 'retired', outcomes: [{ outcome: 'accepted' }] });
  });

  it('hands over first what it has announced, and keeps its code until then', async () => {
    const old = await enrolTestDevice(backEnd);
    const event = await old.answers({});
    await old.sync([]);
    const code = await backEnd.enrolmentCode();
    const replaces = await toReplacement(old, pair.publicKey);
    expect((await enrol(code, { replaces })).status).toBe(409);
    await old.sync([event]);
    expect((await enrol(code, { replaces })).status).toBe(201);
  });

  it('counts again after its profile had been restored', async () => {
    const forked = await enrolTestDevice(backEnd);
    await forked.sync([await forked.answers({})]);
    Object.assign(forked.head, { seq: 0, hash: null });
    await forked.sync([await forked.answers({})]);
    const next = await enrolTestDevice(backEnd, 'caisse-1', forked);
    expect((await next.sync([await next.answers({})])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('takes no place on anybody else’s word', async () => {
    const old = await enrolTestDevice(backEnd);
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const code = await backEnd.enrolmentCode();
    const thirdKey = (await createKeyPair()).publicKey;
    for (const replaces of [
      await toReplacement({ id: old.id, key: other.key }, pair.publicKey),
      await toReplacement({ id: old.id, key: pair.key }, pair.publicKey),
      await toReplacement(old, thirdKey), // the old tablet's word on another key
      await toReplacement({ id: 'nobody', key: old.key }, pair.publicKey),
      'nonsense',
    ])
      expect((await enrol(code, { replaces })).status).toBe(400);
    expect((await devices()).map(({ status }) => status)).toEqual(['active', 'active']);
    expect((await enrol(code, { replaces: await toReplacement(old, pair.publicKey) })).status).toBe(201);
  });
});
