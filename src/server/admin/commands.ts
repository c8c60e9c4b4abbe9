// All of the operator's commands, and which one was typed. Whatever a person can get wrong ends in a sentence.
import { CONTACT_FORMS } from '../contact-claim.ts';
import { apiKeyCommands } from './api-key.ts';
import { archiveCommands } from './archive.ts';
import { auditCommands } from './audit.ts';
import { closeCommands } from './close.ts';
import { type Command, type CommandContext, orRefuse } from './command.ts';
import { configCommands } from './config.ts';
import { deviceCommands } from './device.ts';
import { exportCommands } from './export.ts';
import { jobCommands } from './job.ts';
import { journalCommands } from './journal.ts';
import { keyCommands } from './keys.ts';
import { ledgerCommands } from './ledger.ts';
import { listCommands } from './list.ts';
import { mailCommands } from './mail.ts';
import { mayContactCommands } from './may-contact.ts';
import { proofCommands } from './proof.ts';
import { quarantineCommands } from './quarantine.ts';
import { requestCommands } from './requests.ts';
import { retentionCommands } from './retention.ts';
import { smsFooterCommands } from './sms-footer.ts';
import { subjectCommands } from './subject.ts';
import { suppressionCommands } from './suppression.ts';
import { unsubscribeCommands } from './unsubscribe.ts';

export const commands: readonly Command[] = [
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

/** The words of its usage before the first argument. */
const nameOf = ({ usage }: Command) => usage.split(/ [<[]/)[0] ?? usage;
const wordsOf = (command: Command) => nameOf(command).split(' ').length;

/** As `npm run admin` prints it, and as operations.md has it. */
export function toUsageText(): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length)) + 3;
  const lines = commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}${summary}`);
  return `Usage: npm run admin -- <command>\n\n${lines.join('\n')}\n\n<contact> is ${CONTACT_FORMS}.`;
}

/** @param given the words that were typed */
export function findCommand(given: readonly string[]): ((context: CommandContext) => Promise<boolean>) | undefined {
  const command = commands.find((candidate) => nameOf(candidate) === given.slice(0, wordsOf(candidate)).join(' '));
  return command && ((context) => orRefuse(() => command.run(context, given.slice(wordsOf(command)))));
}
