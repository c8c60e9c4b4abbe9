// Requests by which people use their rights (GDPR 12 to 21). Whoever closes one has done what it asks, or says why not; what the
// person is told is `rights-answer.ts`.
import { businessDayAt } from '#domain/business-day.ts';
import {
  dueOn,
  type ExtensionReason,
  type Identity,
  type RefusalReason,
  type RequestFacts,
  type RequestOutcome,
  type Right,
  urgencyOf,
  type Way,
} from '#domain/rights-request.ts';
import { findStore } from '#domain/shop-config.ts';
import { mustGetCurrentConfig } from './config.ts';
import type { RightsRequestRow } from './schema.ts';
import type { Reader, Tx } from './store.ts';

export interface NewRequest {
  readonly kind: Right;
  /** null: nothing is held of whoever asks. */
  readonly contactPoint: string | null;
  readonly cameBy: Way;
  readonly identity: Identity;
  /** `person` or `operator:{name}`. */
  readonly by: string;
  /** The store's day on which it reached the shop; left out: now. */
  readonly receivedOn?: string | undefined;
  /** Whose day it is; left out: the shop's first. */
  readonly store?: string;
  /** Where a form has brought one: the same form again opens nothing. */
  readonly id?: string;
  /** Only of a contact point. */
  readonly text?: string;
}

