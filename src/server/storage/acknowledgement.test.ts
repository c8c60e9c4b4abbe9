import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import type { PrivateKey } from '#protocol/public-key.ts';
import { readSignedText, signedTypes, signText } from '#protocol/signature.ts';
import type { Acknowledgement, SignedAnswer } from '#protocol/sync.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { createKeyPair } from '../testing/enrolment.ts';

const PHONE = '+33612345678';
const SMS_YES = { phone: PHONE, yes: ['sms-events'] };

let backEnd: TestBackEnd;
let here: TestDevice;
let there: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  here = await enrolTestDevice(backEnd);
  there = await enrolTestDevice(backEnd, 'caisse-2');
  backEnd.clock.now += HOUR;
  await there.sync([await there.stop({ phone: PHONE })]);
  backEnd.clock.now += HOUR;
});

const statuses = async () =>
  (await backEnd.store.sql.selectFrom('grants').select('status').execute()).map((grant) => grant.status);

describe('the back end’s word, as proof that a yes came after a stop from elsewhere', () => {
  it('is any answer to the same tablet, to a heartbeat too', async () => {
    await here.sync([]);
    await here.sync([await here.answers(SMS_YES)]);
    expect(await statuses()).toEqual(['given']);
  });

  it('is not an answer from before the stop', async () => {
    await here.sync([await here.answers(SMS_YES)]);
    expect(await statuses()).toEqual(['withdrawn']);
  });

  it('is not an answer to another tablet', async () => {
    await there.sync([]);
    here.lastAcknowledgement = there.lastAcknowledgement;
    await here.sync([await here.answers(SMS_YES)]);
    expect(await statuses()).toEqual(['withdrawn']);
  });

  it.each([
    ['none', null],
    ['one that it never gave', 'A'.repeat(43)],
  ])('is not %s', async (_name, word) => {
    await here.sync([]);
    here.lastAcknowledgement = word;
    await here.sync([await here.answers(SMS_YES)]);
    expect(await statuses()).toEqual(['withdrawn']);
  });
});

describe('an acknowledgement', () => {
  it('names the tablet it was given to and the events it holds', async () => {
    const event = await here.answers(SMS_YES);
    const { acknowledgement, word, serverTime } = await here.sync([event]);
    expect(word).toMatchObject({ device: here.id, hashes: [event.line[2]], receivedAt: serverTime });
    expect(here.lastAcknowledgement).toBe(await sha256(acknowledgement));
  });

  it('is bound to the request and to the answer beside it: another exchange’s is none for this one', async () => {
    const first = await here.request([]);
    const second = await here.request([], { waiting: 1 });
    const answerTo = async (request: object) => (await here.post(JSON.stringify(request))).text();
    const toFirst = await answerTo(first);
    await expect(here.read(second, new Response(toFirst))).rejects.toThrow('another exchange');
    const signed = JSON.parse(await answerTo(second)) as SignedAnswer;
    const altered = { ...signed, answer: signed.answer.replace('"active"', '"retired"') };
    await expect(here.read(second, Response.json(altered))).rejects.toThrow('another exchange');
    await expect(here.read(second, Response.json(signed))).resolves.toMatchObject({ deviceStatus: 'active' });
  });

  it('is signed by no key but the back end’s', async () => {
    const request = await here.request([]);
    const signed = (await (await here.post(JSON.stringify(request))).json()) as SignedAnswer;
    const text = readSignedText(signed.acknowledgement) as string;
    const forger = await createKeyPair();
    const key = { ...forger.key, kid: backEnd.store.keys.signing.kid };
    const forged = { ...signed, acknowledgement: await signText(text, signedTypes.acknowledgement, key) };
    await expect(here.read(request, Response.json(forged))).rejects.toThrow('not signed by the back end');
  });
});

describe('acknowledgements that a tablet shows after a restore (B8)', () => {
  /** A back end that has lost an exchange which the tablet remembers, and a stop by another tablet since. */
  async function loseExchange() {
    const yes = await here.answers(SMS_YES);
    const answer = await here.sync([yes]);
    const { sql } = backEnd.store;
    for (const table of ['grants', 'disclosures'] as const) await sql.deleteFrom(table).execute();
    await sql.deleteFrom('events').where('chain', '=', here.id).execute();
    await sql.deleteFrom('acknowledgements').where('device', '=', here.id).execute();
    await sql.updateTable('chains').set({ expected: 1, head: null }).where('id', '=', here.id).execute();
    backEnd.clock.now += HOUR;
    return { yes, answer };
  }

  const received = async (event: MadeEvent) =>
    (
      await backEnd.store.sql
        .selectFrom('events')
        .selectAll()
        .where('hash', '=', event.line[2])
        .executeTakeFirstOrThrow()
    ).received_at;

  it('give their events the instant of their first receipt back', async () => {
    const { yes, answer } = await loseExchange();
    await here.sync([yes], {}, { acknowledgements: [answer.acknowledgement] });
    expect(await received(yes)).toBe(answer.serverTime);
  });

  it('prove again that later events came after them', async () => {
    const { yes, answer } = await loseExchange();
    const stop = await here.stop({ phone: PHONE }); // it names that acknowledgement as the last one
    await here.sync([yes, stop], {}, { acknowledgements: [answer.acknowledgement] });
    const { earliest } = await backEnd.store.sql
      .selectFrom('events')
      .select('earliest')
      .where('hash', '=', stop.line[2])
      .executeTakeFirstOrThrow();
    expect(earliest).toBe(answer.serverTime);
  });

  it.each<[string, (word: Acknowledgement) => Promise<string>]>([
    ['somebody else’s', async (word) => resign(word, (await createKeyPair()).key)],
    [
      'somebody else’s under the name of our key',
      async (word) => resign(word, { ...(await createKeyPair()).key, kid: backEnd.store.keys.signing.kid }),
    ],
    ['to another tablet', (word) => resign({ ...word, device: there.id }, backEnd.store.keys.signing)],
    ['nonsense', async () => 'nonsense'],
  ])('count for nothing when they are %s', async (_name, forge) => {
    const { yes, answer } = await loseExchange();
    const shown = await forge({ ...answer.word, receivedAt: 1 });
    await here.sync([yes], {}, { acknowledgements: [shown] });
    expect(await received(yes)).toBe(backEnd.clock.now);
    const kept = backEnd.store.sql.selectFrom('acknowledgements').select('hash').where('jws', '=', shown);
    expect(await kept.execute()).toEqual([]);
  });

  it('never put an event into the future', async () => {
    const { yes, answer } = await loseExchange();
    const later = { ...answer.word, receivedAt: backEnd.clock.now + 10 * HOUR };
    await here.sync([yes], {}, { acknowledgements: [await resign(later, backEnd.store.keys.signing)] });
    expect(await received(yes)).toBe(backEnd.clock.now);
  });
});

const resign = (word: Acknowledgement, key: PrivateKey) =>
  signText(JSON.stringify(word), signedTypes.acknowledgement, key);
