// Reads what the question "may I contact them?" is answered from: a contact point's acts, each yes with how it was asked for in the
// config of its day. It changes nothing; whoever asks writes the audit row.
import type { BusinessDay } from '#domain/business-day.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import type { Instant } from '#domain/instant.ts';
import { type AskedActs, type AskedGrant, type MayContact, mayContact } from '#domain/may-contact.ts';
import { factsOf } from '#domain/question.ts';
import { type Channel, findStore, type ShopConfig } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { readActivity } from './activity.ts';
import { loadActs } from './acts.ts';
import { getConfig } from './config.ts';
import { findContactPoint } from './contact-point.ts';
import type { GrantRow } from './schema.ts';
import type { Reader } from './store.ts';

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

/** @param config the current one: the shop's country, and its zone where no yes names a store */
export async function decideUse(
  reader: Reader,
  { claim, channel, purpose, day }: UseRequest,
  { config, now }: { readonly config: ShopConfig; readonly now: Instant },
): Promise<UseDecision> {
  const timeZone = (config.stores[0] as ShopConfig['stores'][number]).timeZone;
  const use = { channel, purpose, day, now, country: config.controller.country, timeZone };
  const known = claim?.kind === contactKindByChannel[channel] ? await findContactPoint(reader, claim) : undefined;
  if (!known) return { ...mayContact(noActs, use), reason: 'unknown', contactPoint: null, events: [] };
  const decision = mayContact(await loadAskedActs(reader, known.id), use);
  return { ...decision, contactPoint: known.id, events: await listEvents(reader, decision.proof) };
}

const noActs: AskedActs = { grants: [], stops: [], caps: [], resolutions: [], restrictions: [], activity: null };

async function loadAskedActs(reader: Reader, contactPoint: string): Promise<AskedActs> {
  const { rows, acts } = await loadActs(reader, contactPoint);
  const grants: AskedGrant[] = [];
  for (const [i, grant] of acts.grants.entries())
    grants.push({ ...grant, ...(await readAsking(reader, rows[i] as GrantRow)) });
  return { ...acts, grants, activity: await readActivity(reader, contactPoint) };
}

async function readAsking(
  reader: Reader,
  { event, question: id, store, config_digest, captured_at }: GrantRow,
): Promise<Pick<AskedGrant, 'facts' | 'timeZone' | 'capturedAt'>> {
  const config = await getConfig(reader, config_digest);
  const question = config?.questions.find((one) => one.id === id);
  const place = config && findStore(config, store);
  if (!question || !place) throw new Error(`event ${event} was accepted under a config that does not know it`);
  return {
    facts: factsOf(question, config.controller.country),
    timeZone: place.timeZone,
    capturedAt: captured_at,
  };
}

/** Of a tombstone there is none. */
async function listEvents({ sql }: Reader, proof: MayContact['proof']): Promise<UseDecision['events']> {
  const events: UseDecision['events'][number][] = [];
  for (const { chain, seq } of proof) {
    const row = await sql
      .selectFrom('events')
      .select(['id', 'type'])
      .where('chain', '=', chain)
      .where('seq', '=', seq)
      .where('beside', '=', 0)
      .executeTakeFirst();
    if (row?.type) events.push({ event: row.id, type: row.type });
  }
  return events;
}
