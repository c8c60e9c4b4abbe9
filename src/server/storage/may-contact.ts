// Reads what the question "may I contact them?" is answered from: a contact point's acts, each yes with how it was asked for in the
// config of its day. It changes nothing; whoever asks writes the audit row.
import type { BusinessDay } from '#domain/business-day.ts';
import type { Stop } from '#domain/consent-state.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import { factsStated } from '#domain/imported.ts';
import type { Instant } from '#domain/instant.ts';
import { type AskedActs, type AskedGrant, type MayContact, mayContact } from '#domain/may-contact.ts';
import { factsOf } from '#domain/question.ts';
import { type Channel, findStore, type ShopConfig } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { readActivities } from './activity.ts';
import { loadActs } from './acts.ts';
import { getConfig } from './config.ts';
import { hashContact, isContactPoint } from './contact-identity.ts';
import { findContactPoint } from './contact-point.ts';
import { findStated } from './imported.ts';
import type { GrantRow } from './schema.ts';
import type { Reader } from './store.ts';
import { custodyAt, listRemaining } from './tombstone.ts';

export interface UseRequest {
  /** Undefined: what was given is neither an address nor a number. */
  readonly claim: ContactClaim | undefined;
  readonly channel: Channel;
  readonly purpose: string;
  readonly day?: BusinessDay | undefined;
}

export interface UseDecision extends MayContact {
  /** null: unknown. */
  readonly contactPoint: string | null;
  /** The events that the answer rests on. */
  readonly events: readonly { readonly event: string; readonly type: string }[];
}

export async function decideUse(
  reader: Reader,
  { claim, channel, purpose, day }: UseRequest,
  context: UseContext,
): Promise<UseDecision> {
  const asked = claim?.kind === contactKindByChannel[channel] && isContactPoint(claim) ? claim : undefined;
  const known = asked && (await findContactPoint(reader, asked));
  if (known) return decideUseOf(reader, known.id, { channel, purpose, day }, context);
  const stops = asked ? await listStopsOfUnknown(reader, asked) : [];
  const decision = mayContact({ ...noActs, stops }, toUse({ channel, purpose, day }, context));
  const reason = decision.reason === 'not-asked' ? 'unknown' : decision.reason;
  return { ...decision, reason, proof: [], contactPoint: null, events: [] };
}

/** Of who was erased or is suppressed a keyed hash speaks, and nothing else. */
async function listStopsOfUnknown(reader: Reader, claim: ContactClaim): Promise<Stop[]> {
  const remaining = await listRemaining(reader, hashContact(reader, claim).tombstone);
  return remaining.map(({ kind, scope, at }) => ({ kind, scope, custody: custodyAt(at) }));
}

/** The same of who is known. */
export async function decideUseOf(
  reader: Reader,
  contactPoint: string,
  asked: Omit<UseRequest, 'claim'>,
  context: UseContext,
): Promise<UseDecision> {
  const decision = mayContact(await loadAskedActs(reader, contactPoint), toUse(asked, context));
  return { ...decision, contactPoint, events: await listEvents(reader, decision.proof) };
}

export interface UseContext {
  /** The current one: the shop's country, and its zone where no yes names a store. */
  readonly config: ShopConfig;
  readonly now: Instant;
}

function toUse({ channel, purpose, day }: Omit<UseRequest, 'claim'>, { config, now }: UseContext) {
  const timeZone = (config.stores[0] as ShopConfig['stores'][number]).timeZone;
  return { channel, purpose, day, now, country: config.controller.country, timeZone };
}

const noActs: AskedActs = { grants: [], stops: [], caps: [], resolutions: [], restrictions: [], activities: [] };

/** Everything known of it, with how each yes was asked for. */
export async function loadAskedActs(reader: Reader, contactPoint: string): Promise<AskedActs> {
  const { rows, acts } = await loadActs(reader, contactPoint);
  const grants: AskedGrant[] = [];
  for (const [i, grant] of acts.grants.entries())
    grants.push({ ...grant, ...(await readAsking(reader, rows[i] as GrantRow)) });
  return { ...acts, grants, activities: await readActivities(reader, contactPoint) };
}

async function readAsking(
  reader: Reader,
  { event, question: id, store, config_digest, captured_at }: GrantRow,
): Promise<Pick<AskedGrant, 'facts' | 'timeZone' | 'capturedAt'>> {
  const config = await getConfig(reader, config_digest);
  const question = config?.questions.find((one) => one.id === id);
  const place = config && findStore(config, store);
  if (!question || !place) throw new Error(`event ${event} was accepted under a config that does not know it`);
  const { country } = config.controller;
  const stated = await findStated(reader, event);
  return {
    facts: stated ? factsStated(stated, question, country) : factsOf(question, country),
    timeZone: place.timeZone,
    capturedAt: captured_at,
  };
}

/** Of a tombstone there is none. What stands in a chain of its own (C1, D1) names its event by the hash. */
async function listEvents({ sql }: Reader, proof: MayContact['proof']): Promise<UseDecision['events']> {
  const events: UseDecision['events'][number][] = [];
  for (const { chain, seq } of proof) {
    const [own = '', start = ''] = chain.split('#');
    const rows = await sql
      .selectFrom('events')
      .select(['id', 'type', 'hash'])
      .where('chain', '=', own)
      .where('seq', '=', seq)
      .orderBy('beside')
      .execute();
    const row = rows.find(({ hash }) => hash.startsWith(start));
    if (row?.type) events.push({ event: row.id, type: row.type });
  }
  return events;
}
