// POST /api/v1/inbound/sms: what the SMS provider has received on the shop's number. Not there without a secret.
import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { INBOUND_SMS_PATH, inboundSmsSchema } from '#protocol/inbound-sms.ts';
import type { AppDeps } from '../app.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { receiveSms } from '../storage/inbound-message.ts';
import { problemResponse } from './problem-response.ts';
import { toSenderNumber } from './sms-sender.ts';
import { readWebhook } from './webhook.ts';

/** A concatenated SMS of 255 parts has 39,015 characters; nobody types that. */
const BYTES_LIMIT = 16 * 1024;

export function inboundSmsRoutes({ store, log, now, onWork, smsWebhookSecret: secret }: AppDeps): Hono {
  if (secret === null) return new Hono();
  return new Hono().post(INBOUND_SMS_PATH, async (context) => {
    const rules = { schema: inboundSmsSchema, secret, limit: BYTES_LIMIT, now: now() };
    const read = await readWebhook(context.req.raw, rules);
    if (!read.ok) return problemResponse(context, read.problem);

    const { id, from, text } = read.message;
    const { config } = await mustGetCurrentConfig(store);
    const outcome = await store.transaction((tx) =>
      receiveSms(tx, {
        // keyed: whoever reads the database cannot find the number by trying
        hash: createHmac('sha256', secret)
          .update(JSON.stringify([id, from, text]))
          .digest('base64url'),
        from: toSenderNumber(from, config.controller.country),
        text,
      }),
    );
    log.sms({ outcome });
    onWork();
    return context.json({ outcome }, 200, { 'Cache-Control': 'no-store' });
  });
}
