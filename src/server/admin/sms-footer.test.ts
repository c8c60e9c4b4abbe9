import { afterEach, expect, it, vi } from 'vitest';
import type { ShopConfig } from '#domain/shop-config.ts';
import { createTestBackEnd } from '../testing/back-end.ts';
import type { CommandContext } from './command.ts';
import { smsFooterCommands } from './sms-footer.ts';

afterEach(() => vi.restoreAllMocks());

async function run(change: (config: ShopConfig) => ShopConfig) {
  const { store, config, publish } = await createTestBackEnd();
  await publish(change(config));
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const done = await smsFooterCommands[0]?.run({ store } as CommandContext, []);
  return { done, printed: printed.join('') };
}

it('prints how to stop in each language of the shop, in characters that cost one each', async () => {
  const { done, printed } = await run((config) => config);
  expect(done).toBe(true);
  expect(printed).toBe('fr  STOP au 0639980111\nen  STOP to 0639980111\n');
});

it.each<[string, (config: ShopConfig) => ShopConfig]>([
  ['has no such number', ({ stopNumber: _, ...config }) => config],
  ['asks for no texts', (config) => ({ ...config, questions: config.questions.filter((q) => q.channel !== 'sms') })],
])('says so when the shop %s', async (_, change) => {
  const { done, printed } = await run(change);
  expect(done).toBe(false);
  expect(printed).toContain('stopNumber');
});
