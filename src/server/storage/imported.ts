// Takes in the rows of a list that the shop already had (`domain/imported.ts`). Each row counts once, by what it says: repeating
// an import, or finishing one that was interrupted, changes nothing that is there.
import { hash, randomBytes } from 'node:crypto';
import { businessDayAt } from '#domain/business-day.ts';
import { choicesOf } from '#domain/choices.ts';
import { reaches, type Stop } from '#domain/consent-state.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import {
  factsStated,
  isProven,
  isUseOver,
  lastContactStated,
  questionFor,
  regimeStated,
  type Stated,
} from '#domain/imported.ts';
import { toCanonicalJson } from '#domain/notice.ts';
import type { Channel, Language, Question, ShopConfig, Store } from '#domain/shop-config.ts';
import { type ContactClaim, digestOfDisclosure, toDisclosure } from '#protocol/disclosure.ts';
import { refreshStates, toScope } from './acts.ts';
import { appendFact } from './chain.ts';
import { hashContact } from './contact-identity.ts';
import { findContactPoint, identifyContactPoint, keepValue } from './contact-point.ts';
import { keepDisclosures } from './disclosure.ts';
import type { ContactPoint } from './schema.ts';
import type { Reader, Tx } from './store.ts';
import { listRemaining } from './tombstone.ts';

/** One person, as far as the list says what their yes is to. */
export interface ListedRow {
  readonly contacts: readonly ContactClaim[];
  readonly channels: readonly Channel[];
  readonly purpose: string;
  readonly stated: Stated;
  readonly locale: Language;
  readonly store: Store;
}

export interface ImportContext {
  readonly list: string;
  readonly config: ShopConfig;
  readonly configDigest: string;
}

/**
 * What becomes of a row on one channel. `ended`: somebody has said no here, was erased or is suppressed: an import could never
 * count (D1), and nothing is taken in. `use-ended`: nor of whom the last contact that it states is longer ago than the data may be used.
 */
export const fates = ['proven', 'unproven', 'known', 'ended', 'use-ended'] as const;
export type Fate = (typeof fates)[number];

export interface PlannedAnswer {
  readonly question: Question;
  readonly claim: ContactClaim;
  readonly fate: Fate;
  /** Somebody was known by it before. */
  readonly isKnown: boolean;
}

/** Looks, and changes nothing. The shop must ask for that purpose on those channels, and the row have a contact for each. */
export async function planRow(
  reader: Reader & { readonly clock: number },
  row: ListedRow,
  { config }: ImportContext,
): Promise<PlannedAnswer[]> {
  const digest = digestOf(row);
  const known = new Map<ContactClaim, ContactPoint | undefined>();
  const stops = new Map<ContactClaim, readonly KnownStop[]>();
  for (const claim of row.contacts) {
    known.set(claim, await findContactPoint(reader, claim));
    stops.set(claim, await listStopsOf(reader, claim, known.get(claim)));
  }
  const isEndedAsAWhole = [...stops.values()].flat().some(isOfAll); // D8
  const planned: PlannedAnswer[] = [];
  for (const channel of row.channels) {
    const question = questionFor(config, row.purpose, channel, row.stated);
    const claim = row.contacts.find(({ kind }) => kind === contactKindByChannel[channel]);
    if (!question || !claim) throw new Error('a row that was not read');
    const isEnded = isEndedAsAWhole || (stops.get(claim) ?? []).some((stop) => reaches(stop, question));
    const facts = factsStated(row.stated, question, config.controller.country);
    const today = businessDayAt(reader.clock, row.store.timeZone);
    const decide = async (): Promise<Fate> => {
      if (isEnded) return 'ended';
      if (await isImported(reader, known.get(claim), question, digest)) return 'known';
      if (isUseOver(row.stated, facts, today)) return 'use-ended';
      return isProven(row.stated, facts, today) ? 'proven' : 'unproven';
    };
    planned.push({ question, claim, fate: await decide(), isKnown: known.get(claim) !== undefined });
  }
  return planned;
}

