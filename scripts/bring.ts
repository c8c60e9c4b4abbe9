// Brings a program that tests need: from Debian's packages when root on Debian, otherwise says what to install and fails.
// Nothing is skipped for want of it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @param elsewhere what to do where there is no apt-get */
export function bring(path: string, debianPackage: string, elsewhere: string): void {
  const isDebians = path.startsWith('/usr/bin/'); // a path that somebody has named is theirs to mend
  if (!existsSync(path) && isDebians && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    run('apt-get', 'update');
    run('apt-get', 'install', '-y', '--no-install-recommends', debianPackage);
  }
  if (existsSync(path)) return;
  console.error(`${path} is missing.\nOn Debian: sudo apt-get install ${debianPackage}\nElsewhere: ${elsewhere}`);
  process.exit(1);
}

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) process.exit(status ?? 1);
}
