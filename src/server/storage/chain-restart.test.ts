import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { type BackEndEvent, backEndEventSchema } from '#domain/consent-event.ts';
import { sha256 } from '#protocol/digest.ts';
import { readSignedText, signedTypes, signText } from '#protocol/signature.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import { type Fact, restartChain } from './chain-restart.ts';
import { verifyLedger } from './ledger.ts';

let backEnd: TestBackEnd;
let first: Fact;

async function toFact(jws: string): Promise<Fact> {
  const event: BackEndEvent = backEndEventSchema.parse(JSON.parse(readSignedText(jws) ?? ''));
  return { jws, hash: await sha256(jws), event };
}

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  await enrolTestDevice(backEnd);
  const { jws } = await backEnd.store.sql
    .selectFrom('events')
    .select('jws')
    .where('chain', '=', 'store:nantes')
    .executeTakeFirstOrThrow();
  first = await toFact(jws as string);
});

it('puts a fact beside the one that has taken its place: both are proof, and the chain stays whole', async () => {
  const text = JSON.stringify({ ...first.event, id: randomUUID() });
  const logged = await toFact(await signText(text, signedTypes.event, backEnd.keys.signing));
  await backEnd.store.transaction((tx) => restartChain(tx, 'nantes', [logged]));
  const reports = await verifyLedger(backEnd.store);
  expect(reports.find(({ chain }) => chain === 'store:nantes')).toMatchObject({ events: 2, beside: 1, bad: null });
  const next = await backEnd.store.sql
    .selectFrom('events')
    .select('jws')
    .where('chain', '=', 'store:nantes:2')
    .executeTakeFirstOrThrow();
  expect((await toFact(next.jws as string)).event).toMatchObject({
    type: 'chain-restarted',
    replaces: { chain: 'store:nantes', seq: 1, head: first.hash },
  });
});
