// A person's acts in plain order, for their own page: when, what, by which channels. Acts that shared no event with the
// page's grants are not in it, and of stops only those of the contact point that the reader has proved (E1).
import type { Channel } from '#domain/shop-config.ts';
import type { HistoryKind } from '#i18n/pages/page-words.ts';
import type { GrantRow, StopRow } from './schema.ts';
import type { Reader } from './store.ts';
import { TOMBSTONE_CHAIN } from './tombstone.ts';

export interface HistoryEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: HistoryKind;
  readonly channels: readonly Channel[];
}

const kindByResolution = { confirmed: 'confirmed', expired: 'expired', disavowed: 'disavowed' } as const;

/**
 * Newest first.
 * @param grants what the page shows, at least one
 * @param contactPoint the proved one
 */
export async function listHistory(
  { sql }: Reader,
  grants: readonly GrantRow[],
  contactPoint: string,
): Promise<HistoryEntry[]> {
  const events = [...new Set(grants.map((grant) => grant.event))];
  const stops = await sql
    .selectFrom('stops')
    .selectAll()
    .where('contact_point', '=', contactPoint)
    .where('kind', '<>', 'refusal')
    .where('cause', 'is', null)
    // an earlier life's stops, but for its erasure
    .where((e) => e.or([e('chain', '<>', TOMBSTONE_CHAIN), e('kind', '=', 'erasure')]))
    .execute();
  const resolutions = await sql.selectFrom('resolutions').selectAll().where('event', 'in', events).execute();

  const entries: HistoryEntry[] = [];
  for (const own of Map.groupBy(grants, (grant) => grant.event).values())
    entries.push({ at: own[0]?.captured_at ?? 0, kind: 'given', channels: own.map((grant) => grant.channel) });
  for (const [at, own] of Map.groupBy(resolutions, (row) => row.latest)) {
    const channels = own.flatMap((row) =>
      grants.filter((g) => g.event === row.event && g.question === row.question).map((g) => g.channel),
    );
    for (const kind of new Set(own.map((row) => kindByResolution[row.kind]))) entries.push({ at, kind, channels });
  }
  for (const stop of stops)
    entries.push({ at: stop.latest, kind: kindOf(stop), channels: stop.channel ? [stop.channel] : [] });
  return entries.sort((a, b) => b.at - a.at);
}

function kindOf({ kind, channel }: Pick<StopRow, 'kind' | 'channel'>): HistoryKind {
  if (kind === 'erasure') return 'erased';
  if (kind === 'objection') return channel ? 'objected' : 'objected-all';
  return channel ? 'withdrawn' : 'withdrawn-all';
}
