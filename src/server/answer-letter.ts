// What has become of requests, as a mail to one address: for the job that sends it, and for the last mail before an erasure.
import type { Answer } from '#mail/answer-mail.ts';
import { renderAnswerMail } from '#mail/answer-mail.ts';
import type { RenderedMail } from '#mail/mail-html.ts';
import { derivePageTheme } from '#pages/theme.ts';
import { noticePath, preferencesPath } from './links.ts';
import { speakGrants } from './spoken.ts';
import { listGrants } from './storage/acts.ts';
import { mustGetCurrentConfig } from './storage/config.ts';
import type { RightsRequestRow } from './storage/schema.ts';
import type { Reader } from './storage/store.ts';

interface Letter {
  /** The contact point it goes to: in its language and under its notice. */
  readonly address: string;
  /** At least one. */
  readonly requests: readonly RightsRequestRow[];
  readonly link: { readonly token: string; readonly expiresAt: number } | null;
  readonly isLast?: boolean;
}

export async function composeAnswers(
  { store, publicUrl }: { readonly store: Reader; readonly publicUrl: string },
  { address, requests, link, isLast = false }: Letter,
): Promise<RenderedMail> {
  const { language, timeZone, config, configDigest } = await speakTo(store, address);
  return renderAnswerMail({
    ...{ language, shop: config, theme: derivePageTheme(config.brand), isLast },
    noticeUrl: publicUrl + noticePath(configDigest, language),
    choices: link && { url: publicUrl + preferencesPath(link.token), expiresAt: link.expiresAt, timeZone },
    answers: requests.map((row) => ({
      ...{ right: row.kind, receivedOn: row.received_on, reference: toReference(row), answer: toAnswer(row) },
    })),
  });
}

/** Short enough to be read out on the phone. */
export const toReference = ({ id }: Pick<RightsRequestRow, 'id'>): string => id.slice(0, 8);

function toAnswer({ outcome, refusal_reason, extension_reason, due_on }: RightsRequestRow): Answer {
  if (outcome === 'nothing-held') return { kind: outcome };
  if (outcome === 'refused' && refusal_reason !== null) return { kind: outcome, reason: refusal_reason };
  if (outcome === null && extension_reason !== null)
    return { kind: 'extended', reason: extension_reason, dueOn: due_on };
  return { kind: 'done' };
}

/** As they answered last; who has answered nothing, in the shop's first language. */
async function speakTo(store: Reader, address: string) {
  const grants = await listGrants(store, address);
  if (grants.length > 0) return speakGrants(store, grants);
  const { config, digest } = await mustGetCurrentConfig(store);
  const language = config.languages[0] ?? 'fr';
  return { language, timeZone: config.stores[0]?.timeZone ?? 'UTC', config, configDigest: digest };
}
