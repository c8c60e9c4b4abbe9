// A person's acts in plain order, for their own page: when, what, by which channels. Acts that shared no event with the
// page's grants are not in it; and of what was ended or bounded only what was so for the contact point that the reader has
// proved, or on its page (E1).
import type { Frequency } from '#domain/frequency.ts';
import { isSilence } from '#domain/rules/rule.ts';
import type { Channel } from '#domain/shop-config.ts';
import type { AnswerPlace, HistoryKind } from '#i18n/pages/page-words.ts';
import { readSignedText } from '#protocol/signature.ts';
import { toFrequency } from './acts.ts';
import type { GrantRow, StopRow } from './schema.ts';
import type { Reader } from './store.ts';
import { TOMBSTONE_CHAIN } from './tombstone.ts';

export interface HistoryEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: HistoryKind;
  readonly channels: readonly Channel[];
  /** Where topics or a frequency are told: of what. */
  readonly purpose?: string;
  /** Ids. */
  readonly topics?: readonly string[];
  readonly frequency?: Frequency;
  readonly place?: AnswerPlace;
}

const kindByResolution = { confirmed: 'confirmed', expired: 'expired', disavowed: 'disavowed' } as const;
const kindByRestriction = { restriction: 'restricted', lifting: 'lifted' } as const;

/**
 * Newest first.
 * @param grants what the page shows, at least one
 * @param contactPoint the proved one
 */
export async function listHistory(
  reader: Reader,
  grants: readonly GrantRow[],
  contactPoint: string,
): Promise<HistoryEntry[]> {
  const entries = [
    ...(await listGiven(reader, grants)),
    ...(await listResolved(reader, grants)),
    ...(await listEnded(reader, contactPoint)),
    ...(await listBounded(reader, contactPoint)),
  ];
  return entries.sort((a, b) => b.at - a.at);
}

async function listGiven({ sql }: Reader, grants: readonly GrantRow[]): Promise<HistoryEntry[]> {
  const byEvent = Map.groupBy(grants, (grant) => grant.event);
  const rows = await sql
    .selectFrom('events')
    .select(['id', 'type', 'jws'])
    .where('id', 'in', [...byEvent.keys()])
    .execute();
  return [...byEvent].flatMap(([event, own]): HistoryEntry[] => {
    const [first] = own as [GrantRow];
    const row = rows.find(({ id }) => id === event);
    // when it was taken in: the day that the list claims is the shop's word, not the person's
    if (row?.type === 'imported')
      return [{ at: first.latest, kind: 'imported', channels: own.map((grant) => grant.channel) }];
    const place = first.device === null ? readPlace(row?.jws) : 'tablet';
    const given = { at: first.captured_at, kind: 'given', place } as const;
    const [told, asked] = [true, false].map((isTold) => own.filter(({ regime }) => isSilence(regime) === isTold));
    // a tablet asks for all or nothing; on a page, each was chosen
    if (place !== 'preference-page')
      return [...toEntries(asked, given), ...toEntries(told, { ...given, kind: 'told' })];
    return own.map((grant) => ({
      ...{ ...given, channels: [grant.channel], purpose: grant.purpose },
      ...{ topics: JSON.parse(grant.topics) as string[], frequency: toFrequency(grant) },
    }));
  });
}

/** One of all their channels; none of nothing. */
function toEntries(grants: readonly GrantRow[] = [], entry: Omit<HistoryEntry, 'channels'>): HistoryEntry[] {
  return grants.length > 0 ? [{ ...entry, channels: grants.map(({ channel }) => channel) }] : [];
}

function readPlace(jws: string | null | undefined): AnswerPlace {
  const { askedBy } = JSON.parse(readSignedText(jws ?? '') ?? '{}') as { askedBy?: { kind: AnswerPlace } };
  return askedBy?.kind ?? 'tablet';
}

async function listResolved({ sql }: Reader, grants: readonly GrantRow[]): Promise<HistoryEntry[]> {
  const events = [...new Set(grants.map((grant) => grant.event))];
  const resolutions = await sql.selectFrom('resolutions').selectAll().where('event', 'in', events).execute();
  // on the person's own page, the yes itself says so
  const asked = resolutions.filter((row) => grants.find(({ event }) => event === row.event)?.page_of === null);
  return [...Map.groupBy(asked, (row) => row.latest)].flatMap(([at, own]) => {
    const channels = own.flatMap((row) =>
      grants.filter((g) => g.event === row.event && g.question === row.question).map((g) => g.channel),
    );
    return [...new Set(own.map((row) => kindByResolution[row.kind]))].map((kind) => ({ at, kind, channels }));
  });
}

async function listEnded({ sql }: Reader, contactPoint: string): Promise<HistoryEntry[]> {
  const stops = await sql
    .selectFrom('stops')
    .selectAll()
    .where((e) => e.or([e('contact_point', '=', contactPoint), e('page_of', '=', contactPoint)]))
    .where('kind', '<>', 'refusal')
    .where('cause', 'is', null)
    // an earlier life's stops, but for its erasure
    .where((e) => e.or([e('chain', '<>', TOMBSTONE_CHAIN), e('kind', '=', 'erasure')]))
    .execute();
  return stops.map((stop) => ({
    ...{ at: stop.latest, kind: kindOf(stop), channels: stop.channel ? [stop.channel] : [] },
    ...(stop.topics !== null && { purpose: stop.purpose ?? '', topics: JSON.parse(stop.topics) as string[] }),
  }));
}

function kindOf({ kind, channel, topics }: Pick<StopRow, 'kind' | 'channel' | 'topics'>): HistoryKind {
  if (kind === 'erasure') return 'erased';
  if (topics !== null) return 'narrowed';
  if (kind === 'objection') return channel ? 'objected' : 'objected-all';
  return channel ? 'withdrawn' : 'withdrawn-all';
}

async function listBounded({ sql }: Reader, contactPoint: string): Promise<HistoryEntry[]> {
  const caps = await sql
    .selectFrom('caps')
    .selectAll()
    .where((e) => e.or([e('contact_point', '=', contactPoint), e('page_of', '=', contactPoint)]))
    .execute();
  const restrictions = await sql
    .selectFrom('restrictions')
    .selectAll()
    .where('contact_point', '=', contactPoint)
    .execute();
  return [
    ...caps.map((cap) => ({
      ...{ at: cap.latest, kind: 'capped' as const, channels: [cap.channel] },
      ...{ purpose: cap.purpose, frequency: toFrequency(cap) },
    })),
    ...restrictions.map(({ latest, kind }) => ({ at: latest, kind: kindByRestriction[kind], channels: [] })),
  ];
}
