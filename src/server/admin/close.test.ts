import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { verifyLedger } from '../storage/ledger.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { closeCommands } from './close.ts';
import type { CommandContext } from './command.ts';

let backEnd: TestBackEnd;
let device: TestDevice;
let tables: Record<string, unknown>[][];
let printed: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  [tables, printed] = [[], ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(console, 'table').mockImplementation((rows) => void tables.push(rows));
});
afterEach(() => vi.restoreAllMocks());

async function list(...args: string[]): Promise<boolean | undefined> {
  const context = { store: backEnd.store, publicUrl: PUBLIC_URL, operator: 'nadia' };
  return closeCommands[0]?.run(context as CommandContext, args);
}

/** Syncs what is made now, one by one. */
async function take(...made: (() => Promise<Awaited<ReturnType<TestDevice['answers']>>>)[]) {
  for (const make of made) await device.sync([await make()]);
}

it('lists what each close counted, with the fingerprint that stands on paper', async () => {
  await take(
    () => device.answers({}),
    () => device.answers({}),
    () => device.dayClosed(1),
  );
  await list();
  expect(tables[0]).toMatchObject([
    {
      ...{ place: `${backEnd.config.stores[0]?.id} caisse-1`, number: 1, answers: 2, events: 2, waiting: 0, lost: 0 },
      ...{ ledger: 'intact', verdict: 'all clear', fingerprint: expect.stringMatching(/^([0-9a-f]{4} ?){3}$/) },
    },
  ]);
  expect(printed).toBe('');
});

it('still has each of them when what was answered then says nothing any more (B12)', async () => {
  await take(
    () => device.answers({}),
    () => device.dayClosed(1),
  );
  await backEnd.liveUntil('2035-01-01');
  await take(() => device.dayClosed(2));
  await list();
  expect(tables[0]).toMatchObject([{ number: 1, answers: 1 }, { number: 2 }]);
  expect(printed).toBe('');
  expect(await verifyLedger(backEnd.store)).toContainEqual(
    expect.objectContaining({ chain: device.id, bad: null, cut: 1 }),
  );
});

it('names the numbers that are missing, and tells all is well where none is', async () => {
  await take(
    () => device.dayClosed(2),
    () => device.dayClosed(3),
    () => device.dayClosed(6),
  );
  await list();
  expect(tables[0]).toHaveLength(3);
  expect(printed.split('\n').map((line) => line.split(' of ')[0])).toEqual([
    'Missing: number 1',
    'Missing: numbers 4 to 5',
    '',
  ]);
});

it('asks for a look where a close could not vouch for everything', async () => {
  const spoil = (event: Record<string, unknown>) => Object.assign(event.report as object, { lost: 'unknown' });
  await take(() => device.dayClosed(1, { spoil }));
  await list();
  expect(tables[0]).toMatchObject([{ verdict: 'CHECK', lost: 'unknown' }]);
});

it('is of one store where asked, and of no store that there is not', async () => {
  await take(() => device.dayClosed(1));
  await list('--store', backEnd.config.stores[0]?.id ?? '');
  expect(tables[0]).toHaveLength(1);
  await list('--store', 'nowhere');
  expect(printed).toBe('No day has been closed.\n');
  expect(await list('--shop', 'nowhere')).toBe(false);
});

it('leaves a ledger that verifies', async () => {
  await take(
    () => device.answers({}),
    () => device.dayClosed(1),
    () => device.answers({}),
  );
  expect((await verifyLedger(backEnd.store)).map(({ bad }) => bad)).toEqual([null, null]);
});
