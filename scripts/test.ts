// `npm test`: everything that must hold before a change goes in, cheapest first; `npm run validate` adds the licences and the day's
// file in a real spreadsheet. All steps run, so that one failure does not hide the next. The last line is for machines: "N passed, N failed", from the runners' own reports.
import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Where its runner writes how many tests passed and failed. */
  readonly report?: { readonly path: string; readonly read: (report: Record<string, unknown>) => Tally };
}

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const none: Tally = { passed: 0, failed: 0 };
const reports = 'node_modules/.cache/tests';

const steps: readonly Step[] = [
  { name: 'browser', command: ['node', 'scripts/ensure-browser.ts'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'typecheck'] },
  {
    name: 'unit tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports}/unit.json`],
    report: { path: `${reports}/unit.json`, read: readVitest },
  },
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'bundle size', command: ['node', 'scripts/bundle-size.ts'] },
  {
    name: 'end-to-end tests',
    command: ['npm', 'run', '--silent', 'test:e2e'],
    report: { path: `${reports}/e2e.json`, read: readPlaywright },
  },
];

const moreToValidate: readonly Step[] = [
  { name: 'licences', command: ['node', 'scripts/licences.ts'] },
  { name: 'spreadsheet', command: ['npm', 'run', '--silent', 'check:excel'] },
];

await rm(reports, { recursive: true, force: true });
const tallies: Tally[] = [];
for (const step of process.argv.includes('--all') ? [...moreToValidate, ...steps] : steps)
  tallies.push(await run(step));
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function run({ name, command: [program, ...args], report }: Step): Promise<Tally> {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  const tally = report ? await readReport(report.path).then(report.read, () => none) : none;
  // a step that fails without a failing test, or tests without a report, are a failure all the same
  const isAccountedFor = status === 0 && !(report && tally === none);
  return isAccountedFor ? tally : { ...tally, failed: Math.max(tally.failed, 1) };
}

async function readReport(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path, 'utf8'));
}

// a skipped test is a failed one: nothing here may pass in silence

function readVitest(report: Record<string, unknown>): Tally {
  const [passed, failed, pending, todo] = ['Passed', 'Failed', 'Pending', 'Todo'].map((kind) =>
    Number(report[`num${kind}Tests`]),
  ) as [number, number, number, number];
  return { passed, failed: failed + pending + todo };
}

function readPlaywright(report: Record<string, unknown>): Tally {
  const { expected, unexpected, flaky, skipped } = report.stats as Record<string, number>;
  return { passed: expected ?? 0, failed: (unexpected ?? 0) + (flaky ?? 0) + (skipped ?? 0) };
}
