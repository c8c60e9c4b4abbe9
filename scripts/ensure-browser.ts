// Brings the browser that the end-to-end tests need: from Debian's packages when root on Debian, otherwise it says what
// to install and fails. Tests are never skipped for want of it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from './chromium.ts';

if (!existsSync(chromiumPath) && canInstall()) {
  run('apt-get', 'update');
  run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
}
if (!existsSync(chromiumPath)) {
  console.error(`The end-to-end tests need Chromium at ${chromiumPath}.
On Debian: sudo apt-get install chromium
Elsewhere: install Chromium or Chrome, and say where it is: CHROMIUM=/path/to/chrome npm test`);
  process.exit(1);
}

function canInstall(): boolean {
  return !process.env.CHROMIUM && process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) process.exit(status ?? 1);
}
