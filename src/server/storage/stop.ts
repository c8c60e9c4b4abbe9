// Withdrawals, objections and erasures: they end consent at once, and a stop of *all* reaches the person's other contact
// points too (D1, D8). Open links need no voiding: they confirm only what is still a request when they are used.
import type { BackEndEvent } from '#domain/consent-event.ts';
import type { Stop } from '#domain/consent-state.ts';
import { type Custody, isProvablyLater } from '#domain/custody.ts';
import { addStop, refreshStates, toCustody } from './acts.ts';
import { appendFact } from './chain.ts';
import { listCompanions } from './companion.ts';
import { eraseIfUnneeded } from './contact-point.ts';
import { oweWithdrawalMail } from './ended-consent.ts';
import type { Tx } from './store.ts';

type Via = Extract<BackEndEvent, { cause: unknown }>['via'];

interface StopInput {
  readonly contactPoint: string;
  readonly kind: Exclude<Stop['kind'], 'refusal'>;
  readonly scope: Stop['scope'];
  readonly eventHash: string;
  readonly custody: Custody;
  readonly pageOf?: string | undefined;
}

/** Gives a stop its effect. Doing it again for the same event changes nothing. */
export async function applyStop(tx: Tx, stop: StopInput): Promise<void> {
  await addStop(tx, { ...stop, cause: null });
  await refreshStates(tx, stop.contactPoint);
  await eraseIfUnneeded(tx, stop.contactPoint); // a request that nobody has confirmed leaves no address behind
  if (stop.scope !== null || stop.kind === 'erasure') return;
  for (const linked of await listLinkedContactPoints(tx, stop.contactPoint, stop.custody))
    await followStop(tx, { kind: stop.kind, custody: stop.custody, hash: stop.eventHash }, linked);
}

/** D8 for an event that arrives after a stop of all by one of its contact points, and is not provably later. */
export async function followEarlierStops(tx: Tx, contactPoints: readonly string[], custody: Custody): Promise<void> {
  if (contactPoints.length < 2) return;
  const stops = await tx.sql
    .selectFrom('stops')
    .selectAll()
    .where('contact_point', 'in', contactPoints)
    .where('purpose', 'is', null)
    .where('cause', 'is', null)
    .where('kind', 'in', ['withdrawal', 'objection'])
    .execute();
  for (const stop of stops) {
    if (isProvablyLater(custody, toCustody(stop))) continue;
    const { kind } = stop;
    if (kind !== 'withdrawal' && kind !== 'objection') continue;
    for (const linked of contactPoints)
      if (linked !== stop.contact_point)
        await followStop(tx, { kind, custody: toCustody(stop), hash: stop.event_hash }, linked);
  }
}

/** Answered by a mail too. Who ends it from a message has their answer there, and wants no further one (decision 017). */
const mailedVias: readonly Via[] = ['preference-page', 'answer-page', 'sms'];

/** A stop taken by the back end itself: appended to the chain, then applied. */
export async function recordStop(
  tx: Tx,
  stop: {
    readonly store: string;
    readonly contactPoint: string;
    readonly kind: StopInput['kind'];
    readonly scope: Stop['scope'];
    readonly via: Via;
    /** The contact point on whose page it was done, where that is another one. */
    readonly pageOf?: string | undefined;
    /** Where it lay in time, if it is another's that was carried over; null or left out: now. */
    readonly cause?: Custody | null;
    /** Of the fact, where a form has brought one. */
    readonly id?: string | undefined;
  },
): Promise<void> {
  const { store, contactPoint, kind, scope: ended, via, pageOf, cause = null, id } = stop;
  const scope = ended && { ...ended, topics: ended.topics && [...ended.topics] };
  const fact = { type: kind, store, contactPoint, scope, via, cause, ...(pageOf && { pageOf }) } as const;
  const { hash, custody } = await appendFact(tx, fact, id);
  await applyStop(tx, { contactPoint, kind, scope, eventHash: hash, custody: cause ?? custody, pageOf });
  if (mailedVias.includes(via) && kind !== 'erasure') await oweWithdrawalMail(tx, contactPoint);
}

/** The contact points that share an event with this one, unless that event is provably later than the stop. */
function listLinkedContactPoints(tx: Tx, contactPoint: string, custody: Custody): Promise<string[]> {
  return listCompanions(tx, contactPoint, (grant) => !isProvablyLater(toCustody(grant), custody));
}

interface Cause {
  readonly kind: 'withdrawal' | 'objection';
  readonly custody: Custody;
  readonly hash: string;
}

async function followStop(tx: Tx, cause: Cause, contactPoint: string): Promise<void> {
  const known = await tx.sql
    .selectFrom('stops')
    .select('cause')
    .where('cause', '=', cause.hash)
    .where('contact_point', '=', contactPoint)
    .executeTakeFirst();
  if (known) return;
  const grant = await tx.sql
    .selectFrom('grants')
    .select('store')
    .where('contact_point', '=', contactPoint)
    .limit(1)
    .executeTakeFirst();
  if (!grant) return; // what it had said is past both clocks
  const { hash } = await appendFact(tx, {
    type: cause.kind,
    store: grant.store,
    contactPoint,
    scope: null,
    via: 'linked',
    cause: cause.custody,
  });
  // judged by the time of its cause, so that a yes given since, provably, stands
  const stop = { kind: cause.kind, scope: null, custody: cause.custody, cause: cause.hash };
  await addStop(tx, { ...stop, eventHash: hash, contactPoint });
  await refreshStates(tx, contactPoint);
  await eraseIfUnneeded(tx, contactPoint);
}
