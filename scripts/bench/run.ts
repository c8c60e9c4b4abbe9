// `npm run bench`: what a capture costs on the tablet, and how fast a full journal reaches a durable back end. Real
// Chromium, real journal and outbox, the real app over SQLite on disk. Figures are medians of the rounds; other work on
// the machine shows in them, so only ratios inside one run mean much.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { chromium } from '@playwright/test';
import { build as bundle } from 'vite';
import { createApp } from '#server/app.ts';
import { openBackEnd } from '#server/back-end.ts';
import { readEnvironment } from '#server/config.ts';
import { readShopConfig, sampleShopConfig } from '#server/shop-config-file.ts';
import { publishConfig } from '#server/storage/config.ts';
import { createEnrolmentCode } from '#server/storage/enrolment.ts';
import { chromiumArguments, chromiumPath } from '../chromium.ts';
import type { bench as Bench } from './tablet.ts';

declare const bench: typeof Bench;

const CAPTURES = 1000;
const ROUNDS = 3;

const directory = await mkdtemp(join(tmpdir(), 'bench-'));
const backEnd = await openBackEnd(readEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'silent' }));
const { store, archive, log } = backEnd;
const shop = await readShopConfig(sampleShopConfig);
await store.transaction((tx) => publishConfig(tx, shop, 'system:bench'));
const app = createApp({
  ...{ store, archive, log, now: Date.now, publicUrl: 'http://localhost', kioskDirectory: 'public', mailbox: null },
  smsWebhookSecret: null,
  mailWebhookSecret: null,
  onWork() {},
});
app.get('/bench', (context) => context.html('<!doctype html><title>bench</title>'));
const server = serve({ fetch: app.fetch, port: 0, hostname: 'localhost' });
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

const [script] = [
  await bundle({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: join(import.meta.dirname, 'tablet.ts'), formats: ['iife'], name: 'ignored' } },
  }),
].flat() as { output: { code: string }[] }[];

const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
try {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${port}/bench`);
  await page.addScriptTag({ content: script?.output[0]?.code ?? '' });

  const [place] = shop.stores;
  const till = place?.tills[0]?.id ?? '';
  const code = await store.transaction((tx) => createEnrolmentCode(tx, { store: place?.id ?? '', till }));
  await page.evaluate((given) => bench.enrol(given), code);

  const whole: number[][] = [];
  const parts: Awaited<ReturnType<typeof bench.captureInParts>>[] = [];
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    whole.push(await page.evaluate((count) => bench.capture(count), CAPTURES));
    parts.push(await page.evaluate((count) => bench.captureInParts(count), CAPTURES));
    const { waiting, milliseconds } = await page.evaluate(() => bench.drainAll());
    speeds.push((waiting / milliseconds) * 1000);
  }
  const row = (times: number[][]) => ({
    'p50 ms': median(times.map((round) => percentile(round, 0.5))),
    'p99 ms': median(times.map((round) => percentile(round, 0.99))),
  });
  console.table({
    'capture, all of it': row(whole),
    '· build and hash': row(parts.map(({ build }) => build)),
    '· seal': row(parts.map(({ seal }) => seal)),
    '· sign and hash': row(parts.map(({ sign }) => sign)),
    '· strict transaction': row(parts.map(({ put }) => put)),
    'bare Dexie put of the same row, strict': row(parts.map(({ bare }) => bare)),
  });
  console.table({ 'drain to a durable back end': { 'events/s': Math.round(median(speeds)) } });
} finally {
  await browser.close();
  server.close();
  await backEnd.close();
  await rm(directory, { recursive: true });
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 100) / 100;
}

function median(values: readonly number[]): number {
  return Math.round(percentile(values, 0.5) * 100) / 100;
}
