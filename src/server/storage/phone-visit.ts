// A person's visit by a code (E5): a tablet's signed link, which completes once, or the standing code of a store's counter
// card, which has no nonce and is rate-limited.
import { handOverPolicyOf, isHandOverTooOld, questionsOfCard } from '#domain/hand-over.ts';
import { HOUR, SECOND } from '#domain/instant.ts';
import { findStore, type Question, type Store as Shop, type ShopConfig } from '#domain/shop-config.ts';
import { questionsOnPhone } from '#domain/visit.ts';
import { isHandOverBy, peekHandOver } from '#protocol/hand-over.ts';
import { getConfig, mustGetCurrentConfig } from './config.ts';
import { findDevice, publicKeyOf, tellDevice } from './device.ts';
import { isTaken, type PhoneAnswers, recordPhoneAnswers } from './phone-answers.ts';
import type { Reader, Tx } from './store.ts';

/** What a code asks, of whom it is, and whose words it shows. */
export interface OpenVisit {
  readonly state: 'open';
  readonly store: Shop;
  readonly config: ShopConfig;
  readonly configDigest: string;
  readonly questions: readonly Question[];
  /** In which the tablet showed it; null for a card, which is printed in all. */
  readonly locale: string | null;
  /** null: a counter card's. */
  readonly handOver: { readonly nonce: string; readonly device: string; readonly till: string } | null;
}

export type Visit =
  | OpenVisit
  | { readonly state: 'unknown' }
  /** Its nonce has been used: by whom, and what they said, nobody learns from the code. */
  | { readonly state: 'completed' }
  /** `card`: the store whose standing code still asks; null where it has none. */
  | { readonly state: 'too-old'; readonly validHours: number; readonly card: string | null };

type At = Reader & Pick<Tx, 'clock'>;

/**
 * Reads, and changes nothing (E3).
 * @param form whose own completion leaves the code open to it, so that it can come twice
 */
export async function readVisit(reader: At, token: string, form?: string): Promise<Visit> {
  return token.includes('.') ? readHandOver(reader, token, form) : readCard(reader, token);
}

async function readHandOver(reader: At, token: string, form: string | undefined): Promise<Visit> {
  const claims = peekHandOver(token);
  const device = claims && (await findDevice(reader, claims.iss));
  // nothing that a lost tablet says is trusted (B9)
  if (!device || device.status === 'lost') return { state: 'unknown' };
  const isItsPlace = device.store === claims.store && device.till === claims.till;
  if (!isItsPlace || !(await isHandOverBy(token, publicKeyOf(device)))) return { state: 'unknown' };
  if (await isCompleted(reader, claims.jti, form)) return { state: 'completed' };

  const current = await mustGetCurrentConfig(reader);
  // a config that we do not know, or no longer have, never loses a shopper: they see today's
  const shown = await getConfig(reader, claims.config);
  const { config, digest } = shown ? { config: shown, digest: claims.config } : current;
  const store = findStore(config, claims.store);
  const questions = questionsOnPhone(config);
  if (!store || questions.length === 0) return { state: 'unknown' };
  const policy = handOverPolicyOf(current.config);
  if (isHandOverTooOld(claims.iat * SECOND, device.skew, reader.clock, policy)) {
    const hasCard = questionsOfCard(current.config).length > 0;
    return { state: 'too-old', validHours: policy.validHours, card: hasCard ? store.id : null };
  }
  return {
    ...{ state: 'open', store, config, configDigest: digest, locale: claims.locale, questions },
    handOver: { nonce: claims.jti, device: device.id, till: device.till },
  };
}

async function readCard(reader: At, id: string): Promise<Visit> {
  const { config, digest } = await mustGetCurrentConfig(reader);
  const store = findStore(config, id);
  const questions = questionsOfCard(config);
  if (!store || questions.length === 0) return { state: 'unknown' };
  return { state: 'open', store, config, configDigest: digest, questions, locale: null, handOver: null };
}

async function isCompleted({ sql }: Pick<Reader, 'sql'>, nonce: string, form?: string): Promise<boolean> {
  const row = await sql.selectFrom('phone_visits').select('event').where('nonce', '=', nonce).executeTakeFirst();
  return row !== undefined && row.event !== form;
}

/** `completed`: somebody else has used the code meanwhile. `busy`: the card has taken what it may in an hour. */
export type Recorded = 'recorded' | 'completed' | 'busy';

/** Takes the answers once: the same form again changes nothing and says the same. */
export async function recordVisit(
  tx: Tx,
  token: string,
  { store, config, configDigest, questions, handOver }: OpenVisit,
  given: Pick<PhoneAnswers, 'id' | 'locale' | 'answers' | 'contacts' | 'answerLinkDigest'>,
): Promise<Recorded> {
  if (await isTaken(tx, given.id)) return 'recorded';
  if (handOver ? await isCompleted(tx, handOver.nonce) : await isBusy(tx, store.id, config))
    return handOver ? 'completed' : 'busy';
  const askedBy = handOver
    ? ({ kind: 'hand-over', device: handOver.device, till: handOver.till, link: token } as const)
    : ({ kind: 'counter-card' } as const);
  await tx.sql
    .insertInto('phone_visits')
    .values({ event: given.id, nonce: handOver?.nonce ?? null, store: store.id, completed_at: tx.clock })
    .execute();
  await recordPhoneAnswers(tx, { ...given, store, config, configDigest, questions, askedBy });
  if (handOver) {
    const { device, nonce } = handOver;
    await tellDevice(tx, device, { event: nonce, question: '', change: 'answered-on-phone' });
  }
  return 'recorded';
}

/** Who cannot be seen is counted: a card's code can be photographed and posted by anybody. */
async function isBusy(tx: Tx, store: string, config: ShopConfig): Promise<boolean> {
  const { count } = await tx.sql
    .selectFrom('phone_visits')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('store', '=', store)
    .where('nonce', 'is', null)
    .where('completed_at', '>', tx.clock - HOUR)
    .executeTakeFirstOrThrow();
  return count >= handOverPolicyOf(config).cardAnswersPerHour;
}
