// Reads a file with a shop's config.
import { fileURLToPath } from 'node:url';
import { type ShopConfig, shopConfigSchema } from '#domain/shop-config.ts';
import { Refusal, readGivenFile } from './refusal.ts';

export const sampleShopConfig = new URL('./sample/librairie-du-canal.json', import.meta.url);

/** The JSON of the file, not looked at any further. @throws Refusal */
export async function readShopFile(path: string | URL): Promise<unknown> {
  const file = path instanceof URL ? fileURLToPath(path) : path;
  // an editor may begin it with a BOM (RFC 8259 §8.1)
  const text = (await readGivenFile(file)).toString().replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal(
      `${file} is no JSON from line ${findLine(text)} on: a comma, quote or bracket may be missing or too many.`,
      {
        cause,
      },
    );
  }
}

/** The first line with which it can no longer become JSON; the last, where it only ends too soon. */
function findLine(text: string): number {
  const lines = text.trimEnd().split('\n');
  const wrong = lines.findIndex((_, i) => !mayGoOn(`${lines.slice(0, i + 1).join('\n')}\n`));
  return wrong < 0 ? lines.length : wrong + 1;
}

/** Whether what is wrong with it is at most that it ends. */
function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const [, place] = /at position (\d+)/.exec(message) ?? [];
    return place === undefined ? message.includes('end of JSON') : Number(place) >= text.length;
  }
}

/** A config that has its form; whether it may be published is another question. */
export async function readShopConfig(path: string | URL): Promise<ShopConfig> {
  return shopConfigSchema.parse(await readShopFile(path));
}
