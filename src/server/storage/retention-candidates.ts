// Whom the night looks at (`retention.ts`): found by what the database can tell without reading anybody's acts.
import type { BusinessDay } from '#domain/business-day.ts';
import { runningStatuses } from '#domain/consent-state.ts';
import { DAY } from '#domain/instant.ts';
import { clocksFor, factsAboutProspect } from '#domain/regime.ts';
import { DAYS_AT_HAND } from '#domain/retention.ts';
import type { Store } from './store.ts';

interface Portion {
  readonly country: string;
  readonly today: BusinessDay;
  /** The last id of the portion before; empty for the first. */
  readonly after: string;
  readonly limit: number;
}

/** All of whom something may be due, and few others: what runs and is young is not looked at. In the order of their ids. */
export async function listCandidates(
  { sql, now }: Store,
  { country, today, after, limit }: Portion,
): Promise<string[]> {
  const { years } = clocksFor(factsAboutProspect(country, 'email'), today).use;
  const young = now() - (years * 365 - 2) * DAY; // never later than the day itself, in any zone
  const old = now() - DAYS_AT_HAND * DAY;
  const rows = await sql
    .selectFrom('contact_points')
    .select('id')
    .where('id', '>', after)
    .where('id', 'in', (e) => e.selectFrom('grants').select('contact_point'))
    .where((e) =>
      e.or([
        // nothing that runs is provably younger than the use clock
        e(
          'id',
          'not in',
          e
            .selectFrom('grants')
            .select('contact_point')
            .where('status', 'in', [...runningStatuses, 'unproven'])
            .where((g) =>
              g.or([g.and([g('captured_at', '>', young), g('latest', '>', young)]), g('earliest', '>', young)]),
            ),
        ),
        e(
          'id',
          'in',
          e
            .selectFrom('grants')
            .select('contact_point')
            .where('status', 'not in', runningStatuses)
            .where('status_at', '<=', old),
        ),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
