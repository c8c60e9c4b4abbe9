import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Question, ShopConfig } from '#domain/shop-config.ts';
import { toCloseFile } from '#protocol/close-file.ts';
import { verifyLedger } from '../storage/ledger.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
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

describe('a saved close that does not fit', () => {
  const counted = { taken: 2, accepted: 0, refused: 2 };
  const refusals = { channels: [], hours: [{ hour: 18, accepted: 0, refused: 2, heldApart: 0 }] };
  const closeWith =
    (number: number, report: object, since = 0) =>
    () =>
      device.dayClosed(number, {
        since,
        spoil: (event) => Object.assign(event.report as object, { answers: counted, ...refusals, ...report }),
      });
  const answer = () => device.answers({});
  const [before, after] = [{ lastSeq: 2 }, { firstSeq: 3, lastSeq: 3 }];

  async function verify({ body }: MadeEvent): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'close-'));
    const path = join(directory, 'close.json.txt');
    await writeFile(path, toCloseFile(body.jws ?? ''));
    printed = '';
    const context = { store: backEnd.store } as CommandContext;
    expect(await closeCommands[1]?.run(context, [path])).toBe(false);
    await rm(directory, { recursive: true });
    return printed
      .split('\n')
      .filter((line) => line.startsWith('BAD'))
      .join('\n');
  }

  it('in its numbers, names each', async () => {
    await take(answer, answer);
    const answers = { taken: 3, accepted: 1, refused: 2 };
    const text = await verify(await closeWith(1, { answers })());
    expect(text).toContain('answers taken 3, in the ledger 2; with a yes 1, in the ledger 0;');
    expect(text).toContain('no to email 0, in the ledger 2');
  });

  it('in its range, to the close before or after it', async () => {
    await take(answer, answer, closeWith(1, before), closeWith(3, { firstSeq: 6, lastSeq: 5 }));
    expect(await verify(await closeWith(2, { firstSeq: 4, lastSeq: 4 })())).toContain(
      'It begins at event 4, but close 1 ends at 2.',
    );
    expect(await verify(await closeWith(2, { firstSeq: 3, lastSeq: 4 })())).toContain(
      'It ends at event 4, but close 3 begins at 6.',
    );
  });

  it('in its number: taken, first but not from the beginning, or with the one before it missing', async () => {
    await take(answer, answer, closeWith(1, before), closeWith(5, after));
    expect(await verify(await closeWith(1, before)())).toContain('The ledger has another close with number 1.');
    expect(await verify(await closeWith(3, after)())).toContain(
      'Close 2 is missing here, though later ones have arrived',
    );
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    await other.sync([await other.answers({}), await other.answers({})]);
    expect(await verify(await other.dayClosed(1, { since: 1 }))).toContain('begins at event 2 instead of 1');
  });

  it('in its head: the ledger has another event there, or in its place', async () => {
    await take(answer, answer);
    const close = await closeWith(1, { head: 'A'.repeat(43) })();
    expect(await verify(close)).toContain('The ledger has another event as 2, the last that it counts.');
    Object.assign(device.head, { seq: 2, hash: close.line[2] });
    await device.sync([await answer()]);
    expect(await verify(close)).toContain('The ledger has something else as event 3 of the tablet.');
  });

  it('in what has arrived: counted as sent and not here, or lost', async () => {
    await take(answer);
    const unsent = await answer();
    expect(await verify(await closeWith(1, before)())).toContain(
      'Of the 2 events that it counts the ledger has 1; when it was made, 0 waited on the tablet and 0 were missing.',
    );
    const records = { sent: 1, waiting: 1, heldApart: 0, missing: 0 };
    const close = await closeWith(1, { ...before, records })();
    await device.sync([], { noLongerHeld: [[unsent.line[0], unsent.line[0]]] });
    expect(await verify(close)).toContain('Of the 2 events that it counts the ledger has 1; 1 are booked as lost.');
  });
});

describe('of a day on which people were told', () => {
  const LETTER = 'Camille Morel\n12 rue du Port\n44000 Nantes';
  const none = { yes: 0, no: 0, pending: 0, confirmed: 0, ended: 0, told: 0, objected: 0 };
  const channels = [...(['email', 'sms', 'phone'] as const).map((channel) => ({ ...none, channel, no: 1 }))];
  const counted = {
    channels: [...channels, { ...none, channel: 'post', told: 1 }],
    hours: [{ hour: 18, accepted: 0, refused: 1, heldApart: 0 }],
  };
  /** One answer: told of letters, and no to all else. */
  async function closeAfterTelling(report: object): Promise<MadeEvent> {
    const [email] = backEnd.config.questions as [Question];
    const told = { regime: 'opt-out', legalBasis: 'legitimate-interest', confirmation: 'none' } as const;
    const letters: Question = { ...email, ...told, id: 'letters', channel: 'post', information: email.detail };
    const config: ShopConfig = { ...backEnd.config, schema: 2, questions: [...backEnd.config.questions, letters] };
    await backEnd.publish(config);
    await take(() => device.answers({ config, yes: ['letters'], postal: LETTER }));
    const spoil = (event: Record<string, unknown>) => Object.assign(event.report as object, counted, report);
    const close = await device.dayClosed(1, { spoil });
    await device.sync([close]);
    return close;
  }

  async function verify({ body }: MadeEvent): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'close-'));
    const path = join(directory, 'close.json.txt');
    await writeFile(path, toCloseFile(body.jws ?? ''));
    await closeCommands[1]?.run({ store: backEnd.store } as CommandContext, [path]);
    await rm(directory, { recursive: true });
    return printed;
  }

  it('lists them apart from a yes', async () => {
    await closeAfterTelling({ answers: { taken: 1, accepted: 0, refused: 0 } });
    await list();
    expect(tables[0]).toMatchObject([{ answers: 1, accepted: 0, told: 1, verdict: 'all clear' }]);
  });

  it.each([
    ['as it is counted today', { taken: 1, accepted: 0, refused: 0 }],
    ['of a tablet of before, which counted them with a yes', { taken: 1, accepted: 1, refused: 0 }],
  ])('a saved close verifies, %s', async (_, answers) => {
    const text = await verify(await closeAfterTelling({ answers }));
    expect(text).toContain('Its numbers are those of the ledger: 1 answers taken.');
    expect(text).not.toContain('BAD');
  });
});

it('leaves a ledger that verifies', async () => {
  await take(
    () => device.answers({}),
    () => device.dayClosed(1),
    () => device.answers({}),
  );
  expect((await verifyLedger(backEnd.store)).map(({ bad }) => bad)).toEqual([null, null]);
});
