// Work that is owed, and work that was given up.
import { listOpenJobs, retryDeadJob } from '../storage/job.ts';
import { at, type Command, print, printTable } from './command.ts';

export const jobCommands: readonly Command[] = [
  {
    usage: 'jobs list',
    summary: 'jobs that wait, run, or are dead letters',
    async run({ store }) {
      const jobs = await listOpenJobs(store);
      printTable(
        jobs.map(({ run_at, ...job }) => ({ ...job, 'runs at': at(run_at) })),
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
