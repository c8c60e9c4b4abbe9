// The end of data (`domain/retention.ts`): one contact point after the other is judged by its acts. What is due is recorded, its proof
// goes to the archive, and everything else of it goes for good; a withdrawal or objection stays, so that what comes later still meets
// it. One transaction each: nobody who syncs waits for longer than one.
import { businessDayAt } from '#domain/business-day.ts';
import { isRunning, runningStatuses } from '#domain/consent-state.ts';
import type { Instant } from '#domain/instant.ts';
import { planRetention, type Retained, type RetainedActs, type RetentionPlan } from '#domain/retention.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { addResolutions, listGrants, refreshStates } from './acts.ts';
import type { Archive } from './archive.ts';
import { recordAudit } from './audit.ts';
import { appendFact } from './chain.ts';
import { listCompanions } from './companion.ts';
import { hashContact } from './contact-identity.ts';
import {
  eraseIfUnneeded,
  eraseValue,
  findContactPoint,
  getContactPoint,
  isHeldApart,
  mustGetContactPoint,
  readValue,
} from './contact-point.ts';
import { readEvidence } from './evidence.ts';
import { forgetConsents, forgetContactPoint, forgetErrands } from './forget.ts';
import { loadAskedActs } from './may-contact.ts';
import { listCandidates } from './retention-candidates.ts';
import { isAwaitingAnswer } from './rights-request.ts';
import type { Reader, Store, Tx } from './store.ts';

const PORTION = 50;

/** What is to be done about one contact point, and why. */
export interface Retention extends RetentionPlan {
  readonly contactPoint: string;
  /** An event held apart waits with its contact data for a decision, or the person for an answer. */
  readonly isAwaited: boolean;
  /** It is gone from the live stores already, but for what a companion's consents need of it (D8). */
  readonly isEmpty: boolean;
}

/**
 * Judges every contact point of which something may be due.
 * @param config the current one: its first store's zone says which day it is
 * @param onFailure hears of one that cannot be judged; the others do not wait for it
 */
export async function* judgeRetention(
  store: Store,
  config: ShopConfig,
  onFailure: (error: unknown) => void,
): AsyncGenerator<Retention> {
  const today = todayOf(config, store.now());
  const { country } = config.controller;
  for (let last = ''; ; ) {
    const ids = await listCandidates(store, { country, today, after: last, limit: PORTION });
    for (const id of ids) {
      const judged = await judge(store, id, config, store.now()).catch(onFailure);
      if (judged && hasSomethingDue(judged)) yield judged;
    }
    const end = ids.at(-1);
    if (end === undefined || ids.length < PORTION) return;
    last = end;
  }
}

/** The day that counts for all of it. */
export function todayOf({ stores }: ShopConfig, now: Instant): string {
  return businessDayAt(now, stores[0]?.timeZone ?? 'UTC');
}

/** Judges it anew and does what is due, with what has become known since. Returns what was done. */
export async function endContactPoint(
  tx: Tx,
  archive: Archive,
  contactPoint: string,
  config: ShopConfig,
): Promise<'nothing' | 'archived' | 'erased' | 'trimmed'> {
  const retention = await judge(tx, contactPoint, config, tx.clock);
  if (!hasSomethingDue(retention)) return 'nothing';
  if (retention.due === 'nothing') {
    const over = retention.over.map(({ grant }) => grant);
    await forgetConsents(tx, contactPoint, over);
    await eraseIfUnneeded(tx, contactPoint);
    return 'trimmed';
  }
  await recordEnds(tx, contactPoint, retention.consents);
  const isArchived = retention.due === 'archive' && (await putAway(tx, archive, retention));
  await eraseValue(tx, contactPoint);
  await forgetErrands(tx, contactPoint);
  // where a companion's consent runs, a stop of everything must still find its way there (D8)
  const companions = await listCompanions(tx, contactPoint);
  if (!(await hasRunning(tx, companions))) {
    await forgetContactPoint(tx, contactPoint);
    // what was kept of them for this one's sake
    for (const id of companions) if (!(await holdsValue(tx, id))) await endContactPoint(tx, archive, id, config);
  }
  return isArchived ? 'archived' : 'erased';
}

/**
 * Before an erasure: puts away what a law obliges to keep of it all the same (GDPR 17(3)(b)), as if the person had taken everything
 * back. Nothing, where no law does.
 */
export async function keepOwedProof(tx: Tx, archive: Archive, claim: ContactClaim, config: ShopConfig): Promise<void> {
  const known = await findContactPoint(tx, claim);
  if (!known) return;
  const acts = await loadRetainedActs(tx, known.id);
  const custody = { chain: '', seq: 0, earliest: tx.now, latest: tx.now };
  const withdrawn = { ...acts, stops: [...acts.stops, { kind: 'withdrawal' as const, scope: null, custody }] };
  const { dutyUntil } = planRetention(withdrawn, todayOf(config, tx.clock));
  if (dutyUntil !== null) await putAway(tx, archive, { contactPoint: known.id, archivedUntil: dutyUntil, dutyUntil });
}

