// `npm start`: builds the app when it is missing or older than what it is made of, then becomes the server. The same
// process, so that SIGTERM and Ctrl-C reach the server itself.
import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const ingredients = ['index.html', 'package-lock.json', 'package.json', 'public', 'src', 'vite.config.ts'];

if ((await modifiedAt('dist/index.html')) < (await newest(ingredients))) {
  // a process of its own, because a build sets NODE_ENV
  const { status } = spawnSync('vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await import('../src/server/main.ts');

async function newest(paths: readonly string[]): Promise<number> {
  const inside = await Promise.all(paths.map((path) => readdir(path, { recursive: true }).catch(() => [])));
  const files = paths.flatMap((path, i) => [path, ...(inside[i] ?? []).map((name) => `${path}/${name}`)]);
  return Math.max(...(await Promise.all(files.map(modifiedAt))));
}

/** Epoch milliseconds; 0 for what is not there. */
async function modifiedAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.mtimeMs ?? 0;
}
