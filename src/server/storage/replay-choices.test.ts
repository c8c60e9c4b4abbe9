// What a person has narrowed, lowered or frozen on their own page outlives a restore from backup (B13).

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deriveConsentStates } from '#domain/consent-state.ts';
import { HOUR } from '#domain/instant.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import { openOwnPage, press, readForm } from '../testing/link.ts';
import { loadActs } from './acts.ts';
import { verifyLedger } from './ledger.ts';
import { createSqliteDialect } from './sqlite.ts';

let directory: string;
let backEnd: TestBackEnd;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-choices-'));
  backEnd = await createTestBackEnd();
  const device = await enrolTestDevice(backEnd);
  await device.sync([
    await device.answers({ email: 'camille@exemple.fr', phone: '+33612345678', yes: ['email-news', 'sms-events'] }),
  ]);
  await backEnd.runJobs();
  path = await openOwnPage(backEnd);
  await sql`vacuum into ${join(directory, 'backup.sqlite')}`.execute(backEnd.store.sql);
  backEnd.clock.now += HOUR;
});

afterEach(async () => {
  await backEnd.store.close();
  await rm(directory, { recursive: true });
});

async function restore(): Promise<void> {
  await backEnd.store.close();
  const { keys, actLog, clock, mails } = backEnd;
  clock.now += HOUR;
  const dialect = createSqliteDialect(join(directory, 'backup.sqlite'));
  backEnd = await createTestBackEnd({ dialect, keys, actLog, clock, mails });
}

async function readStates() {
  const rows = await backEnd.store.sql.selectFrom('contact_points').select('id').execute();
  const states = await Promise.all(
    rows.map(async ({ id }) => deriveConsentStates((await loadActs(backEnd.store, id)).acts)),
  );
  return Object.fromEntries(states.flat().map((state) => [state.channel, state]));
}

it('keeps topics away and the frequency low, on the number beside the address too', async () => {
  const form = await readForm(await backEnd.app.request(path));
  const [topics, often] = ['topic:marketing.email', 'frequency:marketing.sms'];
  await press(backEnd.app, path, { ...form, [topics]: ['events'], [often]: '2/year' });
  await restore();
  const { email, sms } = await readStates();
  expect(email).toMatchObject({ status: 'given', topics: ['events'] });
  expect(sms).toMatchObject({ status: 'given', frequency: { max: 2, per: 'year' } });
  expect(await backEnd.store.sql.selectFrom('caps').select('page_of').execute()).toEqual([
    { page_of: expect.any(String) },
  ]);
  expect((await verifyLedger(backEnd.store)).every(({ bad }) => bad === null)).toBe(true);
});

it('keeps everything frozen, and what was lifted usable', async () => {
  await press(backEnd.app, path, { action: 'restrict' });
  await restore();
  expect(await readStates()).toMatchObject({ email: { status: 'restricted' }, sms: { status: 'restricted' } });
  const rows = await backEnd.store.sql.selectFrom('grants').select('status').execute();
  expect(rows).toEqual([{ status: 'restricted' }, { status: 'restricted' }]);
});

it('does again what followed a freeze', async () => {
  await press(backEnd.app, path, { action: 'restrict' });
  await press(backEnd.app, path, { action: 'lift' });
  await restore();
  expect(await readStates()).toMatchObject({ email: { status: 'given' }, sms: { status: 'given' } });
});
