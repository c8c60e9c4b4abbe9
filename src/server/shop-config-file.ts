// Reads a file with a shop's config.
import { readFile } from 'node:fs/promises';
import { type ShopConfig, shopConfigSchema } from '#domain/shop-config.ts';

export const sampleShopConfig = new URL('./sample/librairie-du-canal.json', import.meta.url);

/** The JSON of the file, not looked at any further. */
export async function readShopFile(path: string | URL): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(`The shop config ${path} cannot be read as JSON.`, { cause });
  }
}

/** A config that has its form; whether it may be published is another question. */
export async function readShopConfig(path: string | URL): Promise<ShopConfig> {
  return shopConfigSchema.parse(await readShopFile(path));
}
