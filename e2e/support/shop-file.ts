// A file with a shop's config that speaks one language first, for a back end to start from.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { readShopConfig, sampleShopConfig } from '#server/shop-config-file.ts';

export interface ShopFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** @param shop the sample shop without it */
export async function writeShopFile(spoken: Language, shop?: ShopConfig): Promise<ShopFile> {
  const directory = await mkdtemp(join(tmpdir(), 'shop-'));
  const path = join(directory, 'shop.json');
  const config = shop ?? (await readShopConfig(sampleShopConfig));
  await writeFile(path, JSON.stringify({ ...config, languages: spoken === 'fr' ? ['fr', 'en'] : ['en', 'fr'] }));
  return { path, remove: () => rm(directory, { recursive: true }) };
}
