// What became of the mails sent.
import { readReportMail } from '../mailer/report-mail.ts';
import { countMailDays, countUndeliverable } from '../storage/mail-count.ts';
import type { MailReportOutcome } from '../storage/mail-report.ts';
import { receiveMailReport } from '../storage/mail-report.ts';
import { type Command, print, printTable } from './command.ts';

const says: Record<MailReportOutcome, string> = {
  undeliverable: 'The address is undeliverable: what was owed to it stays here.',
  delayed: 'Noted. The mail server goes on trying; nothing changes.',
  complaint: 'The person called the mail spam: consent to be written to has ended.',
  repeated: 'Known already.',
  unknown: 'No mail of ours: nothing done.',
};

export const mailCommands: readonly Command[] = [
  {
    usage: 'mail days',
    summary: 'mails of the last 30 days: sent, come back, called spam',
    async run({ store }) {
      printTable(await countMailDays(store, 30), 'No mail has left.');
      print(`Addresses that take no mail: ${await countUndeliverable(store)}.`);
      return true;
    },
  },
  {
    usage: 'mail bounced',
    summary: 'read a delivery report or complaint, as the mail that came back, from standard input',
    async run({ store, input }) {
      const report = readReportMail(await input());
      if (!report) {
        print('That is no delivery report (RFC 3464) and no complaint (RFC 5965), or it names no mail.');
        return false;
      }
      print(says[await store.transaction((tx) => receiveMailReport(tx, report))]);
      return true;
    },
  },
];
