// The mail program's own unsubscribe button on our mails (RFC 2369 §3.2, RFC 8058 §3.1). Beside a request it ends the request.
import { isRunning } from '#domain/consent-state.ts';
import { oneClickPath } from '../links.ts';
import { listGrants } from '../storage/acts.ts';
import { createUnsubscribeToken } from '../storage/unsubscribe.ts';
import type { JobDeps } from './runner.ts';

/** Ends the one purpose that the address stands for, or everything where there are several. None where nothing could end. */
export async function composeUnsubscribeHeaders(
  { store, publicUrl }: Pick<JobDeps, 'store' | 'publicUrl'>,
  contactPoint: string,
  address: string,
): Promise<Record<string, string>> {
  const running = (await listGrants(store, contactPoint)).filter(isRunning);
  const [purpose, ...others] = new Set(running.map((grant) => grant.purpose));
  if (purpose === undefined) return {};
  const scope = others.length === 0 ? { purpose, channel: 'email' as const } : null;
  const token = await createUnsubscribeToken(store, { contactPoint, claim: { kind: 'email', value: address }, scope });
  return {
    'List-Unsubscribe': `<${publicUrl}${oneClickPath(token)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
