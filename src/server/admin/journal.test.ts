import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY } from '#domain/instant.ts';
import { silentLog } from '../log.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { createKeyPair } from '../testing/enrolment.ts';
import { importJournal } from './journal.ts';

let directory: string;
let backEnd: TestBackEnd;
let device: TestDevice;
let events: MadeEvent[];
let lines: object[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'journal-'));
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  events = [
    await device.answers({ phone: '+33612345678', yes: ['sms-events'] }),
    await device.answers({ email: 'camille.martin@exemple.fr', yes: ['email-news'] }),
    await device.answers({}),
  ];
  const head = { format: 'consent-kiosk-journal', version: 1, device: device.id };
  lines = [head, await device.request(events.slice(0, 2)), await device.request(events.slice(2))];
});

afterEach(() => rm(directory, { recursive: true }));

async function bring(lines: readonly (object | string)[]) {
  const file = join(directory, 'journal.jsonl');
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(file, texts.map((text) => `${text}\n`).join(''));
  return importJournal({ store: backEnd.store, log: silentLog }, file);
}

const countGrants = async () => (await backEnd.store.sql.selectFrom('grants').select('event').execute()).length;

it('takes in all that a tablet could not send', async () => {
  expect(await bring(lines)).toEqual({ counts: { accepted: 3 }, stoppedAt: null });
  expect(await countGrants()).toBe(2);
});

it('counts everything once, imported twice and sent afterwards', async () => {
  await bring(lines);
  expect(await bring(lines)).toEqual({ counts: { duplicate: 3 }, stoppedAt: null });
  const { outcomes, word } = await device.sync(events);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  expect(word.hashes).toEqual(events.map(({ line }) => line[2]));
  expect(await countGrants()).toBe(2);
});

it('learns nothing of the tablet’s clock from a file that lay about', async () => {
  const clockOf = () => backEnd.store.sql.selectFrom('devices').select(['skew', 'last_seen_at', 'waiting']).execute();
  await device.sync([]);
  const before = await clockOf();
  backEnd.clock.now += 3 * DAY;
  await bring(lines);
  expect(await clockOf()).toEqual(before);
  const [summary] = await backEnd.store.sql.selectFrom('devices').select('announced_seq').execute();
  expect(summary?.announced_seq).toBe(3);
});

it('is not for what no enrolled tablet has signed', async () => {
  const { key } = await createKeyPair();
  const before = await backEnd.dump();
  expect(await bring([lines[0] as object, await device.request(events, {}, { key })])).toMatchObject({
    counts: {},
    stoppedAt: { line: 2, why: 'is not signed by a tablet that is enrolled here' },
  });
  expect(await backEnd.dump()).toBe(before);
});

it.each([
  ['half a line', '{"manifest":"eyJ'],
  ['another list', '[]'],
  ['more than a batch may hold', JSON.stringify({ manifest: 'x'.repeat(9_000_000), events: [], acknowledgements: [] })],
])('stops at %s, says where, and keeps what came before', async (_name, damage) => {
  const { counts, stoppedAt } = await bring([...lines.slice(0, 2), damage, ...lines.slice(2)]);
  expect(counts).toEqual({ accepted: 2 });
  expect(stoppedAt).toEqual({ line: 3, why: 'is damaged' });
  expect(await bring(lines)).toMatchObject({ counts: { duplicate: 2, accepted: 1 }, stoppedAt: null });
});

it.each([[{ format: 'something-else', version: 1 }], [{ format: 'consent-kiosk-journal', version: 2, device: 'x' }]])(
  'is not for another kind of file: %j',
  async (head) => {
    expect((await bring([head, ...lines.slice(1)])).stoppedAt?.line).toBe(1);
    expect(await countGrants()).toBe(0);
  },
);
