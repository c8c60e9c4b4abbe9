// The operator's commands: `npm run admin -- <command>`. They open the same database as the server, which may be running.
import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import { apiKeyCommands } from './admin/api-key.ts';
import { archiveCommands } from './admin/archive.ts';
import { auditCommands } from './admin/audit.ts';
import { closeCommands } from './admin/close.ts';
import type { Command } from './admin/command.ts';
import { print } from './admin/command.ts';
import { configCommands } from './admin/config.ts';
import { deviceCommands } from './admin/device.ts';
import { exportCommands } from './admin/export.ts';
import { jobCommands } from './admin/job.ts';
import { journalCommands } from './admin/journal.ts';
import { keyCommands } from './admin/keys.ts';
import { ledgerCommands } from './admin/ledger.ts';
import { listCommands } from './admin/list.ts';
import { mailCommands } from './admin/mail.ts';
import { mayContactCommands } from './admin/may-contact.ts';
import { proofCommands } from './admin/proof.ts';
import { quarantineCommands } from './admin/quarantine.ts';
import { requestCommands } from './admin/requests.ts';
import { retentionCommands } from './admin/retention.ts';
import { smsFooterCommands } from './admin/sms-footer.ts';
import { subjectCommands } from './admin/subject.ts';
import { suppressionCommands } from './admin/suppression.ts';
import { unsubscribeCommands } from './admin/unsubscribe.ts';
import { openBackEnd } from './back-end.ts';
import { readEnvironment } from './config.ts';
import { explain } from './explain.ts';

const commands: readonly Command[] = [
  ...configCommands,
  ...deviceCommands,
  ...closeCommands,
  ...journalCommands,
  ...exportCommands,
  ...quarantineCommands,
  ...mayContactCommands,
  ...subjectCommands,
  ...requestCommands,
  ...suppressionCommands,
  ...listCommands,
  ...unsubscribeCommands,
  ...smsFooterCommands,
  ...proofCommands,
  ...ledgerCommands,
  ...retentionCommands,
  ...archiveCommands,
  ...jobCommands,
  ...mailCommands,
  ...apiKeyCommands,
  ...keyCommands,
  ...auditCommands,
];

const given = process.argv.slice(2);
/** The words of its usage before the first argument. */
const nameOf = ({ usage }: Command) => usage.split(/ [<[]/)[0] ?? usage;
const wordsOf = (candidate: Command) => nameOf(candidate).split(' ').length;
const command = commands.find((candidate) => nameOf(candidate) === given.slice(0, wordsOf(candidate)).join(' '));

if (!command) {
  const width = Math.max(...commands.map(({ usage }) => usage.length)) + 3;
  const lines = commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}${summary}`);
  if (given.length > 0) print(`There is no such command: ${given.slice(0, 2).join(' ')}\n`);
  print(`Usage: npm run admin -- <command>\n\n${lines.join('\n')}\n`);
  process.exitCode = given.length === 0 ? 0 : 1;
} else {
  const { environment, ...backEnd } = await open().catch(explain);
  try {
    const publicUrl = environment.publicUrl ?? `http://localhost:${environment.port}`;
    const done = await command.run(
      { ...backEnd, publicUrl, operator: userInfo().username, input: () => text(process.stdin) },
      given.slice(wordsOf(command)),
    );
    process.exitCode = done ? 0 : 1;
  } finally {
    await backEnd.close();
  }
}

async function open() {
  const environment = readEnvironment();
  return { environment, ...(await openBackEnd(environment)) };
}
