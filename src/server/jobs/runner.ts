// Runs due jobs one after another, and sweeps lapsed requests, waits that are over and keys without a purpose. A job is taken in one transaction, done outside any, and
// finished in another: a crash between leaves it `running`, and the next start takes it up again (E4).
import { type Instant, MINUTE, SECOND } from '#domain/instant.ts';
import type { Log } from '../log.ts';
import type { Mailer } from '../mailer/mailer.ts';
import { sweepDisavowals } from '../storage/disavowal.ts';
import { countWaiting, failJob, type JobKind, requeueInterruptedJobs, takeDueJob } from '../storage/job.ts';
import { sweepKeys } from '../storage/key-sweep.ts';
import { expireRequests } from '../storage/request.ts';
import type { JobRow } from '../storage/schema.ts';
import type { Store } from '../storage/store.ts';
import { sendConfirmation } from './confirmation-send.ts';
import { sendLink } from './link-send.ts';
import { answerRequests } from './request-answer.ts';
import { sendWithdrawal } from './withdrawal-send.ts';

export interface JobDeps {
  readonly store: Store;
  readonly mailer: Mailer;
  readonly publicUrl: string;
  readonly log: Log;
}

const workByKind: Readonly<Record<JobKind, (deps: JobDeps, job: JobRow) => Promise<string>>> = {
  'confirmation.send': sendConfirmation,
  'link.send': sendLink,
  'withdrawal.send': sendWithdrawal,
  'request.answer': answerRequests,
};

/** Runs what is due now, until nothing is. Returns how many jobs ran. */
export async function runDueJobs(deps: JobDeps, isStopping: () => boolean = () => false): Promise<number> {
  const { store, log } = deps;
  await store.transaction(expireRequests);
  await store.transaction(sweepDisavowals);
  await store.transaction(sweepKeys);
  const waited = await countWaiting(store);
  let ran = 0;
  while (!isStopping()) {
    const job = await store.transaction(takeDueJob);
    if (!job) break;
    const outcome = await workByKind[job.kind](deps, job).catch(async (error: unknown) => {
      log.failure('job', error);
      await store.transaction((tx) => failJob(tx, job, 'internal-error', false));
      return 'internal-error';
    });
    log.job({ kind: job.kind, id: job.id, outcome });
    ran += 1;
  }
  for (const [limit, waiting] of await countWaiting(store)) if (!waited.has(limit)) log.limit({ limit, ...waiting });
  return ran;
}

export interface JobRunner {
  /** Something may be due: look now. */
  wake(): void;
  /** Finishes the job that runs, takes no other. */
  stop(): Promise<void>;
}

const LONGEST_SLEEP: Instant = MINUTE;
const AFTER_FAILURE: Instant = 5 * SECOND;

/**
 * Looks for work whenever it is woken, and at least once a minute.
 * @param night what is to be done once a day; it looks at the clock itself
 */
export function startJobRunner(
  deps: JobDeps,
  night: (isStopping: () => boolean) => Promise<unknown> = async () => {},
): JobRunner {
  let stopping = false;
  let wakeUp: () => void = () => {};
  let woken = false;

  const sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || stopping) wakeUp();
    });

  const work = (async () => {
    while (!stopping) {
      woken = false;
      let pause = LONGEST_SLEEP;
      try {
        // what still runs now was interrupted: by a crash, or by a failure of the database in mid-work
        await deps.store.transaction(requeueInterruptedJobs);
        await runDueJobs(deps, () => stopping);
        await night(() => stopping);
      } catch (error) {
        deps.log.failure('jobs', error);
        pause = AFTER_FAILURE;
      }
      await sleep(pause);
    }
  })();

  return {
    wake() {
      woken = true;
      wakeUp();
    },
    async stop() {
      stopping = true;
      wakeUp();
      await work;
    },
  };
}
