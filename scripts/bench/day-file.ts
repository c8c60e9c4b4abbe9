// `npm run bench:day -- [rows]`: how fast the back end writes a day's file, and in how much memory. The events are real, signed
// and chained, with contact data under a key of its own each; only their way through a tablet is left out. Figures for
// docs/operations.md; two sizes in one run show whether memory grows with the file.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { openBackEnd } from '#server/back-end.ts';
import { readEnvironment } from '#server/config.ts';
import { writeDay } from '#server/day-file.ts';
import { readShopConfig, sampleShopConfig } from '#server/shop-config-file.ts';
import { mustGetCurrentConfig, publishConfig } from '#server/storage/config.ts';
import { recordPhoneAnswers } from '#server/storage/phone-answers.ts';

const QUESTIONS = 3;
const BATCH = 500;
const rows = Number(process.argv[2] ?? 30_000);

const directory = await mkdtemp(join(tmpdir(), 'bench-day-'));
const { store, close } = await openBackEnd(readEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'silent' }));
try {
  const shop = await readShopConfig(sampleShopConfig);
  await store.transaction((tx) => publishConfig(tx, shop, 'operator:bench'));
  let made = 0;
  const results = [];
  for (const size of [rows / 3, rows]) {
    for (; made * QUESTIONS < size; made += BATCH) await answer(BATCH);
    results.push(await measure());
  }
  console.table(results);
} finally {
  await close();
  await rm(directory, { recursive: true });
}

/** One yes to e-mail in three, each with an address of its own. */
async function answer(count: number): Promise<void> {
  await store.transaction(async (tx) => {
    const { config, digest } = await mustGetCurrentConfig(tx);
    const [place] = config.stores;
    if (!place) throw new Error('a shop without a store');
    for (let i = 0; i < count; i++) {
      const isYes = i % 3 === 0;
      const value = `${randomBytes(6).toString('hex')}@example.fr`;
      await recordPhoneAnswers(tx, {
        ...{ id: randomUUID(), store: place, config, configDigest: digest, locale: 'fr', questions: config.questions },
        answers: new Map(
          config.questions.map(({ id }, n) => [id, { answer: isYes && n === 0 ? ('yes' as const) : ('no' as const) }]),
        ),
        contacts: isYes ? [{ kind: 'email', value }] : [],
        ...{ answerLinkDigest: null, askedBy: { kind: 'counter-card' } },
      });
    }
  });
}

async function measure() {
  const [first] = await store.sql
    .selectFrom('events')
    .select('business_day')
    .where('type', '=', 'answers-given')
    .limit(1)
    .execute();
  const businessDay = first?.business_day ?? '';
  let [highest, bytes] = [0, 0];
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const nowhere = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      highest = Math.max(highest, process.memoryUsage().rss);
      done();
    },
  });
  const start = performance.now();
  const { files } = await writeDay(store, {
    ...{ scope: { businessDay, store: null, device: null }, form: 'csv', operator: 'bench' },
    open: (part) => ({ name: part, stream: nowhere }),
  });
  const seconds = (performance.now() - start) / 1000;
  const written = files[0]?.rows ?? 0;
  const mega = (size: number) => Math.round(size / 1024 / 1024);
  return {
    rows: written,
    'MB written': mega(bytes),
    seconds: Math.round(seconds * 10) / 10,
    'rows/s': Math.round(written / seconds),
    'memory before, MB': mega(before),
    'highest, MB': mega(highest),
  };
}
