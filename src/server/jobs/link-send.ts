// `link.send`: the mail "your choices", with a fresh link to the preference page (E2). It re-reads the truth before it acts:
// nothing leaves for an address of which nothing is held.
import { renderChoicesMail } from '#mail/choices-mail.ts';
import { derivePageTheme } from '#pages/theme.ts';
import { noticePath, preferencesPath } from '../links.ts';
import { speakGrants } from '../spoken.ts';
import { prepareLink } from '../storage/preference-link.ts';
import type { JobRow } from '../storage/schema.ts';
import { runMailJob } from './mail-job.ts';
import type { JobDeps } from './runner.ts';
import { composeUnsubscribeHeaders } from './unsubscribe-headers.ts';

/** Returns a word for the log: the same for an address that is unknown and one that is erased. */
export function sendLink(deps: JobDeps, job: JobRow): Promise<string> {
  const { store, publicUrl } = deps;
  return runMailJob(deps, job, {
    prepare: (tx) => prepareLink(tx, job.id, job.key),
    async compose(due) {
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
      return { ...rendered, headers: await composeUnsubscribeHeaders(deps, job.key, due.to) };
    },
  });
}
