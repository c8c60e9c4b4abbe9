// `npm run bench:list -- [rows]`: how fast a list is taken in. Real files, real keys, the operator's own command; each row has an
// address of its own, and what proves its yes. Figures for docs/operations.md.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandContext } from '#server/admin/command.ts';
import { findCommand } from '#server/admin/commands.ts';
import { openBackEnd } from '#server/back-end.ts';
import { readEnvironment } from '#server/config.ts';
import { readShopConfig, sampleShopConfig } from '#server/shop-config-file.ts';
import { publishConfig } from '#server/storage/config.ts';

const rows = Number(process.argv[2] ?? 5000);

const directory = await mkdtemp(join(tmpdir(), 'bench-list-'));
const backEnd = await openBackEnd(readEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'silent' }));
try {
  const shop = await readShopConfig(sampleShopConfig);
  await backEnd.store.transaction((tx) => publishConfig(tx, shop, 'operator:bench'));
  const file = join(directory, 'list.csv');
  const lines = Array.from({ length: rows }, (_, i) => `person-${i}@example.fr;email;2025-05-31;web;News?;shop;opt-in`);
  await writeFile(file, ['email;channels;asked_on;how;text;source;regime', ...lines].join('\n'));
  const results = [];
  for (const what of ['new', 'again']) {
    const from = performance.now();
    const usage = process.cpuUsage();
    await findCommand(['list', 'import', file])?.({ ...backEnd, operator: 'bench' } as unknown as CommandContext);
    const seconds = (performance.now() - from) / 1000;
    const { user, system } = process.cpuUsage(usage);
    const [wall, cpu] = [seconds, (user + system) / 1e6].map((n) => Number(n.toFixed(1)));
    results.push({
      what,
      rows,
      seconds: wall,
      'processor seconds': cpu,
      'rows per second': Math.round(rows / seconds),
    });
  }
  console.table(results);
} finally {
  await backEnd.close();
  await rm(directory, { recursive: true });
}
