// That a person was in touch elsewhere, as other systems report it: it moves the use clock and nothing else.
import { businessDayAt } from '#domain/business-day.ts';
import { isRunning } from '#domain/consent-state.ts';
import { NOTABLE_SKEW } from '#domain/custody.ts';
import type { Instant } from '#domain/instant.ts';
import { clocksFor, factsAboutProspect } from '#domain/regime.ts';
import { addActivity, type PersonContact } from '#domain/use-clock.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { ReportedActivity } from '#protocol/use.ts';
import { isContactRestricted } from './acts.ts';
import { findContactPoint } from './contact-point.ts';
import type { ActivityRow } from './schema.ts';
import type { Reader, Tx } from './store.ts';

/**
 * Whether anything was kept of it: not of somebody of whom no yes runs here, nor while they have it frozen (GDPR 18(2)), nor of what is
 * older or has yet to come.
 */
export async function recordActivity(
  tx: Tx,
  claim: ContactClaim,
  reported: { readonly kind: ReportedActivity['kind']; readonly at: Instant },
  country: string,
): Promise<boolean> {
  const known = await findContactPoint(tx, claim);
  if (!known || !(await hasRunningGrant(tx, known.id)) || (await isContactRestricted(tx, known.id))) return false;
  const { years } = clocksFor(factsAboutProspect(country, 'email'), businessDayAt(tx.clock, 'UTC')).use;
  const rules = { now: tx.clock, tolerance: NOTABLE_SKEW, years };
  const next = addActivity(await readActivities(tx, known.id), reported.at, rules);
  if (!next) return false;
  const row = { kind: reported.kind, at: next.at };
  await tx.sql
    .insertInto('activities')
    .values({ contact_point: known.id, known_at: next.knownAt, ...row })
    .onConflict((c) => c.columns(['contact_point', 'known_at']).doUpdateSet(row))
    .execute();
  return true;
}

/** The latest. */
export async function getActivity(reader: Reader, contactPoint: string): Promise<ActivityRow | undefined> {
  return (await listRuns(reader, contactPoint)).at(-1);
}

/** For the use clock: each unbroken run, in the order in which they became known. */
export async function readActivities(reader: Reader, contactPoint: string): Promise<PersonContact[]> {
  return (await listRuns(reader, contactPoint)).map(({ at, known_at }) => ({ at, knownAt: known_at }));
}

function listRuns({ sql }: Reader, contactPoint: string): Promise<ActivityRow[]> {
  return sql
    .selectFrom('activities')
    .selectAll()
    .where('contact_point', '=', contactPoint)
    .orderBy('known_at')
    .execute();
}

/** Nothing is kept of somebody of whom nothing runs. */
async function hasRunningGrant({ sql }: Reader, contactPoint: string): Promise<boolean> {
  const rows = await sql.selectFrom('grants').select('status').where('contact_point', '=', contactPoint).execute();
  return rows.some(isRunning);
}
