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
import { recordBatchAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { decideUse, type UseDecision } from '../storage/may-contact.ts';
import type { Tx } from '../storage/store.ts';
import { readWithApiKey } from './api-key.ts';

const BYTES_LIMIT = 1024 * 1024;

export function mayContactRoutes({ store }: AppDeps): Hono {
  return new Hono().post(MAY_CONTACT_PATH, async (context) => {
    const read = await readWithApiKey(context, store, { schema: mayContactRequestSchema, limit: BYTES_LIMIT });
    if (!read.ok) return read.response;
    const { uses } = read.value;
    const decisions = await store.transaction(async (tx) => {
      const decided = await decideAll(tx, uses);
      const subjects = decided.flatMap((decision) => decision?.contactPoint ?? []);
      const actor = `api-key:${read.key.name}`;
      await recordBatchAudit(tx, { actor, action: 'may-contact' }, { asked: uses.length, subjects });
      await markApiKeyUsed(tx, read.key);
      return decided;
    });
    const rules = new Map(decisions.flatMap((decision) => (decision ? [[decision.ruling.rule.id, decision]] : [])));
    const body: MayContactAnswer = {
      answers: decisions.map(toAnswer),
      rules: [...rules.values()].map(({ ruling }) => toRule(ruling.rule)),
      ruleSet: RULE_SET_VERSION,
    };
    return context.json(body, 200, { 'Cache-Control': 'no-store' });
  });
}

/** null: not about marketing, and nobody was looked up. */
async function decideAll(tx: Tx, uses: readonly UseAsked[]): Promise<(UseDecision | null)[]> {
  const { config } = await mustGetCurrentConfig(tx);
  const decisions: (UseDecision | null)[] = [];
  for (const { contact, channel, purpose, kind, date: day } of uses) {
    const claim = readContactClaim(contact, config.controller.country);
    const decide = () => decideUse(tx, { claim, channel, purpose, day }, { config, now: tx.clock });
    decisions.push(kind === 'service' ? null : await decide());
  }
  return decisions;
}

function toAnswer(decision: UseDecision | null): UseAnswer {
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
