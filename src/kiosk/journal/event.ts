// Builds a consent event: everything that A3 fixes at capture, before its place in the chain is known. Contact data goes
// beside it, as salted disclosures (A4). Pure but for SHA-256; randomness and time come in.
import { type BusinessDay, businessDayAt } from '#domain/business-day.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import type { AnswersGiven, DayClosed, DayExported, DeviceEvent, StopAtTill } from '#domain/consent-event.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import { type Instant, toOffsetText } from '#domain/instant.ts';
import { isSetOf, lawOf } from '#domain/question-set.ts';
import { RULE_SET_VERSION } from '#domain/rules/rule-set.ts';
import type { Language, Question, ShopConfig, Store } from '#domain/shop-config.ts';
import { sha256, toBase64Url } from '#protocol/digest.ts';
import { type ContactClaim, type Disclosure, digestOfDisclosure, toDisclosure } from '#protocol/disclosure.ts';
import { shownDigests } from '#protocol/shown.ts';
import type { AnswersDraft, StopDraft } from '../kiosk.ts';
import type { JournalDatabase, JournalRow } from './db.ts';

/** Where and when an event is captured. */
export interface CaptureContext {
  readonly device: string;
  readonly store: Store;
  readonly till: string;
  readonly config: ShopConfig;
  readonly configDigest: string;
  readonly appVersion: string;
  readonly lastAcknowledgement: string | null;
  readonly now: Instant;
  readonly utcOffset: number;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
}

type Unplaced<E> = E extends DeviceEvent ? Omit<E, 'seq' | 'previous'> : never;

/** All of an event but its place in the chain. */
export interface FixedEvent {
  readonly event: Unplaced<DeviceEvent>;
  readonly disclosures: readonly Disclosure[];
  readonly capturedAt: Instant;
  readonly businessDay: BusinessDay;
  /** What else must be stored with it, or neither is. */
  readonly also?: (db: JournalDatabase, row: JournalRow) => Promise<void>;
}

/** Whether the person leaves with a code (E1). Who is on the telephone sees none: the mail has its link. */
export function hasAnswerLink({ answers, visit }: AnswersDraft): boolean {
  return !visit.isSpoken && answers.some(({ answer }) => answer === 'yes');
}

/** @param answerSecret what the answer's QR code carries (E1); only its SHA-256 enters the event, and only after a yes */
export async function buildAnswersEvent(
  draft: AnswersDraft,
  answerSecret: string,
  context: CaptureContext,
): Promise<FixedEvent> {
  const { config } = context;
  const { afterSale, audience, isSpoken } = draft.visit;
  const asked = draft.answers.map(({ question, answer }) => ({ question: mustGetQuestion(config, question), answer }));
  const ids = asked.map(({ question }) => question.id);
  if (!ids[0] || !isSetOf(ids, config, draft.visit)) throw new Error('a question, and an answer to every question');
  const businessDay = businessDayAt(context.now, context.store.timeZone);
  const accepted = asked.flatMap(({ question, answer }) => (answer === 'yes' ? [question] : []));
  const sealed = await discloseContacts(neededContacts(accepted, draft.contacts), context.randomBytes);
  return fix(context, sealed.disclosures, {
    type: 'answers-given',
    ...placeOf(draft.id, context),
    ...sealed.digests,
    collector: isSpoken ? 'staff' : 'shopper',
    visit: { afterSale, audience },
    ruleSet: RULE_SET_VERSION,
    locale: draft.locale,
    ...(await shownDigests(
      config,
      draft.locale,
      asked.map(({ question }) => question),
    )),
    answers: asked.map(({ question, answer }) => ({
      question: question.id,
      purpose: question.purpose,
      channel: question.channel,
      legalBasis: question.legalBasis,
      ...lawOf(question, config, businessDay),
      answer,
      initialState: 'unset',
      topics: question.topics.map((topic) => topic.id),
      frequency: question.frequency,
    })),
    answerLinkDigest: hasAnswerLink(draft) ? await sha256(answerSecret) : null,
    supersedes: null,
  } satisfies Unplaced<AnswersGiven>);
}

