import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listAudit } from '../storage/audit.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { suppress } from '../storage/suppress.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import { apiKeyCommands } from './api-key.ts';
import type { Command, CommandContext } from './command.ts';
import { mayContactCommands } from './may-contact.ts';

let backEnd: TestBackEnd;
let printed: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(console, 'table').mockImplementation((rows) => {
    printed += JSON.stringify(rows);
  });
});
afterEach(() => vi.restoreAllMocks());

const run = (commands: readonly Command[], name: string, ...args: string[]) =>
  commands
    .find(({ usage }) => usage.startsWith(name))
    ?.run({ store: backEnd.store, operator: 'ada' } as unknown as CommandContext, args);
const mayContact = (...args: string[]) => run(mayContactCommands, 'may-contact', ...args);

it('says yes with the rule, its source, the proof and the end, and notes who asked', async () => {
  const device = await enrolTestDevice(backEnd);
  const made = await device.answers({ phone: '+33639980123', yes: ['sms-events'] });
  await device.sync([made]);
  expect(await mayContact('06 39 98 01 23', 'sms')).toBe(true);
  expect(printed.split('\n')[0]).toBe('Yes, on 2026-10-12, by sms for marketing: their answer allows it.');
  for (const line of [
    'about     private-sales, signings; at most 4 a year',
    'rule      fr-electronic-prospect: opt-in (rules of 2026-11-22)',
    'source    Code des postes et des communications électroniques, art. L. 34-5, https://www.legifrance',
    `proof     answers-given ${made.line[1]}`,
    'ends on   2029-10-12',
  ])
    expect(printed).toContain(`  ${line}`);
  const [contact] = await backEnd.store.sql.selectFrom('contact_points').select('id').execute();
  expect(await listAudit(backEnd.store, 10)).toMatchObject([
    { actor: 'operator:ada', action: 'may-contact', subject: contact?.id },
  ]);
});

it('says no for a day before anybody was asked, and of somebody unknown', async () => {
  const device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ phone: '+33639980123', yes: ['phone-invitations'] })]);
  await mayContact('+33639980123', 'phone', '--date=2026-08-11');
  expect(printed).toContain('No, on 2026-08-11, by phone for marketing: they have not said yes to it.');
  expect(printed).toContain('fr-phone-consumer-since-2026-08-11: opt-in');
  await mayContact('camille@exemple.fr', 'email', '--purpose=loyalty');
  expect(printed).toContain('No, on 2026-10-12, by email for loyalty: nothing is held about them.');
});

it('names the reason of who was erased or is suppressed, of whom nothing else is held', async () => {
  const device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ phone: '+33639980123', yes: ['sms-events'] })]);
  await backEnd.store.transaction(async (tx) => {
    await eraseSubject(tx, { kind: 'phone', value: '+33639980123' });
    await suppress(tx, { kind: 'phone', value: '+33639980145' });
  });
  await mayContact('+33639980123', 'sms');
  expect(printed).toContain('No, on 2026-10-12, by sms for marketing: they had their data erased.');
  await mayContact('+33639980145', 'sms');
  expect(printed).toContain('by sms for marketing: they have taken it back, or are on the suppression list.');
  await mayContact('+33639980145', 'sms', '--date=2026-10-11');
  expect(printed).toContain('No, on 2026-10-11, by sms for marketing: nothing is held about them.');
});

it('says so where the address or number is none for that channel', async () => {
  expect(await mayContact('camille@exemple.fr', 'phone')).toBe(false);
  expect(printed).toBe('By phone one needs a telephone number: that is an e-mail address.\n');
});

it.each([
  ['no channel', ['camille@exemple.fr']],
  ['an unknown channel', ['camille@exemple.fr', 'fax']],
  ['no address', ['camille', 'email']],
  ['a day that is none', ['camille@exemple.fr', 'email', '--date=2026-02-30']],
  ['a slip in an option, which would answer for today', ['camille@exemple.fr', 'email', '--dat=2026-08-10']],
])('understands nothing with %s, and says how it is asked', async (_, args) => {
  expect(await mayContact(...args)).toBe(false);
  expect(printed).toContain('For example: may-contact');
});

it('shows a key once, lists it without its secret, and ends it', async () => {
  expect(await run(apiKeyCommands, 'api-key add', 'crm')).toBe(true);
  const secret = printed.trim().split('.')[1] as string;
  expect(secret).toHaveLength(43);
  printed = '';
  expect(await run(apiKeyCommands, 'api-key add', 'crm')).toBe(false);
  expect(await run(apiKeyCommands, 'api-key add', 'The CRM')).toBe(false);
  await run(apiKeyCommands, 'api-key list');
  expect(printed).toContain('"name":"crm"');
  expect(printed).not.toContain(secret);
  expect(await run(apiKeyCommands, 'api-key revoke', 'crm')).toBe(true);
  expect(await run(apiKeyCommands, 'api-key revoke', 'crm')).toBe(false);
  expect((await listAudit(backEnd.store, 10)).map(({ action }) => action).sort()).toEqual([
    ...['api-key-added', 'api-key-revoked'],
  ]);
});
