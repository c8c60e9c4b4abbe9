import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { silentLog } from '../log.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import type { CommandContext } from './command.ts';
import { ledgerCommands } from './ledger.ts';

let backEnd: TestBackEnd;
let device: TestDevice;
let printed: string[];

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({}), await device.answers({}), await device.answers({})]);
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(console, 'table').mockImplementation((rows) => printed.push(JSON.stringify(rows)));
});
afterEach(() => vi.restoreAllMocks());

async function verify(): Promise<boolean | undefined> {
  const context = { store: backEnd.store, log: silentLog, publicUrl: PUBLIC_URL, operator: 'operator' };
  return ledgerCommands[0]?.run(context as CommandContext, []);
}

it('finds an honest ledger good', async () => {
  expect(await verify()).toBe(true);
  expect(printed.join()).not.toContain('BAD');
});

it('names the first bad event, and fails', async () => {
  await sql`delete from events where chain = ${device.id} and seq = 2`.execute(backEnd.store.sql);
  expect(await verify()).toBe(false);
  expect(printed.at(-1)).toBe(`First bad event: ${device.id} 2: nothing stands there, and it is not booked as lost.\n`);
});
