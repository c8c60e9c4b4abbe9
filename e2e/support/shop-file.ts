// A file with a shop's config for a back end to start from: it speaks one language first, and its day neither ends nor has a night while
// tests run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Language, languages, type ShopConfig } from '#domain/shop-config.ts';
import { readShopConfig, sampleShopConfig } from '#server/shop-config-file.ts';

export interface ShopFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** Where it is noon as the run begins. */
export const timeZone = findNoon(new Date().getUTCHours());

/** @param shop the sample shop without it */
export async function writeShopFile(spoken: Language, shop?: ShopConfig): Promise<ShopFile> {
  const directory = await mkdtemp(join(tmpdir(), 'shop-'));
  const path = join(directory, 'shop.json');
  const config = shop ?? (await readShopConfig(sampleShopConfig));
  const shown = {
    ...config,
    languages: [spoken, ...languages.filter((other) => other !== spoken)],
    stores: config.stores.map((store) => ({ ...store, timeZone })),
  };
  await writeFile(path, JSON.stringify(shown));
  return { path, remove: () => rm(directory, { recursive: true }) };
}

/** `Etc/GMT-2` is two hours ahead of UTC: POSIX counts the other way round. */
function findNoon(hour: number): string {
  return `Etc/GMT${hour > 12 ? '+' : '-'}${Math.abs(hour - 12)}`;
}
