// POST /api/v1/activity: a purchase, a click or a reply that another system has seen. Whether anybody is known by it, and whether it
// moved a clock, the answer does not tell: for that there is may-contact, which is noted.
import { Hono } from 'hono';
import { fromOffsetText } from '#domain/instant.ts';
import { ACTIVITY_PATH, activityRequestSchema, type ReportedActivity } from '#protocol/use.ts';
import type { AppDeps } from '../app.ts';
import { readContactClaim } from '../contact-claim.ts';
import { recordActivity } from '../storage/activity.ts';
import { markApiKeyUsed } from '../storage/api-key.ts';
import { recordAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import type { Tx } from '../storage/store.ts';
import { readWithApiKey, toPortions } from './api-key.ts';

const BYTES_LIMIT = 1024 * 1024;

export function activityRoutes({ store, log }: AppDeps): Hono {
  return new Hono().post(ACTIVITY_PATH, async (context) => {
    const read = await readWithApiKey(context, store, { schema: activityRequestSchema, limit: BYTES_LIMIT });
    if (!read.ok) return read.response;
    const { activities } = read.value;
    const { country } = (await mustGetCurrentConfig(store)).config.controller;
    // who has told of whom is not kept; that a key can keep consents alive, and did something of the kind, is
    await store.transaction(async (tx) => {
      await markApiKeyUsed(tx, read.key);
      const note = { actor: `api-key:${read.key.name}`, action: 'activity' } as const;
      await recordAudit(tx, { ...note, subject: `${activities.length} told` });
    });
    let kept = 0;
    for (const portion of toPortions(activities))
      kept += await store.transaction((tx) => recordAll(tx, portion, country));
    log.activity({ received: activities.length, kept });
    return context.json({ received: activities.length }, 200, { 'Cache-Control': 'no-store' });
  });
}

async function recordAll(tx: Tx, activities: readonly ReportedActivity[], country: string): Promise<number> {
  let kept = 0;
  for (const { contact, kind, at } of activities) {
    const claim = readContactClaim(contact, country);
    if (claim && (await recordActivity(tx, claim, { kind, at: fromOffsetText(at) }, country))) kept += 1;
  }
  return kept;
}
