// POST /api/v1/inbound/sms: what the SMS provider has received on the shop's number. Not there without a secret.
import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { INBOUND_SMS_PATH, inboundSmsSchema } from '#protocol/inbound-sms.ts';
import type { AppDeps } from '../app.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { receiveSms } from '../storage/inbound-message.ts';
import { parseJson, readBody } from './body.ts';
import { problemResponse } from './problem-response.ts';
import { toSenderNumber } from './sms-sender.ts';
import { isSignedWebhook } from './webhook-signature.ts';

/** A concatenated SMS of 255 parts has 39,015 characters; nobody types that. */
const BYTES_LIMIT = 16 * 1024;

export function inboundSmsRoutes({ store, log, now, onWork, smsWebhookSecret: secret }: AppDeps): Hono {
  if (secret === null) return new Hono();
  return new Hono().post(INBOUND_SMS_PATH, async (context) => {
    const body = await readBody(context.req.raw, BYTES_LIMIT);
    if (!body.ok) return problemResponse(context, body.problem);
    if (!isSignedWebhook(context.req.raw.headers, body.bytes, secret, now()))
      return problemResponse(context, 'webhook-signature');
    const json = parseJson(body.bytes);
    if (!json.ok) return problemResponse(context, json.problem);
    const message = inboundSmsSchema.safeParse(json.value);
    if (!message.success) return problemResponse(context, 'bad-request');

    const { id, from, text } = message.data;
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
