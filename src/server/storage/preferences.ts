// What a person may see and end by a link: everything known of a mailbox that was proved, or one answer by the tablet's
// QR code (E1). Of contact points the link did not prove, a page shows channel and answer, never the number.
import type { Scope } from '#domain/consent-event.ts';
import { isRunning, pickCurrent } from '#domain/consent-state.ts';
import { maskContact } from '#domain/contact-identity.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { Instant } from '#domain/instant.ts';
import { DAY } from '#domain/instant.ts';
import type { Restriction } from '#domain/restriction.ts';
import { listGrants } from './acts.ts';
import { readValue } from './contact-point.ts';
import { changeRestriction, countLiftings, hasRestriction } from './restriction.ts';
import { recordDoneByPerson } from './rights-request.ts';
import type { ContactPoint, GrantRow, TokenRow } from './schema.ts';
import { recordStop } from './stop.ts';
import type { Reader, Tx } from './store.ts';
import { createToken, findToken } from './token.ts';

/** How long a preference link opens. It can be renewed by mail. */
export const PREFERENCE_LINK_LIFETIME = 90 * DAY;

/** One line of a page: what stands for a contact point, purpose and channel. */
export interface Preference {
  readonly grant: GrantRow;
  /** null: not proved by this link, or erased. */
  readonly maskedContact: string | null;
}

export interface Preferences {
  readonly rows: readonly Preference[];
  /** All grants behind the rows, oldest first. */
  readonly grants: readonly GrantRow[];
}

/** A link to the preference page for who has just proved to hold the mailbox. */
export function createPreferenceToken(tx: Tx, contactPoint: string): Promise<string> {
  const expiresAt: Instant = tx.clock + PREFERENCE_LINK_LIFETIME;
  return createToken(tx, { kind: 'preferences', contactPoint, answers: [], expiresAt });
}

/** What a link proves, as far as it is still held. */
export interface ProvedContact {
  readonly token: TokenRow;
  /** As typed. */
  readonly contactPoint: { readonly id: string; readonly kind: ContactKind; readonly value: string };
  /** Its grants, oldest first; at least one. */
  readonly grants: readonly GrantRow[];
}

/** Undefined for a link that has ended, and for the tablet's QR code, which proves nothing (E1). Changes nothing (E3). */
export async function readProvedContact(
  reader: Reader & { readonly now: () => Instant },
  secret: string,
): Promise<ProvedContact | undefined> {
  const token = await findToken(reader, secret);
  if (token?.kind !== 'preferences' || token.contact_point === null) return undefined;
  if (token.expires_at <= reader.now()) return undefined;
  const grants = await listGrants(reader, token.contact_point);
  const row = (await listContactPoints(reader, grants)).get(token.contact_point);
  const value = row && (await readValue(reader, row));
  if (!row || value === undefined) return undefined;
  return { token, contactPoint: { id: row.id, kind: row.kind, value }, grants };
}

/** Reads, and changes nothing (E3). */
export async function readPreferences(tx: Reader, token: TokenRow): Promise<Preferences> {
  const grants = token.event === null ? await listOwnGrants(tx, token) : await listEventGrants(tx, token.event);
  const contacts = await listContactPoints(tx, grants);
  const masks = new Map<string, string | null>();
  for (const [id, contact] of contacts) masks.set(id, await mask(tx, contact, token));
  const rows = [...Map.groupBy(grants, (grant) => grant.contact_point).values()].flatMap(pickCurrent).map((grant) => ({
    grant,
    maskedContact: masks.get(grant.contact_point) ?? null,
  }));
  return { rows, grants };
}

const lineOf = ({ contact_point, purpose, channel }: GrantRow) => `${contact_point} ${purpose} ${channel}`;

/** The proved contact point's grants, those of other contact points in the same events, and those given on its page. */
async function listOwnGrants(tx: Reader, { contact_point }: TokenRow): Promise<GrantRow[]> {
  if (contact_point === null) return [];
  const own = await tx.sql
    .selectFrom('grants')
    .select('event')
    .where((e) => e.or([e('contact_point', '=', contact_point), e('page_of', '=', contact_point)]))
    .execute();
  if (own.length === 0) return [];
  return tx.sql
    .selectFrom('grants')
    .selectAll()
    .where(
      'event',
      'in',
      own.map((grant) => grant.event),
    )
    .orderBy('latest')
    .orderBy('event')
    .orderBy('question')
    .execute();
}

function listEventGrants(tx: Reader, event: string): Promise<GrantRow[]> {
  return tx.sql.selectFrom('grants').selectAll().where('event', '=', event).orderBy('question').execute();
}

