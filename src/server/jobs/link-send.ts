// `link.send`: the mail "your choices", with a fresh link to the preference page (E2). It re-reads the truth before it acts:
// nothing leaves for an address of which nothing is held.
import { renderChoicesMail } from '#mail/choices-mail.ts';
import { derivePageTheme } from '#pages/theme.ts';
import { noticePath, preferencesPath } from '../links.ts';
import { speakGrants } from '../spoken.ts';
import { finishJob, postponeJob } from '../storage/job.ts';
import { prepareLink } from '../storage/preference-link.ts';
import type { JobRow } from '../storage/schema.ts';
import { deliverMail } from './mail-delivery.ts';
import type { JobDeps } from './runner.ts';

/** Returns a word for the log: the same for an address that is unknown and one that is erased. */
export async function sendLink(deps: JobDeps, job: JobRow): Promise<string> {
  const { store, publicUrl } = deps;
  const due = await store.transaction(async (tx) => {
    const mail = await prepareLink(tx, job.id, job.key);
    if (mail.outcome === 'nothing-held') await finishJob(tx, job.id);
    if (mail.outcome === 'not-before') await postponeJob(tx, job, mail.at);
    return mail;
  });
  if (due.outcome !== 'send') return due.outcome;

  const { language, timeZone, config, configDigest } = await speakGrants(store, [due.latest]);
  const rendered = renderChoicesMail({
    language,
    shop: config,
    theme: derivePageTheme(config.brand),
    choicesUrl: publicUrl + preferencesPath(due.token),
    noticeUrl: publicUrl + noticePath(configDigest, language),
    expiresAt: due.expiresAt,
    timeZone,
  });
  return deliverMail(deps, job, { ...rendered, to: due.to });
}
