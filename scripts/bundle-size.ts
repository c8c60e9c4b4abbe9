// How much JavaScript a tablet loads, as it travels (gzip). Reads Vite's manifest, so a new import counts by itself.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const FIRST_SCREEN_LIMIT = 110_000;
const ANSWERING_PATH_LIMIT = 195_000;

/** Dynamic imports that nobody waits for between welcome and thank-you. All others are on the answering path. */
const laterModules: readonly RegExp[] = [
  /^src\/kiosk\/screens\/enrol-screen\.tsx$/, // before there is anybody to answer
  /^src\/kiosk\/device\/enrolment\.ts$/, // the same
  /^src\/kiosk\/device\/(closing|close-day|day-file)\.ts$/, // when a manager types the passphrase
  /^src\/kiosk\/journal\/(day-rows|ledger)\.ts$/, // the same
  /^src\/kiosk\/staff\/team\.tsx$/, // for the team
  /^src\/kiosk\/screens\/hand-over\.tsx$/, // instead of an answer here
  /^src\/kiosk\/screens\/stop\.tsx$/, // the same
  /^src\/kiosk\/training\/training\.tsx$/, // for the team
  /^src\/kiosk\/device\/staff-pin\.ts$/, // the same
  /^src\/kiosk\/device\/shared-tablet\.ts$/, // behind the first screen, and nobody waits for it
  /^src\/kiosk\/screens\/(retired|stopped)-screen\.tsx$/, // instead of all others
  /@zxcvbn-ts\//, // where a passphrase is chosen
  /^src\/kiosk\/screens\/phone\.tsx$/, // libphonenumber-js (35 kB) and the 2 kB of its screen: read ahead behind the questions
  /^src\/kiosk\/screens\/postal\.tsx$/, // where a shop writes letters: read ahead behind the questions
  /^src\/kiosk\/screens\/qr-code\.tsx$/, // qrcode: read ahead behind the questions
  /@zootools\/email-spell-checker/, // after an address has been typed
];

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

const manifest = JSON.parse(await readFile('dist/.vite/manifest.json', 'utf8')) as Record<string, Chunk>;
const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
if (!entry) throw new Error('The manifest has no entry: is index.html there?');

for (const pattern of laterModules)
  if (!Object.keys(manifest).some((key) => pattern.test(key))) throw new Error(`${pattern} is no longer in the bundle`);

const isLater = (key: string) => laterModules.some((pattern) => pattern.test(key));

const firstScreen = reach([entry], () => false);
const answeringPath = reach([entry], (key) => !isLater(key));
const everything = reach([entry], () => true);

const sizes = new Map<string, number>();
for (const key of everything) sizes.set(key, await gzipSize(`dist/${manifest[key]?.file}`));

print('First screen', firstScreen);
print('Then, until the thank-you', without(answeringPath, firstScreen));
print('Later, or only for some', without(everything, answeringPath));
console.log();
const verdicts = [
  judge('first screen', firstScreen, FIRST_SCREEN_LIMIT),
  judge('answering path', answeringPath, ANSWERING_PATH_LIMIT),
];
process.exitCode = verdicts.every(Boolean) ? 0 : 1;

/** Chunks loaded from these: static imports always, dynamic ones where `follow` says so. */
function reach(keys: readonly string[], follow: (key: string) => boolean): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...keys];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (reached.has(key)) continue;
    reached.add(key);
    const { imports = [], dynamicImports = [] } = manifest[key] ?? {};
    open.push(...imports, ...dynamicImports.filter(follow));
  }
  return reached;
}

function without(keys: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...keys].filter((key) => !others.has(key)));
}

async function gzipSize(path: string): Promise<number> {
  return path.endsWith('.js') ? gzipSync(await readFile(path), { level: 9 }).length : 0;
}

function totalOf(keys: ReadonlySet<string>): number {
  return [...keys].reduce((sum, key) => sum + (sizes.get(key) ?? 0), 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(6)} kB`;
}

function print(title: string, keys: ReadonlySet<string>): void {
  console.log(`\n${title}`);
  for (const key of [...keys].sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0)))
    console.log(`${kilobytes(sizes.get(key) ?? 0)}  ${manifest[key]?.file.replace('assets/', '')}`);
}

function judge(name: string, keys: ReadonlySet<string>, limit: number): boolean {
  const size = totalOf(keys);
  const isWithin = size <= limit;
  console.log(`${kilobytes(size)} of ${kilobytes(limit).trim()}  ${name}${isWithin ? '' : ': too large'}`);
  return isWithin;
}
