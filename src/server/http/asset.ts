// What the phone pages load: their stylesheet in the shop's colours, and two fonts.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import { CARD_CSS, CARD_STYLESHEET_URL } from '#pages/card-page.ts';
import { renderPagesCss, STYLESHEET_URL } from '#pages/stylesheet.ts';
import type { AppDeps } from '../app.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';

const require = createRequire(import.meta.url);
const fonts = {
  'young-serif.woff2': '@fontsource/young-serif/files/young-serif-latin-400-normal.woff2',
  'atkinson.woff2':
    '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
} as const;

export function assetRoutes({ store }: AppDeps): Hono {
  const headers = { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' };
  const app = new Hono()
    .get(STYLESHEET_URL, async (context) => {
      const { config } = await mustGetCurrentConfig(store);
      return context.body(renderPagesCss(config.brand), 200, headers);
    })
    .get(CARD_STYLESHEET_URL, (context) => context.body(CARD_CSS, 200, headers));
  for (const [name, file] of Object.entries(fonts))
    app.get(`/assets/fonts/${name}`, async (context) => {
      const headers = { 'Content-Type': 'font/woff2', 'Cache-Control': 'public, max-age=86400' };
      return context.body(new Uint8Array(await readFile(require.resolve(file))), 200, headers);
    });
  return app;
}