function hasSomethingDue({ due, isEmpty, isAwaited, isRestricted, over }: Retention): boolean {
  if (isAwaited || isRestricted) return false;
  return due === 'nothing' ? over.length > 0 : !isEmpty;
}

async function judge(reader: Reader, contactPoint: string, config: ShopConfig, now: Instant): Promise<Retention> {
  const plan = planRetention(await loadRetainedActs(reader, contactPoint), todayOf(config, now));
  return {
    ...{ ...plan, contactPoint, isAwaited: await isAwaited(reader, contactPoint) },
    isEmpty:
      !(await holdsValue(reader, contactPoint)) &&
      !(await hasRunning(reader, [contactPoint])) &&
      (await hasRunningCompanion(reader, contactPoint)),
  };
}

async function loadRetainedActs(reader: Reader, contactPoint: string): Promise<RetainedActs> {
  return { ...(await loadAskedActs(reader, contactPoint)), lastUseAt: await findLastUse(reader, contactPoint) };
}

async function isAwaited(reader: Reader, contactPoint: string): Promise<boolean> {
  return (await isHeldApart(reader, contactPoint)) || (await isAwaitingAnswer(reader, contactPoint));
}

/** A question to `may-contact` is the nearest thing to a use that is seen here (UWG § 7a). */
async function findLastUse({ sql }: Reader, contactPoint: string): Promise<Instant | null> {
  const row = await sql
    .selectFrom('audit')
    .select((e) => e.fn.max('at').as('at'))
    .where('subject', '=', contactPoint)
    .where('action', '=', 'may-contact')
    .executeTakeFirst();
  return row?.at === null || row?.at === undefined ? null : Number(row.at);
}

/** Each end by the use clock is a fact on the store's chain: an act of ours, which the person did not do. */
async function recordEnds(tx: Tx, contactPoint: string, consents: readonly Retained[]): Promise<void> {
  const running = (await listGrants(tx, contactPoint)).filter(isRunning);
  const over = running.flatMap(({ event, question, store }) => {
    const consent = consents.find(({ grant }) => grant.event === event && grant.question === question);
    return consent
      ? [{ answer: { event, question }, store, endOfUse: { lastContactOn: consent.lastContactOn, rule: consent.rule } }]
      : [];
  });
  for (const own of Map.groupBy(over, ({ store, endOfUse }) => JSON.stringify([store, endOfUse])).values()) {
    const [{ store, endOfUse }] = own as [(typeof over)[number]];
    const answers = own.map(({ answer }) => answer);
    const { custody } = await appendFact(tx, { type: 'expiry', store, contactPoint, answers, endOfUse });
    await addResolutions(tx, 'expired', answers, custody);
  }
  if (over.length > 0) await refreshStates(tx, contactPoint);
}

/** False where there is nothing that could still be read: the keys of what a restore has brought back are destroyed. */
async function putAway(
  tx: Tx,
  archive: Archive,
  { contactPoint, archivedUntil, dutyUntil }: Pick<Retention, 'contactPoint' | 'archivedUntil' | 'dutyUntil'>,
): Promise<boolean> {
  const row = await mustGetContactPoint(tx, contactPoint);
  const value = await readValue(tx, row);
  const evidence = await readEvidence(tx, { kind: 'contact-point', id: contactPoint });
  if (value === undefined || evidence === undefined || archivedUntil === null) return false;
  const { configs, ...held } = evidence;
  const text = JSON.stringify({ ...held, configs: [...configs.keys()], contact: { kind: row.kind, value } });
  await archive.put(
    {
      ...{ id: tx.newId(), contactPoint, kind: row.kind, archivedAt: tx.clock, keepUntil: archivedUntil, dutyUntil },
      hash: hashContact(tx, { kind: row.kind, value }).tombstone,
    },
    { text, configs },
  );
  await recordAudit(tx, { actor: 'system:retention', action: 'archived', subject: contactPoint });
  return true;
}

/** Whether its address or number is still held, and its key too. */
export async function canReadValue(reader: Reader, contactPoint: string): Promise<boolean> {
  const row = await getContactPoint(reader, contactPoint);
  return row !== undefined && (await readValue(reader, row)) !== undefined;
}

/** Whether its address or number is still held in the live data. */
async function holdsValue({ sql }: Reader, contactPoint: string): Promise<boolean> {
  const row = await sql
    .selectFrom('contact_points')
    .select('id')
    .where('id', '=', contactPoint)
    .where('value', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

async function hasRunning({ sql }: Reader, contactPoints: readonly string[]): Promise<boolean> {
  if (contactPoints.length === 0) return false;
  const row = await sql
    .selectFrom('grants')
    .select('event')
    .where('contact_point', 'in', contactPoints)
    .where('status', 'in', runningStatuses)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function hasRunningCompanion(reader: Reader, contactPoint: string): Promise<boolean> {
  return hasRunning(reader, await listCompanions(reader, contactPoint));
}
