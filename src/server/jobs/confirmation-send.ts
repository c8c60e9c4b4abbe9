// `confirmation.send`: the one mail of a double opt-in. It re-reads the truth before it acts: the mail lists what is still
// pending, and nothing leaves for a request that is dead by then (D4).
import { renderConfirmationMail } from '#mail/confirmation-mail.ts';
import { derivePageTheme } from '#pages/theme.ts';
import { confirmPath, noticePath } from '../links.ts';
import type { Mail } from '../mailer/mailer.ts';
import { speakGrants } from '../spoken.ts';
import { finishJob, postponeJob } from '../storage/job.ts';
import { type DueMail, prepareMail } from '../storage/request.ts';
import type { JobRow } from '../storage/schema.ts';
import { deliverMail } from './mail-delivery.ts';
import type { JobDeps } from './runner.ts';

/** Returns a word for the log. */
export async function sendConfirmation(deps: JobDeps, job: JobRow): Promise<string> {
  const { store } = deps;
  const contactPoint = job.key;
  const due = await store.transaction(async (tx) => {
    const mail = await prepareMail(tx, job.id, contactPoint);
    if (mail.outcome === 'nothing-pending') await finishJob(tx, job.id);
    if (mail.outcome === 'not-before') await postponeJob(tx, job, mail.at);
    return mail;
  });
  if (due.outcome !== 'send') return due.outcome;

  return deliverMail(deps, job, await composeMail(deps, due));
}

async function composeMail(
  { store, publicUrl }: JobDeps,
  due: Extract<DueMail, { outcome: 'send' }>,
): Promise<Omit<Mail, 'messageId'>> {
  const { answers, language, timeZone, config, configDigest } = await speakGrants(store, due.requests);
  const rendered = renderConfirmationMail({
    language,
    shop: config,
    theme: derivePageTheme(config.brand),
    answers,
    confirmUrl: publicUrl + confirmPath(due.token),
    noticeUrl: publicUrl + noticePath(configDigest, language),
    eraseAt: due.lapsesAt,
    timeZone,
  });
  return { ...rendered, to: due.to };
}
