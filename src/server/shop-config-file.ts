// Reads the shop config that this server publishes at its start.
import { readFile } from 'node:fs/promises';
import { listConfigProblems, type ShopConfig, shopConfigSchema } from '#domain/shop-config.ts';

export const sampleShopConfig = new URL('./sample/librairie-du-canal.json', import.meta.url);

/** @throws Error that lists every problem of the file */
export async function readShopConfig(path: string | URL): Promise<ShopConfig> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(`The shop config ${path} cannot be read as JSON.`, { cause });
  }
  const problems = listConfigProblems(value);
  if (problems.length > 0) throw new Error(`The shop config ${path} is not right:\n  ${problems.join('\n  ')}`);
  return shopConfigSchema.parse(value);
}
