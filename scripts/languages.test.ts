// A language is said everywhere or nowhere: one that is announced and not written does not compile, in any file that speaks.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** As dictionaries, and what else goes by language, are typed. */
const byLanguage = /Record<Language,[^=;]*=/;

async function listSources(): Promise<string[]> {
  const all = await readdir(join(root, 'src'), { recursive: true });
  return all.filter((path) => /\.tsx?$/.test(path) && !/\.test\.|testing\//.test(path)).map((path) => `src/${path}`);
}

/** One link a package: a link to node_modules itself would let the compiler's cache land in ours. */
async function linkPackages(copy: string): Promise<void> {
  const [here, there] = [join(root, 'node_modules'), join(copy, 'node_modules')];
  await mkdir(there);
  const names = (await readdir(here)).filter((name) => !name.startsWith('.'));
  await Promise.all(names.map((name) => symlink(join(here, name), join(there, name))));
}

it('a new language is asked of each place that speaks', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'languages-'));
  try {
    for (const path of ['src', 'package.json', 'tsconfig.base.json'])
      await cp(join(root, path), join(copy, path), { recursive: true });
    await linkPackages(copy);
    const announced = join(copy, 'src/domain/shop-config.ts');
    const config = await readFile(announced, 'utf8');
    await writeFile(announced, config.replace("languages = ['fr', 'en']", "languages = ['fr', 'en', 'eo']"));
    const compiler = join(root, 'node_modules/.bin/tsc');
    const { stdout } = spawnSync(compiler, ['--build', 'src/kiosk', 'src/server'], { cwd: copy, encoding: 'utf8' });
    const named = new Set(stdout.match(/src\/[\w/-]+\.tsx?/g));
    const silent: string[] = [];
    for (const path of await listSources())
      if (byLanguage.test(await readFile(join(root, path), 'utf8')) && !named.has(path)) silent.push(path);
    expect(silent).toEqual([]);
    expect([...named].filter((path) => path.startsWith('src/i18n/')).length).toBeGreaterThan(20);
  } finally {
    await rm(copy, { recursive: true });
  }
}, 120_000);

it('nothing is said in the last language for want of another', async () => {
  const deciding: string[] = [];
  for (const path of await listSources())
    if (/(?:[!=]==? |startsWith\(|includes\(|case )'(?:fr|en)\b/.test(await readFile(join(root, path), 'utf8')))
      deciding.push(path);
  // French alone has marks with spaces of their own
  expect(deciding).toEqual(['src/i18n/typeset.ts']);
});