async function listContactPoints(tx: Reader, grants: readonly GrantRow[]): Promise<Map<string, ContactPoint>> {
  const ids = grants.map((grant) => grant.contact_point);
  if (ids.length === 0) return new Map();
  const rows = await tx.sql.selectFrom('contact_points').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function mask(tx: Reader, contact: ContactPoint, token: TokenRow): Promise<string | null> {
  const isProved = token.event !== null || contact.id === token.contact_point;
  const value = isProved ? await readValue(tx, contact) : undefined;
  return (value !== undefined && maskContact(contact.kind, value)) || null;
}

/**
 * Ends everything the link reaches: with a proved mailbox all consents of the person (D8); with the tablet's QR code
 * that one answer and nothing else (E1).
 */
export async function withdrawAll(tx: Tx, token: TokenRow): Promise<void> {
  const { rows, grants } = await readPreferences(tx, token);
  if (token.event !== null) for (const { grant } of rows) await endLine(tx, token, grant, grants);
  else await stopAll(tx, token, rows, 'withdrawal');
}

/** GDPR 18: keeps what is held and does not use it (D13). Asking for it twice changes nothing. Takes a proved mailbox. */
export async function restrict(tx: Tx, token: TokenRow): Promise<void> {
  await changeOwnRestriction(tx, token, 'restriction');
}

/** Within a day. Each owes mails, a row in the register and a line in the ledger; who may not lift stays frozen, which harms nobody. */
const MOST_LIFTINGS = 3;

/** Everything is again as it would be without. `too-many`: not today any more. */
export async function liftRestriction(tx: Tx, token: TokenRow): Promise<'too-many' | undefined> {
  const { contact_point: contactPoint } = token;
  const isFrozen = contactPoint !== null && (await hasRestriction(tx, contactPoint));
  if (isFrozen && (await countLiftings(tx, contactPoint)) >= MOST_LIFTINGS) return 'too-many';
  await changeOwnRestriction(tx, token, 'lifting');
  return undefined;
}

async function changeOwnRestriction(tx: Tx, token: TokenRow, kind: Restriction['kind']): Promise<void> {
  const { contact_point: contactPoint } = token;
  if (token.event !== null || contactPoint === null) return;
  const isChanged = await changeRestriction(tx, { contactPoint, kind, via: 'preference-page' });
  if (isChanged) await recordDoneByPerson(tx, kind, contactPoint);
}

/** GDPR 21(2): ends everything, and a later yes needs a confirmation (D3). Takes a proved mailbox. */
export async function objectToAll(tx: Tx, token: TokenRow): Promise<void> {
  const { contact_point: contactPoint } = token;
  if (token.event !== null || contactPoint === null) return;
  const isChanged = await stopAll(tx, token, (await readPreferences(tx, token)).rows, 'objection');
  if (isChanged) await recordDoneByPerson(tx, 'objection', contactPoint);
}

type AllStop = 'withdrawal' | 'objection';

/** False where it adds nothing. */
async function stopAll(tx: Tx, token: TokenRow, rows: readonly Preference[], kind: AllStop): Promise<boolean> {
  const own = rows.find(({ grant }) => grant.contact_point === token.contact_point);
  if (!own || (await isAllEnded(tx, token, rows, kind))) return false;
  await end(tx, token, own.grant, null, kind);
  return true;
}

async function endLine(tx: Tx, token: TokenRow, shown: GrantRow, grants: readonly GrantRow[]): Promise<void> {
  const line = grants.filter((grant) => lineOf(grant) === lineOf(shown));
  if (line.some(isRunning)) await end(tx, token, shown, { purpose: shown.purpose, channel: shown.channel });
}

/** Whether all was ended before and nothing has been given since: saying so again adds nothing. */
async function isAllEnded(
  tx: Tx,
  { contact_point }: TokenRow,
  rows: readonly Preference[],
  kind: AllStop,
): Promise<boolean> {
  if (rows.some(({ grant }) => isRunning(grant))) return false;
  const stop = await tx.sql
    .selectFrom('stops')
    .select('event_hash')
    .where('contact_point', '=', contact_point)
    .where('purpose', 'is', null)
    .where('kind', 'in', kind === 'objection' ? ['objection'] : ['withdrawal', 'objection', 'erasure'])
    .executeTakeFirst();
  return stop !== undefined;
}

async function end(
  tx: Tx,
  token: TokenRow,
  grant: GrantRow,
  scope: Scope,
  kind: AllStop = 'withdrawal',
): Promise<void> {
  const via = token.event === null ? 'preference-page' : 'answer-page';
  const { store, contact_point: contactPoint } = grant;
  await recordStop(tx, { store, contactPoint, kind, scope, via });
}
