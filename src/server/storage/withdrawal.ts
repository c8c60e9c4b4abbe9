// Withdrawals by who need not be seen to do them: a link in a message, a mail program, an SMS. The person is known by the
// contact point alone.
import type { BackEndEvent, Scope } from '#domain/consent-event.ts';
import { isRunning } from '#domain/consent-state.ts';
import type { Channel } from '#domain/shop-config.ts';
import { listGrants } from './acts.ts';
import { getConfig, listPublications, mustGetCurrentConfig } from './config.ts';
import { recordStop } from './stop.ts';
import type { Reader, Tx } from './store.ts';

/** Milliseconds. Mail programs repeat a request, people a click. What comes later is a word of its own: a yes may lie between (D1). */
const REPEAT = 10_000;

interface WithdrawalInput {
  readonly contactPoint: string;
  readonly scope: Scope;
  readonly via: Extract<BackEndEvent, { cause: unknown }>['via'];
}

/** Ends what the scope names, also what has not reached us yet. The same again, a moment later, adds nothing. */
export async function withdrawOnce(tx: Tx, { contactPoint, scope, via }: WithdrawalInput): Promise<void> {
  const stopped = await findStopOf(tx, contactPoint, scope);
  if (stopped && stopped.at > tx.now - REPEAT) return;
  const store = await storeOfContactPoint(tx, contactPoint);
  await recordStop(tx, { store, contactPoint, kind: 'withdrawal', scope, via });
}

/** Ends a channel for every purpose that was ever asked for. */
export async function withdrawChannel(
  tx: Tx,
  { contactPoint, channel, via }: Omit<WithdrawalInput, 'scope'> & { readonly channel: Channel },
): Promise<void> {
  for (const purpose of await listPurposes(tx))
    await withdrawOnce(tx, { contactPoint, scope: { purpose, channel }, via });
}

/** Of every config that was ever published: an answer to an older one may still be on its way. */
async function listPurposes(tx: Tx): Promise<string[]> {
  const digests = new Set((await listPublications(tx)).map(({ digest }) => digest));
  const configs = await Promise.all([...digests].map((digest) => getConfig(tx, digest)));
  return [...new Set(configs.flatMap((config) => config?.questions.map(({ purpose }) => purpose) ?? []))];
}

/** The newest stop of all that the scope names; undefined while anything of it stands, or when nobody has said stop. */
export async function findStopOf(
  tx: Reader,
  contactPoint: string,
  scope: Scope,
): Promise<{ readonly at: number } | undefined> {
  const grants = await listGrants(tx, contactPoint);
  const stands = grants.some(
    (grant) =>
      isRunning(grant) && (scope === null || (scope.purpose === grant.purpose && scope.channel === grant.channel)),
  );
  if (stands) return undefined;
  const stops = await tx.sql
    .selectFrom('stops')
    .select(['purpose', 'channel', 'latest'])
    .where('contact_point', '=', contactPoint)
    .where('kind', '<>', 'refusal')
    .where('topics', 'is', null)
    .orderBy('latest', 'desc')
    .execute();
  const newest = stops.find(
    ({ purpose, channel }) =>
      purpose === null || (scope !== null && scope.purpose === purpose && scope.channel === channel),
  );
  return newest && { at: newest.latest };
}

/** The store on whose chain an act of the person goes: where they last said yes, else the first. */
export async function storeOfContactPoint(tx: Reader, contactPoint: string): Promise<string> {
  const { config } = await mustGetCurrentConfig(tx);
  return (await listGrants(tx, contactPoint)).at(-1)?.store ?? config.stores[0]?.id ?? '';
}
