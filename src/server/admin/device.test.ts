import { beforeEach, expect, it, vi } from 'vitest';
import { MINUTE } from '#domain/instant.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import type { CommandContext } from './command.ts';
import { deviceCommands } from './device.ts';

let backEnd: TestBackEnd;
let device: TestDevice;
let printed: string;
let rows: Record<string, unknown>[];

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  printed = '';
  rows = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(console, 'table').mockImplementation((table) => {
    rows = table;
  });
});

async function run(verb: string, ...args: string[]): Promise<boolean | undefined> {
  const context = { store: backEnd.store, publicUrl: PUBLIC_URL, operator: 'nadia' } as CommandContext;
  return deviceCommands.find(({ usage }) => usage.startsWith(`device ${verb}`))?.run(context, args);
}

it.each([
  [2 * MINUTE - 1000, ''],
  [3 * MINUTE, '3 min slow'],
  [-3 * MINUTE, '3 min fast'],
])('a clock that is %i ms behind is listed as "%s" (C3)', async (behind, clock) => {
  await device.sync([], { sentAt: backEnd.clock.now - behind });
  await run('list');
  expect(rows).toMatchObject([{ device: device.id, status: 'active', clock }]);
});

it('a code is printed as it is typed, for a till that there is', async () => {
  expect(await run('add', 'nantes', 'caisse-2')).toBe(true);
  const [code = ''] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(printed) ?? [];
  const { id } = await enrolTestDevice({ ...backEnd, enrolmentCode: async () => code });
  const added = backEnd.store.sql.selectFrom('devices').select('till').where('id', '=', id);
  expect(await added.executeTakeFirst()).toEqual({ till: 'caisse-2' });
  expect(await run('add', 'nantes', 'caisse-99')).toBe(false);
  expect(printed).toContain('No such store and till');
});

it.each([
  ['retire', 'retired'],
  ['lost', 'lost'],
])('device %s ends the tablet, and says so the second time', async (verb, status) => {
  expect(await run(verb, device.id)).toBe(true);
  expect(await run(verb, device.id)).toBe(false);
  await run('list');
  expect(rows).toMatchObject([{ device: device.id, status }]);
});
