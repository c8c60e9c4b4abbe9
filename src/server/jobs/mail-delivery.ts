// The second half of every mail job: hand the mail to the mail server, and write down what it said.
import type { Mail, SendOutcome } from '../mailer/mailer.ts';
import { failJob, finishJob } from '../storage/job.ts';
import { unbookMail } from '../storage/mail.ts';
import type { JobRow } from '../storage/schema.ts';
import type { JobDeps } from './runner.ts';

/** Returns a word for the log. */
export async function deliverMail(
  { store, mailer, publicUrl }: JobDeps,
  job: JobRow,
  mail: Omit<Mail, 'messageId'>,
): Promise<SendOutcome['outcome']> {
  // the same for every attempt (E4)
  const sent = await mailer.send({ ...mail, messageId: `<${job.id}@${new URL(publicUrl).hostname}>` });
  await store.transaction(async (tx) => {
    if (sent.outcome === 'sent') return finishJob(tx, job.id);
    await unbookMail(tx, job.id);
    return failJob(tx, job, sent.reason, sent.outcome === 'refused');
  });
  return sent.outcome;
}
