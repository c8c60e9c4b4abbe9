import { beforeEach, expect, it } from 'vitest';
import type { ShopConfig } from '#domain/shop-config.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { type AnswersInput, enrolTestDevice } from '../testing/device.ts';

let backEnd: TestBackEnd;
let config: ShopConfig;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  config = structuredClone(backEnd.config);
  config.languages = ['fr'];
  config.stores.push({ ...config.stores[0], id: 'angers' } as ShopConfig['stores'][number]);
});

async function outcomeOf(input: AnswersInput): Promise<string | undefined> {
  await backEnd.publish(config);
  const device = await enrolTestDevice(backEnd);
  const { outcomes } = await device.sync([await device.answers({ config, ...input })]);
  return outcomes.map((o) => o.reason ?? o.outcome)[0];
}

it.each<[string, AnswersInput]>([
  ['a store at which the tablet does not stand', { spoil: (e) => (e.store = 'angers') }],
  ['the zone of another place', { spoil: (e) => (e.timeZone = 'Pacific/Auckland') }],
  ['a language the shop does not speak', { language: 'en' }],
])('holds answers that name %s', async (_name, input) => {
  expect(await outcomeOf(input)).toBe('not-as-published');
});

it('holds answers under a config that does not know the tablet’s store', async () => {
  config.stores = config.stores.filter((store) => store.id !== 'nantes');
  expect(await outcomeOf({})).toBe('not-as-published');
});

it('takes answers that name all of it as published', async () => {
  expect(await outcomeOf({})).toBe('accepted');
});
