// The way of every mail to a shopper: re-read the truth and book the mail in one transaction, hand it to the mail server
// outside any, write down what that said in another (E4).
import type { Mail } from '../mailer/mailer.ts';
import { failJob, finishJob, postponeJob } from '../storage/job.ts';
import { type NotBefore, unbookMail } from '../storage/mail.ts';
import type { JobRow } from '../storage/schema.ts';
import type { Tx } from '../storage/store.ts';
import type { JobDeps } from './runner.ts';

interface Ready {
  readonly outcome: 'send';
  readonly to: string;
}

/** What a job finds when its turn comes. */
type Due = Ready | NotBefore | { readonly outcome: `nothing-${string}` };

interface MailJob<D extends Due> {
  readonly prepare: (tx: Tx) => Promise<D>;
  readonly compose: (due: Extract<D, Ready>) => Promise<Omit<Mail, 'messageId' | 'to'>>;
  /** What else is done once the mail server has the mail. */
  readonly settle?: (tx: Tx, due: Extract<D, Ready>) => Promise<void>;
}

/** Returns a word for the log. */
export async function runMailJob<D extends Due>(deps: JobDeps, job: JobRow, work: MailJob<D>): Promise<string> {
  const { store, mailer, publicUrl } = deps;
  const due = await store.transaction(async (tx) => {
    const found = await work.prepare(tx);
    if (found.outcome === 'not-before') await postponeJob(tx, job, found);
    else if (found.outcome !== 'send') await finishJob(tx, job.id);
    return found;
  });
  if (!isReady(due)) return due.outcome;

  // the same Message-ID for every attempt (E4)
  const messageId = `<${job.id}@${new URL(publicUrl).hostname}>`;
  const sent = await mailer.send({ ...(await work.compose(due)), to: due.to, messageId });
  await store.transaction(async (tx) => {
    if (sent.outcome === 'sent') {
      await work.settle?.(tx, due);
      return finishJob(tx, job.id);
    }
    await unbookMail(tx, job.id);
    return failJob(tx, job, sent.reason, sent.outcome === 'refused');
  });
  return sent.outcome;
}

const isReady = <D extends Due>(due: D): due is Extract<D, Ready> => due.outcome === 'send';
