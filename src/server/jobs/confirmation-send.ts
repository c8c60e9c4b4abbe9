// `confirmation.send`: the one mail of a double opt-in. It re-reads the truth before it acts: the mail lists what is still
// pending, and nothing leaves for a request that is dead by then (D4).
import { renderConfirmationMail } from '#mail/confirmation-mail.ts';
import { derivePageTheme } from '#pages/theme.ts';
import { confirmPath, noticePath } from '../links.ts';
import { speakGrants } from '../spoken.ts';
import { prepareMail } from '../storage/request.ts';
import type { JobRow } from '../storage/schema.ts';
import { runMailJob } from './mail-job.ts';
import type { JobDeps } from './runner.ts';
import { composeUnsubscribeHeaders } from './unsubscribe-headers.ts';

/** Returns a word for the log. */
export function sendConfirmation(deps: JobDeps, job: JobRow): Promise<string> {
  const { store, publicUrl } = deps;
  return runMailJob(deps, job, {
    prepare: (tx) => prepareMail(tx, job.id, job.key),
    async compose(due) {
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
      return { ...rendered, headers: await composeUnsubscribeHeaders(deps, job.key, due.to) };
    },
  });
}
