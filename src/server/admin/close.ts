// The days that tablets have closed.
import { countRecords, countTold, judgeClose } from '#domain/close-judgement.ts';
import { deviceEventSchema } from '#domain/consent-event.ts';
import { readCloseFile, toFingerprint } from '#protocol/close-file.ts';
import { checkCloseFile } from '../close-file-check.ts';
import { Refusal, readGivenFile } from '../refusal.ts';
import { type Close, findCloseGaps, listCloses } from '../storage/close.ts';
import { type Command, type CommandContext, print, printChecks, printTable } from './command.ts';

const verdicts = { 'all-clear': 'all clear', 'all-here': 'all here, not all sent', attention: 'CHECK' } as const;

export const closeCommands: readonly Command[] = [
  {
    usage: 'closes list [--store <id>]',
    summary: 'closes of day: what each counted, and which numbers are missing',
    async run({ store }, args) {
      const [option, id] = args;
      if (args.length > 0 && (option !== '--store' || id === undefined || args.length > 2)) {
        print('Usage: closes list [--store <id>]');
        return false;
      }
      const closes = await listCloses(store, id);
      printTable(closes.map(toRow), 'No day has been closed.');
      for (const { device, store, till, from, through } of findCloseGaps(closes))
        print(
          `Missing: ${from === through ? `number ${from}` : `numbers ${from} to ${through}`} of ${store} ${till} (${device}).`,
        );
      return true;
    },
  },
  {
    usage: 'closes verify <file>',
    summary: 'check a close that a tablet has saved: its signature, the closes beside it, and what it counted',
    run: verify,
  },
];

async function verify({ store }: CommandContext, [path]: readonly string[]): Promise<boolean> {
  if (path === undefined) throw new Refusal('Which file?');
  const file = readCloseFile(`${await readGivenFile(path)}`);
  // whoever has a tablet's key can sign anything
  if (!file || !deviceEventSchema.safeParse(file.close).success)
    throw new Refusal('That is no close of day, or its words are not those that were signed.');
  return printChecks(await checkCloseFile(store, file));
}

function toRow({ store, till, capturedAt, hash, report }: Close) {
  const { number, records, earlier, answers, withdrawals, onPhone, lost } = report;
  return {
    place: `${store} ${till}`,
    number,
    closed: capturedAt,
    answers: answers.taken,
    accepted: answers.accepted,
    told: countTold(answers),
    withdrawals,
    'on phone': onPhone,
    events: countRecords(report),
    waiting: records.waiting + earlier.waiting,
    'held apart': records.heldApart + earlier.heldApart,
    lost,
    ledger: report.ledger.intact ? 'intact' : 'BROKEN',
    verdict: verdicts[judgeClose(report).verdict],
    fingerprint: toFingerprint(hash),
  };
}