export async function openRequest(tx: Tx, asked: NewRequest): Promise<RightsRequestRow> {
  const { kind, contactPoint, identity, by, text, id = tx.newId() } = asked;
  const known = await tx.sql.selectFrom('rights_requests').selectAll().where('id', '=', id).executeTakeFirst();
  if (known) return known;
  const { country, today } = await readToday(tx, tx.clock, asked.store);
  const receivedOn = asked.receivedOn ?? today;
  return tx.sql
    .insertInto('rights_requests')
    .values({
      ...{ id, kind, contact_point: contactPoint, received_on: receivedOn, due_on: dueOn(receivedOn, country) },
      ...{ came_by: asked.cameBy, identity, opened_by: by, opened_at: tx.clock },
      text: text !== undefined && contactPoint !== null ? await tx.keys.seal(contactPoint, text) : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** By then the person must have heard of it, and why. */
export async function extendRequest(tx: Tx, row: RightsRequestRow, reason: ExtensionReason): Promise<RightsRequestRow> {
  const { country } = await readToday(tx, tx.clock);
  const due_on = dueOn(row.received_on, country, true);
  return change(tx, row, { extended_at: tx.clock, extension_reason: reason, due_on });
}

export interface Closing {
  readonly outcome: RequestOutcome;
  readonly reason?: RefusalReason | null;
  readonly identity: Identity;
  readonly by: string;
  /** A mail that says so has left. */
  readonly isTold?: boolean;
}

export function closeRequest(tx: Tx, row: RightsRequestRow, closing: Closing): Promise<RightsRequestRow> {
  const { outcome, reason = null, identity, by, isTold } = closing;
  const told = isTold ? { told_at: tx.clock } : {};
  return change(tx, row, { ...told, closed_at: tx.clock, closed_by: by, outcome, refusal_reason: reason, identity });
}

/** What the person does on their own page is answered there and then. */
export async function recordDoneByPerson(tx: Tx, kind: Right, contactPoint: string | null): Promise<void> {
  const by = 'person';
  const row = await openRequest(tx, { kind, contactPoint, cameBy: 'page', identity: 'mailbox', by });
  await closeRequest(tx, row, { outcome: 'done', identity: 'mailbox', by });
}

function change(tx: Tx, { id }: RightsRequestRow, values: Partial<RightsRequestRow>): Promise<RightsRequestRow> {
  return tx.sql
    .updateTable('rights_requests')
    .set(values)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Those that fall due first come first; with `all` the closed ones too, newest last. */
export function listRequests({ sql }: Reader, { all }: { readonly all: boolean }): Promise<RightsRequestRow[]> {
  return sql
    .selectFrom('rights_requests')
    .selectAll()
    .$if(!all, (query) => query.where('closed_at', 'is', null))
    .orderBy('due_on')
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
}

/** Newest first. */
export function listRequestsOf({ sql }: Reader, contactPoint: string): Promise<RightsRequestRow[]> {
  return sql
    .selectFrom('rights_requests')
    .selectAll()
    .where('contact_point', '=', contactPoint)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .execute();
}

/** By its id or the beginning of it, where only one has that. */
export async function findRequest({ sql }: Reader, beginning: string): Promise<RightsRequestRow | undefined> {
  if (!/^[0-9a-f-]{4,36}$/.test(beginning)) return undefined;
  const rows = await sql
    .selectFrom('rights_requests')
    .selectAll()
    .where('id', 'like', `${beginning}%`)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}

/** The oldest of these kinds that is still to be answered. */
export function findOpenRequest(
  { sql }: Reader,
  contactPoint: string,
  kinds: readonly Right[],
): Promise<RightsRequestRow | undefined> {
  return sql
    .selectFrom('rights_requests')
    .selectAll()
    .where('contact_point', '=', contactPoint)
    .where('kind', 'in', kinds)
    .where('closed_at', 'is', null)
    .orderBy('due_on')
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst();
}

/** Undefined where nothing was written, or it is erased. */
export async function readRequestText(
  { keys }: Reader,
  { contact_point, text }: RightsRequestRow,
): Promise<string | undefined> {
  return contact_point === null || text === null ? undefined : keys.open(contact_point, text);
}

/** How many must be answered soon, and how many should have been. */
export async function countUrgent(reader: Reader, now: number): Promise<{ overdue: number; soon: number }> {
  const { today } = await readToday(reader, now);
  const count = { overdue: 0, soon: 0 };
  for (const row of await listRequests(reader, { all: false })) {
    const urgency = urgencyOf(toFacts(row), today);
    if (urgency) count[urgency] += 1;
  }
  return count;
}

export function toFacts(row: RightsRequestRow): RequestFacts {
  return {
    ...{ receivedOn: row.received_on, dueOn: row.due_on, identity: row.identity },
    ...{ isExtended: row.extended_at !== null, isClosed: row.closed_at !== null },
  };
}

/** The day in that store, else in the shop's first. */
export async function readToday(reader: Reader, now: number, store?: string) {
  const { config } = await mustGetCurrentConfig(reader);
  const place = (store && findStore(config, store)) || config.stores[0];
  return { country: config.controller.country, today: businessDayAt(now, place?.timeZone ?? 'UTC') };
}

/** Somebody is still to be answered, or to be told there; not by a mail that was given up: the operator tells them, or tries again. */
export async function isAwaitingAnswer({ sql }: Reader, contactPoint: string): Promise<boolean> {
  const row = await sql
    .selectFrom('rights_requests')
    .select('id')
    .where((e) =>
      e.or([
        e.and([
          e('owed_to', '=', contactPoint),
          e.exists(
            e
              .selectFrom('jobs')
              .select('jobs.id')
              .where('kind', '=', 'request.answer')
              .where('key', '=', contactPoint)
              .where('state', 'in', ['queued', 'running']),
          ),
        ]),
        e.and([e('contact_point', '=', contactPoint), e('closed_at', 'is', null)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whoever is erased leaves neither their words nor who they were. What was open has nobody left to be answered. */
export async function forgetRequester(tx: Tx, contactPoint: string): Promise<void> {
  const { sql, clock } = tx;
  await sql
    .updateTable('rights_requests')
    .set({ closed_at: clock, closed_by: 'system:erasure', outcome: 'erased' })
    .where('contact_point', '=', contactPoint)
    .where('closed_at', 'is', null)
    .execute();
  await sql
    .updateTable('rights_requests')
    .set({ contact_point: null, text: null, owed_to: null })
    .where('contact_point', '=', contactPoint)
    .execute();
  await dropAnswers(tx, contactPoint);
}

/** No mail can tell them there. */
export async function dropAnswers({ sql }: Tx, address: string): Promise<void> {
  await sql.updateTable('rights_requests').set({ owed_to: null }).where('owed_to', '=', address).execute();
}
