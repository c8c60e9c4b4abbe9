// The end of data, by hand: what would go tonight and why, or all of it now.
import { parseArgs } from 'node:util';
import type { EndOfUse, Retained } from '#domain/retention.ts';
import { listArchiveEnds, runNight } from '../jobs/night.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { judgeRetention, type Retention, todayOf } from '../storage/retention.ts';
import { type Command, print } from './command.ts';

export const retentionCommands: readonly Command[] = [
  {
    usage: 'retention run [--dry-run]',
    summary: 'live through a night now; or say whose data would go and why, by ids, and change nothing',
    async run(context, args) {
      const { config } = await mustGetCurrentConfig(context.store);
      const { values } = parseArgs({ args: [...args], options: { 'dry-run': { type: 'boolean', default: false } } });
      if (values['dry-run']) {
        const onFailure = (error: unknown) => context.log.failure('retention', error);
        const totals = { archive: 0, erase: 0, trim: 0 };
        for await (const retention of judgeRetention(context.store, config, onFailure)) {
          totals[whatOf(retention)] += 1;
          print(toWords(retention));
        }
        const ends = listArchiveEnds(context.archive, todayOf(config, context.store.now()));
        for (const { id, keepUntil } of ends) print(`${id}: leaves the archive, which kept it until ${keepUntil}.`);
        const { archive, erase, trim } = totals;
        print(
          `${archive} would go to the archive, ${erase} for good, ${trim} in part; ${ends.length} would leave the archive. Nothing was changed.`,
        );
        return true;
      }
      // whoever runs it has looked at the clock: the nights go on from here
      const totals = await runNight(context, config, () => false, true);
      const { archived = 0, erased = 0, trimmed = 0, archiveEnded = 0, archiveErased = 0, ...swept } = totals;
      print(`${archived} went to the archive, ${erased} for good, ${trimmed} in part.`);
      print(`${archiveEnded + archiveErased} left the archive for good.`);
      const rest = Object.entries(swept).map(([what, gone]) => `${gone} ${what}`);
      if (rest.length > 0) print(`Past their periods: ${rest.join(', ')}.`);
      return true;
    },
  },
];

const whatOf = ({ due }: Retention) => (due === 'nothing' ? 'trim' : due);

/** One line, ids only. */
export function toWords(retention: Retention): string {
  const { contactPoint, consents, archivedUntil } = retention;
  const what = {
    archive: `to the archive until ${archivedUntil}`,
    erase: 'for good',
    trim: 'in part',
  }[whatOf(retention)];
  return `${contactPoint}: ${what}. ${consents.map(sayConsent).join(' ')}`;
}

function sayConsent({ grant, end, lastContactOn, useYears, rule, proof }: Retained): string {
  const name = `${grant.question} of ${grant.event.slice(0, 8)}`;
  if (!end) return `${name} runs.`;
  const why =
    end.because === 'use-clock' ? `${useYears} years after the last contact, ${lastContactOn}` : reasons[end.because];
  const kept = proof
    ? `proof kept ${proof.years} years, until ${proof.until}${proof.isDuty ? ', as the law obliges' : ''}`
    : 'it proves nothing';
  return `${name} ended on ${end.on}, ${why} (${rule}); ${kept}.`;
}

const reasons: Readonly<Record<Exclude<EndOfUse, 'use-clock'>, string>> = {
  withdrawn: 'withdrawn or objected to',
  erased: 'erased',
  disavowed: '“it wasn’t me”',
  expired: 'never confirmed',
  unconfirmable: 'nothing can confirm it',
  forbidden: 'the law takes no such answer',
  unproven: 'from a list, without proof, and never answered',
};
