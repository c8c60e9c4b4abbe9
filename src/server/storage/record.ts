// Gives answers, from a tablet or a phone, and a stop at the till their effect: contact points, grants, stops, links,
// requests (protocol C, D, E1).
import type { Answer, AnswersGiven, StopAtTill } from '#domain/consent-event.ts';
import type { Stop } from '#domain/consent-state.ts';
import { type ContactKind, contactKindByChannel } from '#domain/contact-point.ts';
import type { Custody } from '#domain/custody.ts';
import { DAY, fromOffsetText } from '#domain/instant.ts';
import { daysOfAct, findForbiddenDay } from '#domain/lawfulness.ts';
import { factsOf, regimeOf } from '#domain/question.ts';
import { isSilence } from '#domain/rules/rule.ts';
import { findStore, type ShopConfig } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { addStop, refreshStates, tellStatus } from './acts.ts';
import { eraseIfUnneeded, identifyContactPoint, keepValue } from './contact-point.ts';
import { dropDisclosuresOf } from './disclosure.ts';
import { oweWithdrawalMail } from './ended-consent.ts';
import { confirmByPage, openRequests } from './request.ts';
import { applyStop, followEarlierStops } from './stop.ts';
import type { Tx } from './store.ts';
import { addAnswerToken } from './token.ts';

interface Context {
  readonly hash: string;
  readonly custody: Custody;
  /** The device's skew as last measured (C3). */
  readonly skew: number;
}

type Recorded = Pick<
  AnswersGiven,
  'id' | 'store' | 'collector' | 'locale' | 'configDigest' | 'capturedAt' | 'answerLinkDigest'
> & {
  readonly answers: readonly Omit<Answer, 'initialState'>[];
  /** null: not captured on a device. */
  readonly device: string | null;
  /** Nothing of it counts unconfirmed, whatever the questions say. */
  readonly isUnproven?: boolean;
  /** The contact point on whose own page it was given: of that one, the mailbox is proved. */
  readonly pageOf?: string | null;
};

/** Returns `erased` when an erasure leaves nothing of it standing (B10). */
export async function recordAnswers(
  tx: Tx,
  event: Recorded,
  claims: readonly ContactClaim[],
  config: ShopConfig,
  { hash, custody, skew }: Context,
): Promise<'accepted' | 'erased'> {
  const rowByKind = new Map<ContactKind, string>();
  for (const claim of claims) {
    const { id } = await identifyContactPoint(tx, claim);
    rowByKind.set(claim.kind, id);
  }
  const isUnproven = event.isUnproven === true || event.collector === 'staff' || event.collector === 'shopper-assisted';
  const store = findStore(config, event.store);
  if (!store) throw new Error(`the config has no store "${event.store}"`);
  const days = daysOfAct(custody, store.timeZone);
  await recordRefusals(tx, event.answers, rowByKind, { hash, custody });
  for (const answer of event.answers) {
    const { purpose, channel, frequency } = answer;
    const contactPoint = rowByKind.get(contactKindByChannel[channel]);
    if (contactPoint === undefined || answer.answer === 'no') continue;
    const question = config.questions.find((q) => q.id === answer.question);
    if (!question) throw new Error(`"${answer.question}" is not in the config that it was answered under`);
    const asksConfirmation = question.confirmation === 'email' || isUnproven;
    const forbiddenOn = findForbiddenDay(regimeOf(question), factsOf(question, config.controller.country), days);
    // by itself; refreshStates adds what else is known of the contact point
    const status = forbiddenOn !== null ? 'forbidden' : asksConfirmation ? 'requested' : 'given';
    await tx.sql
      .insertInto('grants')
      .values({
        event: event.id,
        question: answer.question,
        contact_point: contactPoint,
        purpose,
        channel,
        topics: JSON.stringify(answer.topics),
        frequency_max: frequency.max,
        frequency_per: frequency.per,
        asks_confirmation: asksConfirmation ? 1 : 0,
        regime: regimeOf(question),
        forbidden_on: forbiddenOn,
        store: event.store,
        device: event.device,
        page_of: event.pageOf ?? null,
        locale: event.locale,
        config_digest: event.configDigest,
        captured_at: fromOffsetText(event.capturedAt),
        status,
        status_at: tx.now,
        lapses_at: null,
        ...custody,
      })
      .execute();
    if (status !== 'given')
      await tellStatus(tx, { device: event.device, event: event.id, question: answer.question, status });
  }
  if (event.answerLinkDigest !== null)
    await addAnswerToken(tx, event.answerLinkDigest, {
      event: event.id,
      expiresAt: tx.clock + config.answerLinkDays * DAY,
      isTablets: event.device !== null,
    });

  const contactPoints = [...rowByKind.values()];
  await followEarlierStops(tx, [...new Set([...contactPoints, ...(event.pageOf ? [event.pageOf] : [])])], custody);
  for (const contactPoint of contactPoints) {
    await refreshStates(tx, contactPoint);
    if (contactPoint === event.pageOf) await confirmByPage(tx, contactPoint, event.id);
    await openRequests(tx, contactPoint, event.id, skew);
  }
  return keepWhatStands(tx, event.id, hash, claims, rowByKind);
}

/** A no beside a contact point ends an older yes to the same; with nobody's contact data it ends nothing. */
export async function recordRefusals(
  tx: Tx,
  answers: Recorded['answers'],
  contactPointByKind: ReadonlyMap<ContactKind, string>,
  { hash, custody }: Pick<Context, 'hash' | 'custody'>,
): Promise<void> {
  for (const { answer, purpose, channel, regime } of answers) {
    const contactPoint = contactPointByKind.get(contactKindByChannel[channel]);
    if (contactPoint === undefined || answer === 'yes') continue;
    // a no to what would be done without a yes is an objection (GDPR 21(2))
    const kind: Stop['kind'] = regime !== undefined && isSilence(regime) ? 'objection' : 'refusal';
    const stop = { kind, scope: { purpose, channel }, custody, cause: null };
    await addStop(tx, { ...stop, eventHash: hash, contactPoint });
  }
}

/** B10: of a contact point that was erased, not provably before, the contact data that came again is dropped. */
async function keepWhatStands(
  tx: Tx,
  event: string,
  hash: string,
  claims: readonly ContactClaim[],
  rowByKind: ReadonlyMap<ContactKind, string>,
): Promise<'accepted' | 'erased'> {
  const grants = await tx.sql.selectFrom('grants').selectAll().where('event', '=', event).execute();
  for (const { kind, value } of claims) {
    const contactPoint = rowByKind.get(kind) as string;
    const own = grants.filter((grant) => grant.contact_point === contactPoint);
    if (own.every((grant) => grant.status === 'erased')) await dropDisclosuresOf(tx, contactPoint, hash);
    else await keepValue(tx, contactPoint, value.trim());
    // nor is there a reason to keep what can never count
    await eraseIfUnneeded(tx, contactPoint);
  }
  return grants.length > 0 && grants.every((grant) => grant.status === 'erased') ? 'erased' : 'accepted';
}

/** A withdrawal or objection at the till. Its contact data finds the contact points and is not kept (D7). */
export async function recordStopAtTill(
  tx: Tx,
  event: Pick<StopAtTill, 'type' | 'scope'>,
  claims: readonly ContactClaim[],
  { hash, custody }: Pick<Context, 'hash' | 'custody'>,
): Promise<void> {
  for (const claim of claims) {
    const { id } = await identifyContactPoint(tx, claim);
    await applyStop(tx, { contactPoint: id, kind: event.type, scope: event.scope, eventHash: hash, custody });
    await oweWithdrawalMail(tx, id);
  }
}
