// A contact point's acts, and the states derived from them. The domain decides; this file reads, stores what it said,
// and tells the tablets what changed.
import { type Choices, choicesLeft } from '#domain/choices.ts';
import {
  type Acts,
  deriveGrantStatuses,
  type Grant,
  type GrantStatus,
  type Resolution,
  type Stop,
} from '#domain/consent-state.ts';
import type { Custody } from '#domain/custody.ts';
import type { Frequency } from '#domain/frequency.ts';
import { isRestricted, type Restriction } from '#domain/restriction.ts';
import type { Change } from '#protocol/sync.ts';
import { listCompanions } from './companion.ts';
import { tellDevice } from './device.ts';
import { enqueueJob } from './job.ts';
import type { GrantRow, StopRow } from './schema.ts';
import type { Reader, Tx } from './store.ts';

/**
 * Changes a tablet hears of (B8). A disavowal looks to it like any other end of a request, and what may not be used while it
 * is restricted like something withdrawn: it may come back. What the law forbids, or no mail can confirm, never counted, as if nobody
 * had confirmed it.
 */
const changeByStatus: Record<GrantStatus, Change['change'] | null> = {
  given: 'confirmed',
  restricted: 'withdrawn',
  requested: 'requested',
  withdrawn: 'withdrawn',
  erased: 'erased',
  expired: 'expired',
  disavowed: 'erased',
  unconfirmable: 'expired',
  unproven: null,
  forbidden: 'expired',
};

export function listGrants(tx: Reader, contactPoint: string): Promise<GrantRow[]> {
  return tx.sql
    .selectFrom('grants')
    .selectAll()
    .where('contact_point', '=', contactPoint)
    .orderBy('latest')
    .orderBy('event')
    .orderBy('question')
    .execute();
}

/** Everything known of it. Reads, and changes nothing. */
export async function loadActs(tx: Reader, contactPoint: string): Promise<{ rows: GrantRow[]; acts: Acts }> {
  const rows = await listGrants(tx, contactPoint);
  const stops = await tx.sql.selectFrom('stops').selectAll().where('contact_point', '=', contactPoint).execute();
  const caps = await tx.sql.selectFrom('caps').selectAll().where('contact_point', '=', contactPoint).execute();
  const resolutions = await tx.sql
    .selectFrom('resolutions')
    .selectAll()
    .where('event', 'in', (e) => e.selectFrom('grants').select('event').where('contact_point', '=', contactPoint))
    .execute();
  const acts: Acts = {
    grants: rows.map(toGrant),
    stops: stops.map((row) => ({ kind: row.kind, scope: toScope(row), custody: toCustody(row) })),
    caps: caps.map((row) => ({ ...row, frequency: toFrequency(row), custody: toCustody(row) })),
    resolutions: resolutions.map((row) => ({ ...row, custody: toCustody(row) })),
    restrictions: await listRestrictions(tx, contactPoint),
  };
  return { rows, acts };
}

function toGrant(row: GrantRow): Grant {
  const choices = { topics: JSON.parse(row.topics) as string[], frequency: toFrequency(row) };
  return {
    ...row,
    ...choices,
    custody: toCustody(row),
    asksConfirmation: row.asks_confirmation === 1,
    isUnproven: row.unproven === 1,
    forbiddenOn: row.forbidden_on,
  };
}

/** What is left of each (D11, D12), in their order. */
export async function readChoicesLeft<G extends GrantRow>(reader: Reader, grants: readonly G[]): Promise<(G & Left)[]> {
  const actsByContact = new Map<string, Acts>();
  for (const id of new Set(grants.map((grant) => grant.contact_point)))
    actsByContact.set(id, (await loadActs(reader, id)).acts);
  return grants.map((row) => ({
    ...row,
    left: choicesLeft(toGrant(row), actsByContact.get(row.contact_point) as Acts),
  }));
}

interface Left {
  readonly left: Choices;
}

