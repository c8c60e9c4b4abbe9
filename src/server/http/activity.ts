// POST /api/v1/activity: a purchase, a click or a reply that another system has seen. Whether anybody is known by it, and whether it
// moved a clock, the answer does not tell: for that there is may-contact, which is noted.
import { Hono } from 'hono';
import { fromOffsetText } from '#domain/instant.ts';
import { ACTIVITY_PATH, activityRequestSchema } from '#protocol/use.ts';
import type { AppDeps } from '../app.ts';
import { readContactClaim } from '../contact-claim.ts';
import { recordActivity } from '../storage/activity.ts';
import { markApiKeyUsed } from '../storage/api-key.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { readWithApiKey } from './api-key.ts';

const BYTES_LIMIT = 1024 * 1024;

export function activityRoutes({ store, log }: AppDeps): Hono {
  return new Hono().post(ACTIVITY_PATH, async (context) => {
    const read = await readWithApiKey(context, store, { schema: activityRequestSchema, limit: BYTES_LIMIT });
    if (!read.ok) return read.response;
    const { activities } = read.value;
    const kept = await store.transaction(async (tx) => {
      const { country } = (await mustGetCurrentConfig(tx)).config.controller;
      let count = 0;
      for (const { contact, kind, at } of activities) {
        const claim = readContactClaim(contact, country);
        if (claim && (await recordActivity(tx, claim, { kind, at: fromOffsetText(at) }, country))) count += 1;
      }
      await markApiKeyUsed(tx, read.key);
      return count;
    });
    log.activity({ received: activities.length, kept });
    return context.json({ received: activities.length }, 200, { 'Cache-Control': 'no-store' });
  });
}