/** Records what is new of it: one event, with its contact data beside it. */
export async function importRow(tx: Tx, row: ListedRow, context: ImportContext): Promise<PlannedAnswer[]> {
  const planned = await planRow(tx, row, context);
  const fresh = planned.filter(({ fate }) => fate === 'proven' || fate === 'unproven');
  if (fresh.length === 0) return planned;
  const { list, configDigest } = context;
  const { stated, locale } = row;
  const id = tx.newId();
  const claims = [...new Set(fresh.map(({ claim }) => claim))];
  const disclosures = claims.map((claim) => toDisclosure(randomBytes(16).toString('base64url'), claim));
  const answers = fresh.map(({ question }) => {
    const { topics, frequency } = choicesOf(question);
    const { purpose, channel } = question;
    return { question: question.id, purpose, channel, answer: 'yes' as const, topics: [...topics], frequency };
  });
  const fact = {
    ...({ type: 'imported', store: row.store.id, list, locale, stated, answers } as const),
    ...({ _sd: (await Promise.all(disclosures.map(digestOfDisclosure))).sort(), _sd_alg: 'sha-256' } as const),
  };
  const { hash: eventHash, custody } = await appendFact(tx, fact, id);
  await tx.sql
    .insertInto('imports')
    .values({ event: id, list, digest: digestOf(row), stated: JSON.stringify(stated) })
    .execute();
  await keepDisclosures(tx, eventHash, disclosures);
  for (const { question, claim, fate, isKnown } of fresh) {
    const { id: contactPoint, value } = await identifyContactPoint(tx, claim);
    const { topics, frequency } = choicesOf(question);
    await tx.sql
      .insertInto('grants')
      .values({
        ...{ event: id, question: question.id, contact_point: contactPoint },
        ...{ purpose: question.purpose, channel: question.channel, topics: JSON.stringify(topics) },
        ...{ frequency_max: frequency.max, frequency_per: frequency.per, asks_confirmation: 0 },
        ...{ regime: regimeStated(stated), forbidden_on: null, unproven: fate === 'unproven' ? 1 : 0 },
        ...{ store: row.store.id, device: null, page_of: null, locale },
        ...{ config_digest: configDigest, captured_at: lastContactStated(stated, row.store.timeZone) },
        ...{ status: fate === 'unproven' ? 'unproven' : 'given', status_at: tx.now, lapses_at: null },
        // D1: it has no earliest, and its place among the facts of the store proves nothing of when it was said
        ...{ ...custody, chain: `${custody.chain}#${eventHash.slice(0, 12)}`, earliest: null },
      })
      .execute();
    if (value === null) await keepValue(tx, contactPoint, claim.value.trim());
    if (isKnown) await refreshStates(tx, contactPoint); // else there is nothing that could change what it says
  }
  return planned;
}

/** What the shop has stated of that event; undefined where no list has brought it. */
export async function findStated({ sql }: Reader, event: string): Promise<Stated | undefined> {
  const row = await sql.selectFrom('imports').select('stated').where('event', '=', event).executeTakeFirst();
  return row && (JSON.parse(row.stated) as Stated);
}

type KnownStop = Pick<Stop, 'kind' | 'scope'> & { readonly isLinked: boolean };

/** A word about everything, by this very address or number. An erasure is about itself alone (decision m of the protocol). */
const isOfAll = ({ kind, scope, isLinked }: KnownStop) =>
  scope === null && !isLinked && (kind === 'withdrawal' || kind === 'objection');

/** Whom we know has had them laid upon already. */
async function listStopsOf(reader: Reader, claim: ContactClaim, known: ContactPoint | undefined): Promise<KnownStop[]> {
  if (!known) return listRemaining(reader, hashContact(reader, claim).tombstone);
  const rows = await reader.sql.selectFrom('stops').selectAll().where('contact_point', '=', known.id).execute();
  return rows.map((row) => ({ kind: row.kind, scope: toScope(row), isLinked: row.cause !== null }));
}

async function isImported(
  reader: Reader,
  known: ContactPoint | undefined,
  { purpose, channel }: Question,
  digest: string,
): Promise<boolean> {
  if (!known) return false;
  const row = await reader.sql
    .selectFrom('grants')
    .innerJoin('imports', 'imports.event', 'grants.event')
    .select('imports.event')
    .where('grants.contact_point', '=', known.id)
    .where('purpose', '=', purpose)
    .where('channel', '=', channel)
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * SHA-256 of what it says, without whom it is about: that is compared by the contact point. Not by WebCrypto, whose every call waits
 * for a thread: a list is long.
 */
const digestOf = ({ purpose, stated, locale, store }: ListedRow): string =>
  hash('sha256', toCanonicalJson({ purpose, stated, locale, store: store.id }), 'base64url');
