// The operator's commands: `npm run admin -- <command>`. They open the same database as the server, which may be running.
import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import { print } from './admin/command.ts';
import { findCommand, toUsageText } from './admin/commands.ts';
import { openBackEnd } from './back-end.ts';
import { readEnvironment } from './config.ts';
import { explain } from './explain.ts';

const given = process.argv.slice(2);
const run = findCommand(given);
const isHelp = given.length === 0 || given[0] === 'help' || given.some((word) => ['--help', '-h'].includes(word));

if (!run || isHelp) {
  if (!isHelp) print(`There is no such command: ${given.slice(0, 2).join(' ')}\n`);
  print(`${toUsageText()}\n`);
  process.exitCode = isHelp ? 0 : 1;
} else {
  const { environment, ...backEnd } = await open().catch(explain);
  try {
    const publicUrl = environment.publicUrl ?? `http://localhost:${environment.port}`;
    const operator = userInfo().username;
    const done = await run({ ...backEnd, publicUrl, operator, input: () => text(process.stdin) });
    process.exitCode = done ? 0 : 1;
  } finally {
    await backEnd.close();
  }
}

async function open() {
  const environment = readEnvironment();
  return { environment, ...(await openBackEnd(environment)) };
}
