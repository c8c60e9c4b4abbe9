// `withdrawal.send`: the mail that acknowledges a withdrawal or objection, to a confirmed address only. It re-reads the truth
// before it acts: nothing leaves where the person has said yes again, or was erased.
import { renderWithdrawalMail } from '#mail/withdrawal-mail.ts';
import { derivePageTheme } from '#pages/theme.ts';
import { noticePath, preferencesPath } from '../links.ts';
import { speakGrant, speakGrants } from '../spoken.ts';
import { settleEnds } from '../storage/ended-consent.ts';
import type { GrantRow, JobRow } from '../storage/schema.ts';
import { prepareWithdrawalMail } from '../storage/withdrawal-mail.ts';
import { runMailJob } from './mail-job.ts';
import type { JobDeps } from './runner.ts';
import { composeUnsubscribeHeaders } from './unsubscribe-headers.ts';

/** Returns a word for the log. */
export function sendWithdrawal(deps: JobDeps, job: JobRow): Promise<string> {
  const { store, publicUrl } = deps;
  return runMailJob(deps, job, {
    prepare: (tx) => prepareWithdrawalMail(tx, job.id, job.key),
    async compose(due) {
      const { language, timeZone, config, configDigest } = await speakGrants(store, due.ended);
      // the same, ended twice or on two numbers, is told once; in the order in which it was asked
      const latest = new Map(due.ended.map((grant) => [`${grant.purpose} ${grant.channel}`, grant]));
      const place = ({ question }: GrantRow) => config.questions.findIndex(({ id }) => id === question);
      const speakEnd = async (grant: GrantRow) => ({
        ...(await speakGrant(store, grant, language)),
        endedAt: grant.status_at,
      });
      const rendered = renderWithdrawalMail({
        language,
        shop: config,
        theme: derivePageTheme(config.brand),
        ended: await Promise.all([...latest.values()].sort((a, b) => place(a) - place(b)).map(speakEnd)),
        choicesUrl: publicUrl + preferencesPath(due.token),
        noticeUrl: publicUrl + noticePath(configDigest, language),
        expiresAt: due.expiresAt,
        timeZone,
      });
      return { ...rendered, headers: await composeUnsubscribeHeaders(deps, job.key, due.to) };
    },
    settle: (tx, due) => settleEnds(tx, job.key, due.ended),
  });
}
