// What takes away, night by night, what is no consent and no proof, once its period is over (`period.ts`).
import { runningStatuses } from '#domain/consent-state.ts';
import { handOverPolicyOf, isHandOverTooOld } from '#domain/hand-over.ts';
import { HOUR, type Instant, SECOND } from '#domain/instant.ts';
import { peekHandOver } from '#protocol/hand-over.ts';
import { readSignedText } from '#protocol/signature.ts';
import { getConfig, listPublications } from './config.ts';
import { dropDisclosures } from './disclosure.ts';
import { readJson } from './event-reader.ts';
import { periods } from './period.ts';
import type { Tx } from './store.ts';

/** Rows taken by one statement: a tablet waits for no more than that. */
const PORTION = 1000;

type Sweep = (tx: Tx) => Promise<number>;

/** Each takes a portion and says how many went; called again until it is 0. */
export const sweeps: Readonly<Record<string, Sweep>> = {
  mails: async ({ sql, clock }) => {
    const { numDeletedRows } = await sql
      .deleteFrom('mails')
      .where('job', 'in', (e) =>
        e
          .selectFrom('mails')
          .select('job')
          .where('sent_at', '<', clock - periods.mails)
          // what asked for a confirmation belongs to its proof, and goes with it
          .where('job', 'not in', (j) =>
            j
              .selectFrom('jobs')
              .innerJoin('grants', 'grants.contact_point', 'jobs.key')
              .select('jobs.id')
              .where('jobs.kind', '=', 'confirmation.send'),
          )
          .limit(PORTION),
      )
      .where('sent_at', '<', clock - periods.mails)
      .executeTakeFirst();
    return Number(numDeletedRows);
  },
  jobs: async ({ sql, clock }) => {
    const { numDeletedRows } = await sql
      .deleteFrom('jobs')
      .where('id', 'in', (e) =>
        e
          .selectFrom('jobs')
          .select('id')
          .where('state', 'in', ['done', 'dead'])
          .where('created_at', '<', clock - periods.jobs)
          .where('run_at', '<', clock - periods.jobs)
          // a dossier says when the confirmation was asked for
          .where('id', 'not in', (m) => m.selectFrom('mails').select('job'))
          .limit(PORTION),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  },
  mailReports: ({ sql, clock }) =>
    count(sql.deleteFrom('mail_reports').where('received_at', '<', clock - periods.mailReports)),
  tokens: ({ sql, clock }) =>
    count(
      sql.deleteFrom('tokens').where('hash', 'in', (e) =>
        e
          .selectFrom('tokens')
          .select('hash')
          .where('expires_at', '<', clock - periods.tokens)
          .limit(PORTION),
      ),
    ),
  audit: ({ sql, clock }) =>
    count(
      sql.deleteFrom('audit').where('id', 'in', (e) =>
        e
          .selectFrom('audit')
          .select('id')
          .where('at', '<', clock - periods.audit)
          .limit(PORTION),
      ),
    ),
  rightsRequests: ({ sql, clock }) =>
    count(sql.deleteFrom('rights_requests').where('closed_at', '<', clock - periods.rightsRequests)),
  inboundMessages: ({ sql, clock }) =>
    count(sql.deleteFrom('inbound_messages').where('received_at', '<', clock - periods.inboundMessages)),
  enrolmentCodes: ({ sql, clock }) =>
    count(sql.deleteFrom('enrolment_codes').where('expires_at', '<', clock - periods.enrolmentCodes)),
  deviceChanges: ({ sql, clock }) =>
    count(
      sql.deleteFrom('device_changes').where('device', 'in', (e) =>
        e
          .selectFrom('devices')
          .select('id')
          .where('status', '<>', 'active')
          .where('last_seen_at', '<', clock - periods.deviceChanges),
      ),
    ),
  activities: ({ sql }) =>
    count(
      sql
        .deleteFrom('activities')
        .where('contact_point', 'not in', (e) =>
          e.selectFrom('grants').select('contact_point').where('status', 'in', runningStatuses),
        ),
    ),
  heldApart: async (tx) => {
    const rows = await tx.sql
      .selectFrom('disclosures')
      .innerJoin('events', 'events.hash', 'disclosures.event')
      .select('events.hash')
      .distinct()
      .where('events.status', '=', 'quarantined')
      .where('events.received_at', '<', tx.clock - periods.heldApart)
      .limit(50)
      .execute();
    for (const { hash } of rows) await dropDisclosures(tx, hash);
    return rows.length;
  },
  phoneVisits: sweepPhoneVisits,
};

async function count(statement: { executeTakeFirst(): Promise<{ numDeletedRows: bigint }> }): Promise<number> {
  return Number((await statement.executeTakeFirst()).numDeletedRows);
}

/** E5: a nonce goes only when its link can no longer be valid, whatever the tablet's clock has shown or will show. */
async function sweepPhoneVisits(tx: Tx): Promise<number> {
  const { sql, clock } = tx;
  const validHours = await longestValidity(tx);
  // past the portions of which all must stay
  for (let last = ''; ; ) {
    const old = await sql
      .selectFrom('phone_visits')
      .leftJoin('events', 'events.id', 'phone_visits.event')
      .select(['phone_visits.event', 'nonce', 'jws'])
      .where('completed_at', '<', clock - periods.phoneVisits - validHours * HOUR)
      .where('phone_visits.event', '>', last)
      .orderBy('phone_visits.event')
      .limit(PORTION)
      .execute();
    const gone = old.filter(({ nonce, jws }) => nonce === null || isShownLongAgo(jws, clock, validHours));
    for (const { event } of gone) await sql.deleteFrom('phone_visits').where('event', '=', event).execute();
    if (gone.length > 0 || old.length < PORTION) return gone.length;
    last = old.at(-1)?.event ?? '';
  }
}

/** By the instant that the link itself claims: nothing of it is corrected. Of an event that says nothing any more, nothing opens. */
function isShownLongAgo(jws: string | null, clock: Instant, validHours: number): boolean {
  const { askedBy } = (readJson(readSignedText(jws ?? '')) ?? {}) as { askedBy?: { link?: string } };
  const claims = peekHandOver(askedBy?.link ?? '');
  return !claims || isHandOverTooOld(claims.iat * SECOND, 0, clock, { validHours, cardAnswersPerHour: 0 });
}

/** Of every config ever published: a shop may go back to a longer one. */
async function longestValidity(tx: Tx): Promise<number> {
  const digests = new Set((await listPublications(tx)).map(({ digest }) => digest));
  const configs = await Promise.all([...digests].map((digest) => getConfig(tx, digest)));
  return Math.max(0, ...configs.map((config) => (config ? handOverPolicyOf(config).validHours : 0)));
}
