// Work that happens after a commit: a row written in the same transaction, taken up later (the outbox pattern). A job
// names ids only. At most one is queued per kind and key; another may be queued while one runs.
import { type Instant, MINUTE } from '#domain/instant.ts';
import type { JobRow, MailLimit } from './schema.ts';
import type { Reader, Tx } from './store.ts';

export type JobKind = JobRow['kind'];

/** When a mail may leave, and the limit that it has to wait for until then. */
export interface MailTime {
  readonly at: Instant;
  readonly limit: MailLimit;
}

export async function enqueueJob(tx: Tx, kind: JobKind, key: string, runAt: Instant): Promise<void> {
  await tx.sql
    .insertInto('jobs')
    .values({
      id: tx.newId(),
      kind,
      key,
      state: 'queued',
      run_at: runAt,
      attempts: 0,
      last_error: null,
      waits_for: null,
      created_at: tx.clock,
    })
    .onConflict((c) => c.doNothing())
    .execute();
  // one that waits for a limit of somebody else's need not make this one wait
  await tx.sql
    .updateTable('jobs')
    .set({ run_at: runAt, waits_for: null })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('state', '=', 'queued')
    .where('run_at', '>', runAt)
    .where('attempts', '=', 0)
    .execute();
}

/** Takes the oldest job that is due. Undefined when none is. */
export async function takeDueJob(tx: Tx): Promise<JobRow | undefined> {
  const job = await tx.sql
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'queued')
    .where('run_at', '<=', tx.clock)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (job)
    await tx.sql.updateTable('jobs').set({ state: 'running', waits_for: null }).where('id', '=', job.id).execute();
  return job;
}

export async function finishJob(tx: Tx, id: string): Promise<void> {
  await tx.sql.updateTable('jobs').set({ state: 'done', last_error: null }).where('id', '=', id).execute();
}

/** Attempts before a job becomes a dead letter: with the backoff below, about a day and a half. */
const MOST_ATTEMPTS = 12;

/**
 * Tries again later, or keeps it as a dead letter for the operator to see.
 * @param code never a server's own words
 */
export async function failJob(tx: Tx, job: JobRow, code: string, permanent: boolean): Promise<void> {
  const attempts = job.attempts + 1;
  const state = permanent || attempts >= MOST_ATTEMPTS ? 'dead' : 'queued';
  const run_at = tx.clock + MINUTE * 2 ** (attempts - 1);
  await replaceQueued(tx, job, { state, attempts, last_error: code, run_at });
}

/** Puts it off without counting an attempt: a limit delays a mail and never drops it (D4). */
export async function postponeJob(tx: Tx, job: JobRow, { at, limit }: MailTime): Promise<void> {
  await replaceQueued(tx, job, { state: 'queued', run_at: at, waits_for: limit });
}

/** After a crash nobody knows how far a running job came: it starts again (E4). */
export async function requeueInterruptedJobs(tx: Tx): Promise<void> {
  const running = await tx.sql.selectFrom('jobs').selectAll().where('state', '=', 'running').execute();
  for (const job of running) await replaceQueued(tx, job, { state: 'queued' });
}

/** A dead letter gets a fresh set of attempts. */
export async function retryDeadJob(tx: Tx, id: string): Promise<boolean> {
  const job = await tx.sql
    .selectFrom('jobs')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst();
  if (job) await replaceQueued(tx, job, { state: 'queued', attempts: 0, run_at: tx.clock });
  return job !== undefined;
}

/** Gives way when the same work was queued meanwhile: that one will do all of it. */
async function replaceQueued(
  tx: Tx,
  job: JobRow,
  change: Partial<Pick<JobRow, 'state' | 'attempts' | 'last_error' | 'run_at' | 'waits_for'>>,
): Promise<void> {
  const twin = await tx.sql
    .selectFrom('jobs')
    .select('id')
    .where('kind', '=', job.kind)
    .where('key', '=', job.key)
    .where('state', '=', 'queued')
    .where('id', '<>', job.id)
    .executeTakeFirst();
  const next = twin && change.state === 'queued' ? { state: 'done' as const } : change;
  await tx.sql.updateTable('jobs').set(next).where('id', '=', job.id).execute();
}

/** What waits, runs, or is a dead letter. */
export function listOpenJobs({ sql }: Reader) {
  return sql
    .selectFrom('jobs')
    .select(['id', 'kind', 'state', 'attempts', 'last_error', 'run_at', 'waits_for'])
    .where('state', '<>', 'done')
    .orderBy('run_at')
    .execute();
}

/** Jobs that a limit makes wait: how many for each, and when the first of them may go on. */
export async function countWaiting({ sql }: Reader): Promise<Map<MailLimit, { jobs: number; until: Instant }>> {
  const rows = await sql
    .selectFrom('jobs')
    .select((e) => ['waits_for', e.fn.countAll<number>().as('jobs'), e.fn.min('run_at').as('until')])
    .where('state', '=', 'queued')
    .where('waits_for', 'is not', null)
    .groupBy('waits_for')
    .execute();
  return new Map(
    rows.map(({ waits_for, jobs, until }) => [waits_for as MailLimit, { jobs: Number(jobs), until: Number(until) }]),
  );
}

/** Mail that is owed to somebody who cannot or will not have it. What is asked for later is another job. */
export async function dropQueuedJobs(tx: Tx, key: string): Promise<void> {
  await tx.sql
    .updateTable('jobs')
    .set({ state: 'done' })
    .where('key', '=', key)
    .where('state', '=', 'queued')
    .execute();
}
