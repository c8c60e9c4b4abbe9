// Part of `npm run validate`: whatever reaches a shop's tablet or server may be given on with it.
import { readFile } from 'node:fs/promises';

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
]);

interface LockedPackage {
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
const shipped = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
const refused: string[] = [];
for (const [path, { optional }] of shipped) {
  const text = await readFile(`${path}/package.json`, 'utf8').catch(() => undefined);
  // for another operating system than this one
  if (text === undefined && optional) continue;
  const { license = 'none' } = JSON.parse(text ?? '{}') as { license?: string };
  if (!isAllowed(license)) refused.push(`${path}: ${license}`);
}
if (refused.length > 0) {
  console.error(`These licences need a decision first:\n  ${refused.join('\n  ')}`);
  process.exit(1);
}
console.log(`${shipped.length} packages, every licence allowed`);

/** An SPDX expression: one alternative is enough, of a conjunction every part must do. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => allowed.has(licence.trim())));
}