export async function buildStopEvent(draft: StopDraft, context: CaptureContext): Promise<FixedEvent> {
  const sealed = await discloseContacts([draft.contact], context.randomBytes);
  return fix(context, sealed.disclosures, {
    type: 'withdrawal',
    ...placeOf(draft.id, context),
    ...sealed.digests,
    collector: draft.collector ?? 'shopper',
    locale: draft.locale,
    scope: draft.scope,
  } satisfies Unplaced<StopAtTill>);
}

/** A manager is about to read contact data out of the tablet. */
export interface DayExport {
  readonly id: string;
  readonly businessDay: BusinessDay;
  readonly rows: number;
}

export async function buildExportEvent(
  { id, businessDay, rows }: DayExport,
  context: CaptureContext,
): Promise<FixedEvent> {
  return fix(context, [], {
    type: 'day-exported',
    ...placeOf(id, context),
    ...staff(context),
    exportedDay: businessDay,
    rows,
  } satisfies Unplaced<DayExported>);
}

/** The day is closed, by these numbers. */
export interface DayClose extends Pick<FixedEvent, 'also'> {
  readonly id: string;
  readonly report: CloseReport;
}

export async function buildCloseEvent({ id, report, ...also }: DayClose, context: CaptureContext): Promise<FixedEvent> {
  const event = {
    type: 'day-closed',
    ...placeOf(id, context),
    ...staff(context),
    report,
  } satisfies Unplaced<DayClosed>;
  return { ...fix(context, [], event), ...also };
}

/** What the team itself does holds no contact data, and is in the shop's first language, which its team speaks. */
function staff({ config }: CaptureContext) {
  const locale = config.languages[0] as Language;
  return { _sd: [], _sd_alg: 'sha-256' as const, collector: 'staff' as const, locale };
}

/** The bytes of the event at its place in the chain, as text. */
export function toPayload({ event }: FixedEvent, seq: number, previous: string | null): string {
  return JSON.stringify({ ...event, seq, previous });
}

function fix(
  { now, store }: CaptureContext,
  disclosures: readonly Disclosure[],
  event: Unplaced<DeviceEvent>,
): FixedEvent {
  return { event, disclosures, capturedAt: now, businessDay: businessDayAt(now, store.timeZone) };
}

function placeOf(id: string, context: CaptureContext) {
  return {
    schema: 2 as const,
    id,
    chain: context.device,
    capturedAt: toOffsetText(context.now, context.utcOffset),
    store: context.store.id,
    timeZone: context.store.timeZone,
    businessDay: businessDayAt(context.now, context.store.timeZone),
    till: context.till,
    device: context.device,
    appVersion: context.appVersion,
    lastAcknowledgement: context.lastAcknowledgement,
    configDigest: context.configDigest,
  };
}

function mustGetQuestion({ questions }: ShopConfig, id: string): Question {
  const question = questions.find((one) => one.id === id);
  if (!question) throw new Error(`the shop does not ask "${id}"`);
  return question;
}

/** Data that the answers do not need does not leave the form (D7). */
function neededContacts(accepted: readonly Question[], contacts: readonly ContactClaim[]): ContactClaim[] {
  const kinds = new Set(accepted.map((question) => contactKindByChannel[question.channel]));
  return contacts.filter((contact) => kinds.has(contact.kind));
}

async function discloseContacts(contacts: readonly ContactClaim[], randomBytes: CaptureContext['randomBytes']) {
  // RFC 9901 §9.3: at least 128 bits of salt
  const disclosures = contacts.map((contact) => toDisclosure(toBase64Url(randomBytes(16)), contact));
  const digests = await Promise.all(disclosures.map(digestOfDisclosure));
  // sorted, so that their order tells nothing (RFC 9901 §4.2.4.1)
  return { disclosures, digests: { _sd: digests.sort(), _sd_alg: 'sha-256' as const } };
}
