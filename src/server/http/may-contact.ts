// POST /api/v1/may-contact: what other systems of the shop ask before they write, text or call. They are trusted to ask about anybody,
// so an address that is not known is told to be so; who asked, and about whom, is noted.
import { Hono } from 'hono';
import type { Rule } from '#domain/rules/rule.ts';
import { RULE_SET_VERSION } from '#domain/rules/rule-set.ts';
import {
  MAY_CONTACT_PATH,
  type MayContactAnswer,
  mayContactRequestSchema,
  type UseAnswer,
  type UseAsked,
} from '#protocol/use.ts';
import type { AppDeps } from '../app.ts';
import { readContactClaim } from '../contact-claim.ts';
import { markApiKeyUsed } from '../storage/api-key.ts';
import { openBatchAudit, recordBatchSubjects } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { decideUse, type UseDecision } from '../storage/may-contact.ts';
import type { ApiKey } from '../storage/schema.ts';
import type { Store, Tx } from '../storage/store.ts';
import { readWithApiKey, toPortions } from './api-key.ts';

const BYTES_LIMIT = 1024 * 1024;

export function mayContactRoutes({ store }: AppDeps): Hono {
  return new Hono().post(MAY_CONTACT_PATH, async (context) => {
    const read = await readWithApiKey(context, store, { schema: mayContactRequestSchema, limit: BYTES_LIMIT });
    if (!read.ok) return read.response;
    const decisions = await decideAll(store, read.key, read.value.uses);
    const rules = new Map(decisions.flatMap((decision) => (decision ? [[decision.ruling.rule.id, decision]] : [])));
    const body: MayContactAnswer = {
      answers: decisions.map(toAnswer),
      rules: [...rules.values()].map(({ ruling }) => toRule(ruling.rule)),
      ruleSet: RULE_SET_VERSION,
    };
    return context.json(body, 200, { 'Cache-Control': 'no-store' });
  });
}

type Decided = UseDecision | null;

/** What was read is noted in the transaction that reads it. */
async function decideAll(store: Store, key: ApiKey, uses: readonly UseAsked[]): Promise<Decided[]> {
  const note = { actor: `api-key:${key.name}`, action: 'may-contact' } as const;
  const { batch, now } = await store.transaction(async (tx) => {
    await markApiKeyUsed(tx, key);
    return { batch: await openBatchAudit(tx, note, uses.length), now: tx.clock };
  });
  const decisions: Decided[] = [];
  for (const portion of toPortions(uses))
    await store.transaction(async (tx) => {
      const { config } = await mustGetCurrentConfig(tx);
      const decided: Decided[] = [];
      for (const asked of portion) decided.push(await decideOne(tx, asked, { config, now }));
      const subjects = decided.flatMap((decision) => decision?.contactPoint ?? []);
      await recordBatchSubjects(tx, { ...note, batch }, subjects);
      decisions.push(...decided);
    });
  return decisions;
}

/** null: not about marketing, and nobody is looked up. */
async function decideOne(
  tx: Tx,
  { contact, channel, purpose, kind, date: day }: UseAsked,
  context: Parameters<typeof decideUse>[2],
): Promise<Decided> {
  if (kind === 'service') return null;
  const claim = readContactClaim(contact, context.config.controller.country);
  return decideUse(tx, { claim, channel, purpose, day }, context);
}

function toAnswer(decision: Decided): UseAnswer {
  if (!decision) return notMarketing;
  const { answer, reason, day: date, ruling, forbiddenOn, events, clock, choices } = decision;
  return {
    ...{ answer, reason, date, rule: ruling.rule.id, forbiddenOn, proof: [...events] },
    lastContactAt: clock && new Date(clock.lastContactAt).toISOString(),
    endsOn: clock?.endsOn ?? null,
    topics: [...(choices?.topics ?? [])],
    frequency: choices?.frequency ?? null,
  };
}

const notMarketing: UseAnswer = {
  ...{ answer: 'not-marketing', reason: 'not-marketing', date: null, rule: null, forbiddenOn: null, proof: [] },
  ...{ lastContactAt: null, endsOn: null, topics: [], frequency: null },
};

function toRule({ id, regime, conditions, atMost, sources, doubt }: Rule): MayContactAnswer['rules'][number] {
  return {
    ...{ id, regime, conditions: [...conditions], sources: [...sources], doubt: doubt ?? null },
    atMost: atMost ? { times: atMost.times, days: atMost.days } : null,
  };
}
