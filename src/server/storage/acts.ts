// A contact point's acts, and the states derived from them. The domain decides; this file reads, stores what it said,
// and tells the tablets what changed.
import { type Acts, deriveGrantStatuses, type GrantStatus, type Resolution, type Stop } from '#domain/consent-state.ts';
import type { Custody } from '#domain/custody.ts';
import type { Channel } from '#domain/shop-config.ts';
import type { Change } from '#protocol/sync.ts';
import { tellDevice } from './device.ts';
import { enqueueJob } from './job.ts';
import type { GrantRow } from './schema.ts';
import type { Reader, Tx } from './store.ts';

/** Changes a tablet hears of (B8). A disavowal looks to it like any other end of a request. */
const changeByStatus: Record<GrantStatus, Change['change'] | null> = {
  given: 'confirmed',
  requested: null,
  withdrawn: 'withdrawn',
  erased: 'erased',
  expired: 'expired',
  disavowed: 'erased',
  unconfirmable: null,
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

async function loadActs(tx: Tx, contactPoint: string): Promise<{ rows: GrantRow[]; acts: Acts }> {
  const rows = await listGrants(tx, contactPoint);
  const stops = await tx.sql.selectFrom('stops').selectAll().where('contact_point', '=', contactPoint).execute();
  const resolutions = await tx.sql
    .selectFrom('resolutions')
    .selectAll()
    .where('event', 'in', (e) => e.selectFrom('grants').select('event').where('contact_point', '=', contactPoint))
    .execute();
  const acts: Acts = {
    grants: rows.map((row) => ({ ...row, custody: toCustody(row), asksConfirmation: row.asks_confirmation === 1 })),
    stops: stops.map((row) => ({ kind: row.kind, scope: toScope(row), custody: toCustody(row) })),
    resolutions: resolutions.map((row) => ({ ...row, custody: toCustody(row) })),
  };
  return { rows, acts };
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
    const change = changeByStatus[status];
    if (row.device && change) await tellDevice(tx, row.device, { event: row.event, question: row.question, change });
  }
}

export interface NewStop extends Stop {
  readonly eventHash: string;
  readonly contactPoint: string;
  /** The hash of the stop that this one follows (D8). */
  readonly cause: string | null;
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

export function toScope(row: { purpose: string | null; channel: Channel | null }): Stop['scope'] {
  return row.purpose === null || row.channel === null ? null : { purpose: row.purpose, channel: row.channel };
}
