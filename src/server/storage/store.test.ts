import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR } from '#domain/instant.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { identifyContactPoint } from './contact-point.ts';
import { eraseSubject } from './erasure.ts';
import { decideUse } from './may-contact.ts';
import { createSqliteDialect } from './sqlite.ts';
import { recordStop } from './stop.ts';
import { openStore, type Store, type Tx } from './store.ts';

const claim = { kind: 'phone', value: '+33612345678' } as const;

let directory: string;
let server: TestBackEnd;
let tablet: TestDevice;
/** What an operator's command opens beside the server. */
let operators: Store;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'store-'));
  const dialect = () => createSqliteDialect(join(directory, 'consent.sqlite'));
  server = await createTestBackEnd({ dialect: dialect() });
  tablet = await enrolTestDevice(server);
  await tablet.sync([]);
  server.clock.now -= HOUR; // it was an hour fast, and is set right
  const { keys, actLog, clock } = server;
  operators = await openStore({ dialect: dialect(), now: () => clock.now, newId: randomUUID, keys, actLog });
});

afterEach(async () => {
  await operators.close();
  await server.store.close();
  await rm(directory, { recursive: true });
});

const scope = { channel: 'sms', purpose: 'marketing' } as const;

it.each<[string, (tx: Tx) => Promise<unknown>]>([
  ['erases', (tx) => eraseSubject(tx, claim)],
  [
    'withdraws',
    async (tx) => {
      const { id: contactPoint } = await identifyContactPoint(tx, claim);
      await recordStop(tx, { store: 'rennes', contactPoint, kind: 'withdrawal', scope, via: 'operator' });
    },
  ],
])('no yes from before comes back once an operator %s, also under a clock that was set back', async (_, end) => {
  // the command is open by now, and the server goes on answering
  for (let i = 0; i < 5; i++) await tablet.sync([]);
  const before = await tablet.answers({ phone: claim.value, yes: ['sms-events'] });
  await operators.transaction(end);
  await tablet.sync([before]);
  const use = await decideUse(server.store, { claim, ...scope }, { config: server.config, now: server.clock.now });
  expect(use.answer).toBe('no');
});

it('gives a transaction a later instant than what another process has recorded', async () => {
  for (let i = 0; i < 3; i++) {
    await tablet.sync([]);
    const words = server.store.sql.selectFrom('acknowledgements').select('received_at');
    const recorded = (await words.execute()).map(({ received_at }) => received_at);
    expect(await operators.transaction(async (tx) => tx.now)).toBeGreaterThan(Math.max(...recorded));
  }
});
