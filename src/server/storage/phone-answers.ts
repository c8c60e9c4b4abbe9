// Answers given on a person's own phone, or carried over to a corrected address: an event of the back end on the store's chain, with
// the same effect as one from a tablet. Its contact data stands beside it as disclosures, like a tablet's (A4).
import { randomBytes } from 'node:crypto';
import { businessDayAt } from '#domain/business-day.ts';
import { choicesOf } from '#domain/choices.ts';
import type { Answer, AnswersOnPhone } from '#domain/consent-event.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import { toNoticeText, toQuestionSetText } from '#domain/notice.ts';
import { lawOf } from '#domain/question-set.ts';
import { RULE_SET_VERSION } from '#domain/rules/rule-set.ts';
import type { Language, Question, ShopConfig, Store } from '#domain/shop-config.ts';
import { sha256 } from '#protocol/digest.ts';
import { type ContactClaim, digestOfDisclosure, toDisclosure } from '#protocol/disclosure.ts';
import { appendFact, logFact } from './chain.ts';
import { keepDisclosures } from './disclosure.ts';
import { recordAnswers } from './record.ts';
import type { Reader, Tx } from './store.ts';

export interface PhoneAnswers {
  /** Drawn when the form was first shown; the idempotency key. */
  readonly id: string;
  readonly store: Store;
  readonly config: ShopConfig;
  readonly configDigest: string;
  readonly locale: Language;
  /** What was asked, in the order shown. */
  readonly questions: readonly Question[];
  /** One for each of them. */
  readonly answers: ReadonlyMap<string, Pick<Answer, 'answer'> & Partial<Pick<Answer, 'topics' | 'frequency'>>>;
  /** One of each kind that a yes needs, valid. What no yes needs is not kept. */
  readonly contacts: readonly ContactClaim[];
  /** SHA-256 of the secret in the link that the person leaves with (E1); null where there is none. */
  readonly answerLinkDigest: string | null;
  readonly askedBy: AnswersOnPhone['askedBy'];
}

/** Whether that form has been taken already. */
export async function isTaken({ sql }: Reader, id: string): Promise<boolean> {
  const row = await sql.selectFrom('events').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** Records the answers and gives them their effect. The form must be new. */
export async function recordPhoneAnswers(tx: Tx, given: PhoneAnswers): Promise<void> {
  const { id, store, config, configDigest, locale, questions, answerLinkDigest, askedBy } = given;
  const { timeZone } = store;
  const pageOf = askedBy.kind === 'preference-page' ? askedBy.contactPoint : null;
  const initialState: Answer['initialState'] = pageOf === null ? 'unset' : 'as-it-stood';
  const businessDay = businessDayAt(tx.now, timeZone);
  const answers = questions.map((question) => ({
    ...toAnswer(question, given.answers.get(question.id)),
    ...lawOf(question, config, businessDay),
    initialState,
  }));
  const contacts = pickNeeded(answers, given.contacts);
  const disclosures = contacts.map((contact) => toDisclosure(randomBytes(16).toString('base64url'), contact));
  const fact = {
    type: 'answers-given',
    store: store.id,
    timeZone,
    businessDay,
    ruleSet: RULE_SET_VERSION,
    configDigest,
    _sd: (await Promise.all(disclosures.map(digestOfDisclosure))).sort(),
    _sd_alg: 'sha-256',
    collector: askedBy.kind === 'rectification' ? 'staff' : 'own-phone',
    locale,
    noticeDigest: await sha256(toNoticeText(config, locale)),
    questionSetDigest: await sha256(toQuestionSetText(config, locale, questions, initialState)),
    answers,
    answerLinkDigest,
    askedBy,
  } as const;
  // a form that a restore has made new again: what became of the answers that are lost is not these ones' (B13)
  await tx.sql.deleteFrom('resolutions').where('event', '=', id).execute();
  const { jws, hash, custody, capturedAt } = await appendFact(tx, fact, id);
  await keepDisclosures(tx, hash, disclosures);
  const recorded = { ...fact, id, capturedAt, device: null };
  const isUnproven = askedBy.kind === 'counter-card';
  await recordAnswers(tx, { ...recorded, isUnproven, pageOf }, contacts, config, { hash, custody, skew: 0 });
  await logFact(tx, fact, { jws, hash });
}

/** A refusal holds no contact data (D7), whatever the form held. */
function pickNeeded(answers: readonly Answer[], contacts: readonly ContactClaim[]): ContactClaim[] {
  const accepted = answers.filter(({ answer }) => answer === 'yes');
  const needed = new Set(accepted.map(({ channel }) => contactKindByChannel[channel]));
  const picked = contacts.filter(({ kind }) => needed.delete(kind));
  if (needed.size > 0) throw new Error('a yes without its contact data');
  return picked;
}

function toAnswer(question: Question, given: Partial<Answer> | undefined): Omit<Answer, 'initialState'> {
  if (given?.answer === undefined) throw new Error(`no answer to "${question.id}"`);
  const { id, purpose, channel, legalBasis } = question;
  const asked = choicesOf(question);
  return {
    ...{ question: id, purpose, channel, legalBasis },
    answer: given.answer,
    topics: [...(given.topics ?? asked.topics)],
    frequency: given.frequency ?? asked.frequency,
  };
}
