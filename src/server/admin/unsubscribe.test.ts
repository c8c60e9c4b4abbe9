import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import type { CommandContext } from './command.ts';
import { unsubscribeCommands } from './unsubscribe.ts';

const EMAIL = 'camille.martin@exemple.fr';

let backEnd: TestBackEnd;
let printed: string[];

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  const device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ email: EMAIL, phone: '+33612345678', yes: ['email-news', 'sms-events'] })]);
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

const run = (...args: string[]) => {
  const context = { store: backEnd.store, publicUrl: PUBLIC_URL, operator: 'operator' };
  return unsubscribeCommands[0]?.run(context as CommandContext, args);
};
const audited = () => backEnd.store.sql.selectFrom('audit').select('action').execute();

it('prints a link that works and the two headers of RFC 8058, and leaves a line in the audit log', async () => {
  expect(await run('Camille.Martin@EXEMPLE.fr', 'marketing', 'email')).toBe(true);
  const [link = '', , list = '', post = ''] = printed.join('').split('\n');
  expect(post).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(list).toMatch(/^List-Unsubscribe: <https:\/\/[^<>\s]+>$/);
  expect(list.length).toBeLessThan(998); // RFC 5322 §2.1.1
  expect(await (await backEnd.app.request(link)).text()).toContain('Arrêter les e\u2011mails');
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  const target = list.slice(list.indexOf('<') + 1, -1);
  expect((await backEnd.app.request(target, { method: 'POST', body })).status).toBe(200);
  const grants = await backEnd.store.sql.selectFrom('grants').select('status').orderBy('question').execute();
  expect(grants).toEqual([{ status: 'withdrawn' }, { status: 'given' }]);
  expect(await audited()).toEqual([{ action: 'unsubscribe-link' }]);
});

it('prints a link that ends everything when no purpose is named', async () => {
  expect(await run('06 12 34 56 78')).toBe(true);
  expect(await (await backEnd.app.request(printed.join('').split('\n')[0] ?? '')).text()).toContain('Tout arrêter');
});

it.each([
  ['nobody knows', ['somebody.else@exemple.fr']],
  ['is no address', ['camille']],
  ['was asked for another channel', [EMAIL, 'marketing', 'sms']],
  ['was asked for another purpose', [EMAIL, 'profiling', 'email']],
])('prints no link for what %s', async (_, args) => {
  expect(await run(...args)).toBe(false);
  expect(printed.join('')).not.toContain('https://');
  expect(await audited()).toEqual([]);
});
