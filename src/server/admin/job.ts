// Work that is owed, and work that was given up.
import { waitDaysAfterDisavowal } from '#domain/confirmation.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { listOpenJobs, retryDeadJob } from '../storage/job.ts';
import type { MailLimit } from '../storage/schema.ts';
import { at, type Command, print, printTable } from './command.ts';

export const jobCommands: readonly Command[] = [
  {
    usage: 'jobs list',
    summary: 'jobs that wait, for what limit and until when, run, or are dead letters',
    async run({ store }) {
      const jobs = await listOpenJobs(store);
      const { config } = await mustGetCurrentConfig(store);
      printTable(
        jobs.map(({ run_at, waits_for, ...job }) => ({
          ...job,
          'runs at': at(run_at),
          'waits for': waits_for ? toLimitWords(waits_for, config) : '',
        })),
        'No job waits.',
      );
      return true;
    },
  },
  {
    usage: 'jobs retry <id>',
    summary: 'give a dead letter a fresh set of attempts',
    async run({ store }, [id = '']) {
      const found = await store.transaction((tx) => retryDeadJob(tx, id));
      print(found ? 'It will be tried again within a minute.' : 'There is no dead letter with that id.');
      return found;
    },
  },
];

/** The limit as the shop's config has it. */
function toLimitWords(limit: MailLimit, { confirmation }: ShopConfig): string {
  if (limit === 'address') return `${confirmation.mailsPerAddressPerDay} a day to one address`;
  if (limit === 'device') return `${confirmation.mailsPerDevicePerHour} an hour for one tablet`;
  if (limit === 'store') return `${confirmation.mailsPerStorePerHour} an hour for one store`;
  return `none for ${waitDaysAfterDisavowal(confirmation)} days after “it wasn’t me”`;
}
