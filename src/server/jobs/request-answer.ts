// `request.answer`: the mail that says what has become of what a person has asked for (GDPR 12(3), 12(4)). It re-reads the truth
// before it acts: nothing leaves for who is erased. Nothing in it can be unsubscribed from: it answers.
import { composeAnswers } from '../answer-letter.ts';
import { prepareAnswers, settleAnswers } from '../storage/rights-answer.ts';
import type { JobRow } from '../storage/schema.ts';
import { runMailJob } from './mail-job.ts';
import type { JobDeps } from './runner.ts';

/** Returns a word for the log. */
export function answerRequests(deps: JobDeps, job: JobRow): Promise<string> {
  return runMailJob(deps, job, {
    prepare: (tx) => prepareAnswers(tx, job.id, job.key),
    compose: ({ requests, link }) => composeAnswers(deps, { address: job.key, requests, link }),
    settle: (tx, { requests }) => settleAnswers(tx, requests),
  });
}