/** Those of the contact point and of its companions. An erasure ends them: there is nothing left to keep. */
async function listRestrictions({ sql, keys }: Reader, contactPoint: string): Promise<Restriction[]> {
  const concerned = [contactPoint, ...(await listCompanions({ sql, keys }, contactPoint))];
  const rows = await sql.selectFrom('restrictions').selectAll().where('contact_point', 'in', concerned).execute();
  if (rows.length === 0) return [];
  const erasures = await sql
    .selectFrom('stops')
    .selectAll()
    .where('contact_point', 'in', concerned)
    .where('kind', '=', 'erasure')
    .execute();
  return [...rows, ...erasures.map((row) => ({ ...row, kind: 'lifting' as const }))].map((row) => ({
    ...{ kind: row.kind, contactPoint: row.contact_point, custody: toCustody(row) },
  }));
}

export async function isContactRestricted(reader: Reader, contactPoint: string): Promise<boolean> {
  return isRestricted(await listRestrictions(reader, contactPoint));
}

/** Derives every grant of a contact point anew and stores what changed. */
export async function refreshStates(tx: Tx, contactPoint: string): Promise<void> {
  const { rows, acts } = await loadActs(tx, contactPoint);
  const statuses = deriveGrantStatuses(acts);
  for (const [i, row] of rows.entries()) {
    const status = statuses[i] as GrantStatus;
    if (status === row.status) continue;
    await tx.sql
      .updateTable('grants')
      .set({ status, status_at: tx.now })
      .where('event', '=', row.event)
      .where('question', '=', row.question)
      .execute();
    // an objection that turns up late asks for the person's own word on what stood without it (D3)
    if (status === 'requested') await enqueueJob(tx, 'confirmation.send', contactPoint, tx.clock);
    await tellStatus(tx, { ...row, status });
  }
}

/** To the tablet that took it, if one did. */
export async function tellStatus(
  tx: Tx,
  { device, event, question, status }: Pick<GrantRow, 'device' | 'event' | 'question' | 'status'>,
): Promise<void> {
  const change = changeByStatus[status];
  if (device && change) await tellDevice(tx, device, { event, question, change });
}

export interface NewStop extends Stop {
  readonly eventHash: string;
  readonly contactPoint: string;
  /** The hash of the stop that this one follows (D8). */
  readonly cause: string | null;
  /** The contact point on whose page it was done, where that is another one. */
  readonly pageOf?: string | null | undefined;
}

/** Adds a stop once: the same event can come again from quarantine. */
export async function addStop(tx: Tx, stop: NewStop): Promise<void> {
  await tx.sql
    .insertInto('stops')
    .values({
      event_hash: stop.eventHash,
      contact_point: stop.contactPoint,
      kind: stop.kind,
      purpose: stop.scope?.purpose ?? null,
      channel: stop.scope?.channel ?? null,
      topics: stop.scope?.topics ? JSON.stringify(stop.scope.topics) : null,
      page_of: stop.pageOf ?? null,
      cause: stop.cause,
      ...stop.custody,
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

export async function addResolutions(
  tx: Tx,
  kind: Resolution['kind'],
  answers: readonly { event: string; question: string }[],
  custody: Custody,
): Promise<void> {
  for (const { event, question } of answers)
    await tx.sql
      .insertInto('resolutions')
      .values({ event, question, kind, ...custody })
      .onConflict((c) => c.doNothing())
      .execute();
}

export function toCustody({ chain, seq, earliest, latest }: Custody): Custody {
  return { chain, seq, earliest, latest };
}

export function toFrequency(row: Pick<GrantRow, 'frequency_max' | 'frequency_per'>): Frequency {
  return { max: row.frequency_max, per: row.frequency_per };
}

export function toScope(row: Pick<StopRow, 'purpose' | 'channel' | 'topics'>): Stop['scope'] {
  const { purpose, channel } = row;
  if (purpose === null || channel === null) return null;
  return { purpose, channel, ...(row.topics !== null && { topics: JSON.parse(row.topics) as string[] }) };
}
